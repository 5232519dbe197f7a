import { notifications } from '@mantine/notifications'
import { type AppError, sentenceOf } from '../../electron/contract/errors.ts'

const closeButtonProps = { 'aria-label': 'Close message' }

/** A short message that goes away by itself: "Undid: lock level of Orla Fairweather". */
export function tellDone(message: string): void {
  notifications.show({ message, closeButtonProps, withBorder: true })
}

/** A failure nobody is looking at; it stays a little longer. */
export function tellError(error: AppError): void {
  notifications.show({
    message: sentenceOf(error),
    color: 'red',
    autoClose: 12_000,
    closeButtonProps,
    withBorder: true,
  })
}

import { Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import type { AppError } from '../../electron/contract/errors.ts'
import { ErrorNote } from './ErrorNote.tsx'

/** Asks before something that reaches far. The button says what happens: "Undo this import", never "OK". */
export function ConfirmDialog(props: {
  isOpen: boolean
  title: string
  confirmLabel: string
  onConfirm: () => void
  onClose: () => void
  isDangerous?: boolean
  isBusy?: boolean
  error?: AppError | null
  children: ReactNode
}) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={props.title}>
      <div className="sh-dialog-text">{props.children}</div>
      {props.error && <ErrorNote error={props.error} />}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={props.onClose}>
          Cancel
        </Button>
        <Button
          loading={props.isBusy ?? false}
          onClick={props.onConfirm}
          data-autofocus
          {...(props.isDangerous ? { color: 'red.9' } : {})}
        >
          {props.confirmLabel}
        </Button>
      </Group>
    </Modal>
  )
}

import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type AppError, sentenceOf } from '../../electron/contract/errors.ts'
import './parts.css'

/** What happened, what is safe, what to do: the one sentence of the error's code. */
export function ErrorNote(props: { error: AppError; onAgain?: () => void }) {
  return (
    <div className="sh-error" role="alert">
      <IconAlertTriangle size={18} stroke={1.5} aria-hidden="true" />
      <p>{sentenceOf(props.error)}</p>
      {props.onAgain && (
        <Button variant="default" size="xs" onClick={props.onAgain}>
          Try again
        </Button>
      )}
    </div>
  )
}

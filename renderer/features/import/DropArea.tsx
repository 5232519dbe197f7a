import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import type { AppError } from '../../../electron/contract/errors.ts'
import { pickFiles } from '../../lib/dropped-files.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'

/** Where files come in. Dropping works anywhere in the window; this says so and offers the dialog. */
export function DropArea(props: { isSmall?: boolean; note?: string }) {
  const { error, isBusy, choose } = useFileDialog()
  return (
    <section className="imp-drop" data-small={props.isSmall || undefined} aria-label="Bring in files">
      <span className="imp-drop-icon" aria-hidden="true">
        <IconFileImport size="1.75rem" stroke={1.5} />
      </span>
      <div className="imp-drop-words">
        <p className="imp-drop-title">Drop exports anywhere in this window</p>
        <p className="sh-soft">
          CSV and Excel files of Kajabi, PayPal, Stripe, QuickBooks, Zoho, Ticket Tailor, JotForm and Wix, or
          any list of people. One file or many: you see what would happen before anything is written.
        </p>
      </div>
      <Button loading={isBusy} onClick={choose}>
        Choose files
      </Button>
      {props.note && <p className="sh-soft">{props.note}</p>}
      {error && <ErrorNote error={error} />}
    </section>
  )
}

/** A quiet button for more files beside the ones already there. */
export function AddFilesButton(props: { label: string }) {
  const { error, isBusy, choose } = useFileDialog()
  return (
    <>
      <Button
        variant="default"
        loading={isBusy}
        onClick={choose}
        leftSection={<IconFileImport size="1rem" stroke={1.5} aria-hidden="true" />}
      >
        {props.label}
      </Button>
      {error && <ErrorNote error={error} />}
    </>
  )
}

function useFileDialog() {
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)
  async function open(): Promise<void> {
    setBusy(true)
    const reply = await pickFiles()
    setBusy(false)
    setError(reply.ok ? null : reply.error)
  }
  return { error, isBusy, choose: () => void open() }
}

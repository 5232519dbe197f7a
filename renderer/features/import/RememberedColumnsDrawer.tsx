import { Button } from '@mantine/core'
import { useState } from 'react'
import { forgetColumns, type RememberedColumns } from '../../../electron/contract/remembered-columns.ts'
import { useCommand } from '../../lib/use-call.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { SideDrawer } from '../../ui/SideDrawer.tsx'
import { tellDone } from '../../ui/Toast.tsx'
import { DateText, NoValue } from '../../ui/values.tsx'
import { ruleWords } from './columns-draft.ts'

/** Everything that was said about one header, and forgetting it. */
export function RememberedColumnsDrawer(props: { remembered: RememberedColumns; onClose: () => void }) {
  const { remembered, onClose } = props
  const { answers, label, fileName } = remembered
  const [isAsking, setAsking] = useState(false)
  const forgetting = useCommand(forgetColumns)

  async function forget(): Promise<void> {
    const reply = await forgetting.run({ rememberedId: remembered.rememberedId })
    if (!reply.ok) return
    tellDone('Forgotten. The next file with these columns is asked about again.')
    onClose()
  }

  return (
    <SideDrawer title={fileName ?? label} isOpen onClose={onClose}>
      <p className="sh-soft">
        {label}, said <DateText at={remembered.answeredAt} withTime /> by {remembered.answeredBy}
      </p>
      <dl className="imp-cells">
        {Object.entries(answers.columns).map(([header, column]) => (
          <div key={header}>
            <dt>{header}</dt>
            <dd>
              {column ?? <NoValue />}
              {column && answers.rules?.[column] && ` (${ruleWords[answers.rules[column]].toLowerCase()})`}
            </dd>
          </div>
        ))}
      </dl>
      {formsInWords(answers).map(sentence => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Button variant="default" onClick={() => setAsking(true)}>
        Forget these columns
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title="Forget these columns?"
        confirmLabel="Forget these columns"
        isBusy={forgetting.isRunning}
        error={forgetting.error}
        onConfirm={() => void forget()}
        onClose={() => setAsking(false)}
      >
        <p>The next file with these columns is asked about again. What was imported stays as it is.</p>
        <p>This cannot be undone, but said again with the next file.</p>
      </ConfirmDialog>
    </SideDrawer>
  )
}

function formsInWords({ dateOrder, decimalMark, encoding }: RememberedColumns['answers']): string[] {
  return [
    ...(dateOrder ? [`Dates have the ${dateOrder === 'mdy' ? 'month' : 'day'} first.`] : []),
    ...(decimalMark ? [`Cents stand after a ${decimalMark === '.' ? 'point' : 'comma'}.`] : []),
    ...(encoding ? [`Letters are stored as ${encoding}.`] : []),
  ]
}

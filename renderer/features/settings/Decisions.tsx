import { Button } from '@mantine/core'
import { listDecisions, removeDecision } from '../../../electron/contract/conflicts.ts'
import { useCall, useCommand } from '../../lib/use-call.ts'
import { fieldWords, sourceWords } from '../../lib/words.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Panel } from '../../ui/Page.tsx'
import { tellDone } from '../../ui/Toast.tsx'
import { DateText } from '../../ui/values.tsx'

/** "Always keep ours when Kajabi says another name": answered once, valid until taken off. */
export function Decisions() {
  const decisions = useCall(listDecisions, {})
  const remove = useCommand(removeDecision)
  return (
    <Panel title="Standing answers" isFlush>
      {decisions.status === 'failed' && <ErrorNote error={decisions.error} onAgain={decisions.again} />}
      {remove.error && <ErrorNote error={remove.error} />}
      {decisions.status === 'ready' && decisions.value.decisions.length === 0 && (
        <EmptyState title="No standing answers">
          When you answer a conflict with “always”, the answer appears here and can be taken off.
        </EmptyState>
      )}
      {decisions.status === 'ready' && (
        <ul className="sh-rows">
          {decisions.value.decisions.map(decision => (
            <li key={`${decision.source} ${decision.field}`}>
              <span>
                {decision.decision === 'keep'
                  ? 'Always keep ours'
                  : `Always take what ${sourceWords[decision.source]} says`}{' '}
                when {sourceWords[decision.source]} has another {fieldWords[decision.field].toLowerCase()}
                <br />
                <span className="sh-soft">
                  {decision.decidedBy} · <DateText at={decision.decidedAt} />
                </span>
              </span>
              <Button
                size="xs"
                variant="default"
                aria-label={`Remove the answer for ${sourceWords[decision.source]} ${fieldWords[decision.field]}`}
                onClick={() =>
                  void remove
                    .run({ source: decision.source, field: decision.field })
                    .then(reply => reply.ok && tellDone('Standing answer removed; you will be asked again'))
                }
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

import { Button } from '@mantine/core'
import { useState } from 'react'
import { listDecisions, removeDecision } from '../../../electron/contract/conflicts.ts'
import { countText } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/use-call.ts'
import { sourceWords } from '../../lib/words.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { SideDrawer } from '../../ui/SideDrawer.tsx'
import { DateText } from '../../ui/values.tsx'
import { groupName } from './conflict-groups.ts'

/** The answers given "always", each to be taken back. Not shown while there are none. */
export function StandingAnswers() {
  const decisions = useCall(listDecisions, {})
  const remove = useCommand(removeDecision)
  const [isOpen, setOpen] = useState(false)
  const list = decisions.status === 'ready' ? decisions.value.decisions : []
  if (list.length === 0 && !isOpen) return null
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        Standing answers ({countText(list.length)})
      </Button>
      <SideDrawer title="Standing answers" isOpen={isOpen} onClose={() => setOpen(false)}>
        <p className="sh-soft">
          These answer by themselves when a file disagrees. Take one back and you are asked again.
        </p>
        {remove.error && <ErrorNote error={remove.error} />}
        {list.length === 0 && <p>None left. You decide every conflict yourself.</p>}
        <ul className="con-decisions">
          {list.map(decision => (
            <li key={`${decision.source} ${decision.field}`}>
              <div>
                <strong>
                  {decision.decision === 'keep'
                    ? 'Always keep ours'
                    : `Always take ${sourceWords[decision.source]}’s`}
                </strong>
                <p className="sh-soft">
                  {groupName(decision)} · {decision.decidedBy}, <DateText at={decision.decidedAt} />
                </p>
              </div>
              <Button
                size="xs"
                variant="default"
                disabled={remove.isRunning}
                aria-label={`Take back the answer for ${groupName(decision)}`}
                onClick={() => void remove.run({ source: decision.source, field: decision.field })}
              >
                Take back
              </Button>
            </li>
          ))}
        </ul>
      </SideDrawer>
    </>
  )
}

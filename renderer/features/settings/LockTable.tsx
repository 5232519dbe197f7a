import { IconCheck, IconLock } from '@tabler/icons-react'
import { FieldGroup, listLockRules } from '../../../electron/contract/office.ts'
import { LockLevel } from '../../../electron/contract/values.ts'
import { countOf } from '../../lib/format.ts'
import { useCall } from '../../lib/use-call.ts'
import { fieldGroupWords, lockWords } from '../../lib/words.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Panel } from '../../ui/Page.tsx'

/** What an import may change, by protection level: the very table the rules are read from. */
export function LockTable() {
  const rules = useCall(listLockRules, {})
  if (rules.status === 'failed') return <ErrorNote error={rules.error} onAgain={rules.again} />
  if (rules.status === 'loading') return null
  const allowed = new Set(rules.value.rules.filter(r => r.allowed).map(r => `${r.lockLevel} ${r.fieldGroup}`))
  const counts = new Map(rules.value.levels.map(level => [level.lockLevel, level.contacts]))
  return (
    <Panel title="What imports may change" isFlush>
      <table className="sh-matrix">
        <caption className="sh-visually-hidden">What imports may change, by protection level</caption>
        <thead>
          <tr>
            <th scope="col">Values</th>
            {LockLevel.options.map(level => (
              <th key={level} scope="col">
                {lockWords[level].short}
                <span className="sh-matrix-count">{countOf(counts.get(level) ?? 0, 'person', 'people')}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FieldGroup.options.map(group => (
            <tr key={group}>
              <th scope="row">{fieldGroupWords[group]}</th>
              {LockLevel.options.map(level => (
                <td key={level}>
                  <RuleCell isAllowed={allowed.has(`${level} ${group}`)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function RuleCell({ isAllowed }: { isAllowed: boolean }) {
  return isAllowed ? (
    <span className="sh-rule-allowed">
      <IconCheck size="1rem" stroke={1.5} aria-hidden="true" /> may change
    </span>
  ) : (
    <span className="sh-rule-kept">
      <IconLock size="1rem" stroke={1.5} aria-hidden="true" /> kept
    </span>
  )
}

import { CloseButton } from '@mantine/core'
import type { BatchReport, PlanRow } from '../../../electron/contract/imports.ts'
import { countText } from '../../lib/format.ts'
import { hrefOf } from '../../lib/use-place.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DateText, ValueText } from '../../ui/values.tsx'
import {
  actionWords,
  fieldLabel,
  outcomeWords,
  type PlanField,
  rowTitle,
  valueInWords,
} from './plan-words.ts'

const actionTones = {
  create: 'good',
  fill: 'good',
  add: 'good',
  replace: 'warn',
  remove: 'warn',
  keep: 'neutral',
  suggest: 'neutral',
  conflict: 'needsYou',
} as const

/** One row of the file, value by value: what the office has, what the file says, what happens and why. */
export function PlanRowDetail(props: {
  row: PlanRow
  /** The cells of this row that could not be read. */
  errors: BatchReport['errors']
  isDone: boolean
  onClose: () => void
}) {
  const { row } = props
  const changes = row.outcome === 'error' ? [] : row.fields
  return (
    <aside className="imp-detail" aria-label={`Row ${countText(row.row)}: ${rowTitle(row)}`}>
      <header className="imp-detail-head">
        <div>
          <h2>{rowTitle(row)}</h2>
          <p className="sh-soft">
            Row {countText(row.row)} · {outcomeWords[row.outcome]}
            {row.contactId && (
              <>
                {' · '}
                <a href={hrefOf({ screen: 'contact', id: row.contactId })}>Open the person</a>
              </>
            )}
          </p>
        </div>
        <CloseButton aria-label="Close the row" onClick={props.onClose} />
      </header>
      <div className="imp-detail-body" tabIndex={0} role="group" aria-label="Values of the row">
        {row.reason && props.errors.length === 0 && <p className="imp-detail-reason">{row.reason}</p>}
        {props.errors.map(error => (
          <CellError key={`${error.column} ${error.reason}`} error={error} />
        ))}
        {row.outcome === 'error' && <Cells fields={row.fields} />}
        {changes.map((field, i) => (
          <FieldChange key={`${field.table}.${field.field}.${i}`} field={field} isDone={props.isDone} />
        ))}
        {changes.length === 0 && props.errors.length === 0 && !row.reason && (
          <p className="sh-soft">Nothing about this row changes.</p>
        )}
      </div>
    </aside>
  )
}

/** The row as it stands in the file, empty cells left out. */
function Cells({ fields }: { fields: readonly PlanField[] }) {
  const filled = fields.filter(field => field.incoming)
  if (filled.length === 0) return null
  return (
    <dl className="imp-cells" aria-label="The row in the file">
      {filled.map((field, i) => (
        <div key={`${i} ${field.field}`}>
          <dt>{field.field}</dt>
          <dd>{field.incoming}</dd>
        </div>
      ))}
    </dl>
  )
}

function FieldChange({ field, isDone }: { field: PlanField; isDone: boolean }) {
  const words = actionWords[field.action]
  const label = fieldLabel(field.field, field.table)
  return (
    <section className="imp-change" aria-label={label}>
      <header>
        <h3>{label}</h3>
        <StateBadge tone={actionTones[field.action]}>{isDone ? words.done : words.plan}</StateBadge>
      </header>
      <dl>
        <div>
          <dt>{isDone ? 'Before' : 'In the office'}</dt>
          <dd>
            <PlanValue field={field} value={field.current} />
          </dd>
        </div>
        <div>
          <dt>In the file</dt>
          <dd>
            <PlanValue field={field} value={field.incoming} />
          </dd>
        </div>
      </dl>
      {field.why && <p className="sh-soft">{field.why}</p>}
    </section>
  )
}

function PlanValue(props: { field: PlanField; value: string | null }) {
  const isDate = /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(props.value ?? '')
  if (isDate) return <DateText at={props.value} withTime />
  return <ValueText value={valueInWords(props.field, props.value)} />
}

function CellError({ error }: { error: BatchReport['errors'][number] }) {
  return (
    <section className="imp-change" aria-label={error.column}>
      <header>
        <h3>{error.column}</h3>
        <StateBadge tone="bad">Not readable</StateBadge>
      </header>
      <dl>
        <div>
          <dt>In the file</dt>
          <dd>
            <ValueText value={error.value} />
          </dd>
        </div>
      </dl>
      <p className="sh-soft">{error.reason}</p>
    </section>
  )
}

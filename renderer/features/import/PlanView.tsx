import { IconInfoCircle, IconShieldCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { BatchReport } from '../../../electron/contract/imports.ts'
import { countOf, countText } from '../../lib/format.ts'
import { hrefOf } from '../../lib/use-place.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Figure, FigureRow } from '../../ui/Figure.tsx'
import { ToggleChip } from '../../ui/FilterChip.tsx'
import { balanceSentence, rowsOutOfBalance } from './balance.ts'
import { batchFacts, protectionSentence, sameFileSentence, toldTwiceSentence } from './batch-facts.ts'
import { Checksums } from './Checksums.tsx'
import { MoneyTotals } from './MoneyTotals.tsx'
import { PlanRowDetail } from './PlanRowDetail.tsx'
import { planColumns } from './plan-columns.tsx'
import { planFigures } from './plan-filters.ts'
import { type PlanRows, planListName, usePlanRows } from './use-plan-rows.ts'
import './import.css'

/** The figures of one file, each the filter of the rows below; the same for a plan and for a receipt. */
export function PlanView(props: { report: BatchReport; children?: ReactNode }) {
  const { report } = props
  const rows = usePlanRows(report)
  return (
    <>
      <FigureRow>
        {planFigures(report).map(figure => (
          <Figure
            key={figure.filter}
            label={figure.label}
            value={countText(figure.value)}
            tone={figure.tone}
            hint={figure.hint}
            isPressed={rows.filter === figure.filter}
            onOpen={() => rows.setFilter(figure.filter)}
          />
        ))}
      </FigureRow>
      <PlanSentences report={report} takeRules={rows.takeRules} />
      {props.children}
      <MoneyTotals totals={report.totals} />
      <Checksums report={report} />
      <PlanTable report={report} rows={rows} />
    </>
  )
}

function PlanSentences({ report, takeRules }: { report: BatchReport; takeRules: number }) {
  const lost = rowsOutOfBalance(report)
  const facts = batchFacts(report)
  const sameFile = sameFileSentence(report)
  return (
    <div className="imp-sentences">
      <p className="imp-promise">
        <IconShieldCheck size="1.125rem" stroke={1.5} aria-hidden="true" />
        {protectionSentence(report, !report.dryRun, takeRules)}
      </p>
      {sameFile && <p className="imp-note">{sameFile}</p>}
      <p className="sh-figures sh-soft">
        {balanceSentence(report)}
        {facts.length > 0 && ` · ${facts.join(' · ')}`}
      </p>
      {report.paymentsToldTwice > 0 && (
        <p className="sh-soft">
          {toldTwiceSentence(report)}{' '}
          <a href={hrefOf({ screen: 'transactions', filter: { told: 'again' } })}>See them</a>
        </p>
      )}
      {report.notes.map(note => (
        <p key={note} className="imp-note">
          {note}
        </p>
      ))}
      {lost !== 0 && (
        <p className="imp-bad" role="alert">
          {countOf(Math.abs(lost), 'row')} of this file cannot be accounted for. Please report this file.
        </p>
      )}
    </div>
  )
}

function PlanTable({ report, rows }: { report: BatchReport; rows: PlanRows }) {
  if (rows.source === null) {
    return (
      <div className="imp-rows imp-rows-empty">
        <EmptyState
          title={`${countOf(report.outcomes.unchanged, 'row')} unchanged`}
          icon={<IconInfoCircle stroke={1.5} />}
        >
          The office has exactly these values already. Rows that change nothing are counted, not listed.
        </EmptyState>
      </div>
    )
  }
  return (
    <div className="imp-rows">
      <DataTable
        label={planListName}
        source={rows.source}
        columns={planColumns}
        rowId={row => String(row.row)}
        onOpen={rows.open}
        openedId={rows.opened ? String(rows.opened.row) : undefined}
        tools={
          <>
            <ToggleChip
              label="All listed rows"
              isOn={rows.filter === 'all'}
              onChange={() => rows.setFilter('all')}
            />
            <span className="sh-soft sh-figures" role="status">
              {listSentence(report, rows)}
            </span>
          </>
        }
        empty={<EmptyState title="No rows here">{emptyReason(rows)}</EmptyState>}
      />
      {rows.opened && (
        <PlanRowDetail
          row={rows.opened}
          errors={report.errors.filter(error => error.row === rows.opened?.row)}
          isDone={!report.dryRun}
          onClose={rows.close}
        />
      )}
    </div>
  )
}

function listSentence(report: BatchReport, rows: PlanRows): string {
  if (rows.total === null) return ''
  const count = countOf(rows.total, 'row')
  if (rows.filter === 'protected')
    return `${count} with ${countOf(report.protectedFields, 'protected value')}`
  if (rows.filter === 'question' && report.conflicts > 0)
    return `${count} with ${countOf(report.conflicts, 'value')} to decide`
  return rows.total > 0 && rows.opened === null ? `${count}, open one to see its values` : count
}

function emptyReason(rows: PlanRows): string {
  return rows.filter === 'question'
    ? 'Nothing in this file needs a decision.'
    : 'No row of this file is of this kind.'
}

import type { BatchReport } from '../../../electron/contract/imports.ts'
import { countOf, countText } from '../../lib/format.ts'

/** Which rows the table under the figures shows. `all` is everything that is listed. */
export type PlanFilter =
  | 'all'
  | 'created'
  | 'updated'
  | 'unchanged'
  | 'protected'
  | 'question'
  | 'skipped'
  | 'error'

type PlanFigure = {
  filter: PlanFilter
  label: string
  value: number
  tone: 'plain' | 'needsYou' | 'good' | 'bad'
  hint: string | null
}

/** The five figures of a plan or receipt, then skipped and unreadable rows where there are any. */
export function planFigures(report: BatchReport): PlanFigure[] {
  const { outcomes } = report
  const figures: PlanFigure[] = [
    rowFigure('created', 'New', report, people => countOf(people, 'new person', 'new people')),
    rowFigure('updated', 'Changed', report, people => countOf(people, 'person changed', 'people changed')),
    rowFigure('unchanged', 'Unchanged', report, null),
    {
      filter: 'protected',
      label: 'Protected',
      value: report.protectedFields,
      tone: report.protectedFields > 0 ? 'good' : 'plain',
      hint: report.protectedFields > 0 ? 'values kept as they are' : null,
    },
    {
      filter: 'question',
      label: 'Needs you',
      value: report.conflicts,
      tone: report.conflicts > 0 ? 'needsYou' : 'plain',
      hint: report.conflicts > 0 ? (report.conflicts === 1 ? 'value to decide' : 'values to decide') : null,
    },
  ]
  if (outcomes.skipped > 0)
    figures.push({
      filter: 'skipped',
      label: 'Skipped',
      value: outcomes.skipped,
      tone: 'plain',
      hint: 'with a reason',
    })
  if (outcomes.error > 0)
    figures.push({
      filter: 'error',
      label: 'Not readable',
      value: outcomes.error,
      tone: 'bad',
      hint: 'nothing else affected',
    })
  return figures
}

/** These figures count rows of the file; several rows may speak of one person, and one row of several. */
function rowFigure(
  filter: 'created' | 'updated' | 'unchanged',
  label: string,
  { outcomes, contacts }: BatchReport,
  peopleWords: ((people: number) => string) | null,
): PlanFigure {
  const value = outcomes[filter]
  const people = contacts[filter]
  const rows = value === 1 ? 'row' : 'rows'
  const hint = peopleWords && people > 0 && people !== value ? `${rows}, with ${peopleWords(people)}` : rows
  return { filter, label, value, tone: 'plain', hint }
}

/** What `imports.rows` is asked for a filter. Null: those rows are counted, not listed. */
export function rowsInputOf(
  batchId: string,
  filter: PlanFilter,
): { batchId: string; outcome?: keyof BatchReport['outcomes']; only?: 'protected' | 'question' } | null {
  if (filter === 'unchanged') return null
  if (filter === 'all') return { batchId }
  if (filter === 'protected') return { batchId, only: 'protected' }
  if (filter === 'question') return { batchId, only: 'question' }
  return { batchId, outcome: filter }
}

/** The filter a table opens with: what changes first, then what needs somebody. */
export function firstFilter(report: BatchReport): PlanFilter {
  const { outcomes } = report
  if (outcomes.updated > 0) return 'updated'
  if (outcomes.created > 0) return 'created'
  if (report.conflicts > 0) return 'question'
  if (report.protectedFields > 0) return 'protected'
  return outcomes.unchanged > 0 ? 'unchanged' : 'all'
}

type Work = { changes: number; decisions: number; missing: number; returned: number; suggestions: number }

/** What an import does: rows it changes, what it leaves for a person, subscriptions it notes as missing or back, suggestions. */
function countWork(reports: readonly BatchReport[]): Work {
  const work: Work = { changes: 0, decisions: 0, missing: 0, returned: 0, suggestions: 0 }
  for (const report of reports) {
    work.changes += report.outcomes.created + report.outcomes.updated
    work.decisions += report.conflicts
    work.missing += report.subscriptions.missing
    work.returned += report.subscriptions.returned
    work.suggestions += report.suggestions
  }
  return work
}

/** What the primary button says. Null: there is nothing to import. */
export function importButtonLabel(reports: readonly BatchReport[]): string | null {
  const { changes, decisions, missing, returned, suggestions } = countWork(reports)
  if (changes > 0) return `Import ${countOf(changes, 'change')}`
  if (decisions > 0) return `Import ${countOf(decisions, 'question')} to decide`
  if (missing > 0) return `Record ${countOf(missing, 'missing subscription')}`
  if (returned > 0)
    return `Record ${countOf(returned, 'subscription that is back', 'subscriptions that are back')}`
  return suggestions > 0 ? `Import ${countOf(suggestions, 'suggestion')}` : null
}

/** One file in a phrase: "226 changes, 7 to decide". */
export function workSentence(report: BatchReport): string {
  const { changes, decisions, missing, returned, suggestions } = countWork([report])
  const parts: string[] = []
  if (changes > 0) parts.push(countOf(changes, 'change'))
  if (decisions > 0) parts.push(`${countText(decisions)} to decide`)
  if (missing > 0) parts.push(`${countText(missing)} missing`)
  if (returned > 0) parts.push(`${countText(returned)} back`)
  if (parts.length === 0 && suggestions > 0) parts.push(countOf(suggestions, 'suggestion'))
  if (parts.length > 0) return parts.join(', ')
  return report.sameFileAgain ? 'Same file again, no changes' : 'No changes'
}

/** The same figures over several files: "6,878 new, 12 changed, 3 not readable in 3 files". */
export function overallSentence(reports: readonly BatchReport[]): string {
  const sum = (of: (report: BatchReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0)
  const parts = [
    `${countText(sum(r => r.outcomes.created))} new`,
    `${countText(sum(r => r.outcomes.updated))} changed`,
    `${countText(sum(r => r.outcomes.unchanged))} unchanged`,
  ]
  const { decisions, missing, returned } = countWork(reports)
  const errors = sum(r => r.outcomes.error)
  if (errors > 0) parts.push(`${countText(errors)} not readable`)
  if (decisions > 0) parts.push(`${countText(decisions)} to decide`)
  if (missing > 0) parts.push(`${countText(missing)} missing`)
  if (returned > 0) parts.push(`${countText(returned)} back`)
  return `${parts.join(', ')} in ${countOf(reports.length, 'file')}`
}

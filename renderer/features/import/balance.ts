import type { BatchReport } from '../../../electron/contract/imports.ts'
import { countOf, countText } from '../../lib/format.ts'

type Outcomes = BatchReport['outcomes']
type Outcome = keyof Outcomes

const outcomeWords: Record<Outcome, string> = {
  created: 'new',
  updated: 'changed',
  unchanged: 'unchanged',
  conflict: 'for you to decide',
  skipped: 'skipped',
  error: 'not readable',
}
const outcomeOrder = Object.keys(outcomeWords) as Outcome[]

/** "5,901 rows = 214 new + 12 changed + 5,675 unchanged". Outcomes that did not happen are left out. */
export function balanceSentence(report: Pick<BatchReport, 'rows' | 'outcomes'>): string {
  const parts = outcomeOrder
    .filter(outcome => report.outcomes[outcome] > 0)
    .map(outcome => `${countText(report.outcomes[outcome])} ${outcomeWords[outcome]}`)
  const rows = countOf(report.rows, 'row')
  return parts.length === 0 ? rows : `${rows} = ${parts.join(' + ')}`
}

/** Rows of the file without an outcome; anything but 0 means that a row got lost. */
export function rowsOutOfBalance(report: Pick<BatchReport, 'rows' | 'outcomes'>): number {
  return report.rows - outcomeOrder.reduce((sum, outcome) => sum + report.outcomes[outcome], 0)
}

/**
 * How a finished import differs from its preview, in words: "3 new instead of 5, 7 unchanged instead of 5". Null when
 * every row had the outcome that was shown.
 */
export function differenceSentence(
  preview: Pick<BatchReport, 'outcomes'>,
  receipt: Pick<BatchReport, 'outcomes'>,
): string | null {
  const parts = outcomeOrder
    .filter(outcome => preview.outcomes[outcome] !== receipt.outcomes[outcome])
    .map(outcome => {
      const now = countText(receipt.outcomes[outcome])
      return `${now} ${outcomeWords[outcome]} instead of ${countText(preview.outcomes[outcome])}`
    })
  return parts.length === 0 ? null : parts.join(', ')
}

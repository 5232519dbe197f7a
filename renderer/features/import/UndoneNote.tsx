import type { z } from 'zod'
import type { UndoReport } from '../../../electron/contract/imports.ts'
import { countOf, countText } from '../../lib/format.ts'
import { undoneWords } from '../../lib/words.ts'
import { DateText } from '../../ui/values.tsx'

const shownLeft = 100

/** That an import was undone, what came back, and what stayed because of later work. */
export function UndoneNote(props: { report: z.infer<typeof UndoReport> | null; at: string }) {
  const { report } = props
  if (!report) {
    return (
      <p className="imp-undone" role="status">
        This import was undone on <DateText at={props.at} withTime />. These are the figures it had.
      </p>
    )
  }
  const more = report.leftCount - Math.min(report.left.length, shownLeft)
  return (
    <div className="imp-undone" role="status">
      <p>
        <strong>Undone: {undoneWords(report)}.</strong>
        {report.leftCount === 0
          ? ' The office is as it was before.'
          : ` ${countOf(report.leftCount, 'value')} left as ${report.leftCount === 1 ? 'it is' : 'they are'} because of later work:`}
      </p>
      {report.leftCount > 0 && (
        <ul tabIndex={0} aria-label="Left as they are">
          {report.left.slice(0, shownLeft).map((left, i) => (
            <li key={`${left.what} ${i}`}>
              <strong>{left.what}</strong> <span className="sh-soft">{left.reason}</span>
            </li>
          ))}
          {more > 0 && <li className="sh-soft">and {countText(more)} more</li>}
        </ul>
      )}
    </div>
  )
}

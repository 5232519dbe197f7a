import { Progress as Bar, Button } from '@mantine/core'
import type { Progress } from '../../electron/contract/wire.ts'
import { countText, secondsText } from '../lib/format.ts'
import './parts.css'

/** Quiet progress of long work, with rows a second and what is left. */
export function ProgressLine(props: { label: string; progress: Progress | null; onCancel?: () => void }) {
  const { progress } = props
  const percent = progress?.total ? Math.min(100, (100 * progress.done) / progress.total) : null
  return (
    <div className="sh-progress">
      <div className="sh-progress-words" aria-live="polite">
        <strong>{props.label}</strong>
        <span className="sh-soft sh-figures">{progress ? progressWords(progress) : 'starting'}</span>
        {props.onCancel && (
          <Button variant="default" size="xs" onClick={props.onCancel}>
            Cancel
          </Button>
        )}
      </div>
      <Bar value={percent ?? 100} animated={percent === null} size="sm" aria-label={props.label} />
    </div>
  )
}

function progressWords(progress: Progress): string {
  const { phase, done, total, rowsPerSecond, secondsLeft } = progress
  const amount = total === null ? countText(done) : `${countText(done)} of ${countText(total)}`
  const speed = rowsPerSecond === null ? null : `${countText(Math.round(rowsPerSecond))} rows/s`
  const left = secondsLeft === null ? null : `${secondsText(secondsLeft)} left`
  return [phase, amount, speed, left].filter(part => part !== null).join(' · ')
}

import type { Progress } from '../contract/wire.ts'
import type { JobProgress } from './job-kind.ts'

/** A task that is silent for so long repeats its last word, so that a window knows it is alive. */
export const heartbeatMs = 250
const tellingShare = 0.02

/** Adds speed and time left to what a job reports. Null before the first report. */
export function openProgress(now: () => number): {
  update: (progress: JobProgress) => Progress
  current: () => Progress | null
} {
  const startedAt = now()
  let last: JobProgress | null = null
  function tell({ phase, done, share }: JobProgress): Progress {
    const seconds = (now() - startedAt) / 1000
    const isTelling = share !== null && share >= tellingShare && seconds > 0
    return {
      phase,
      done,
      total: isTelling && done > 0 ? Math.max(done, Math.round(done / share)) : null,
      rowsPerSecond: done > 0 && seconds > 0 ? Math.round(done / seconds) : null,
      secondsLeft: isTelling ? Math.round((seconds * (1 - share)) / share) : null,
    }
  }
  return {
    update: progress => {
      last = progress
      return tell(progress)
    },
    current: () => (last ? tell(last) : null),
  }
}

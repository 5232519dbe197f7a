import type { Progress } from '../../../electron/contract/wire.ts'

/**
 * Progress in the rows that the file is known to have, instead of the office's estimate from bytes. For several files
 * together the office counts rows file by file, so only the share it gives is used and the speed is left out.
 */
export function withKnownTotal(progress: Progress, rowCounts: readonly number[]): Progress {
  const total = rowCounts.reduce((sum, count) => sum + count, 0)
  if (rowCounts.length === 1) return { ...progress, done: Math.min(progress.done, total), total }
  if (progress.total === null || progress.total === 0)
    return { ...progress, done: 0, total, rowsPerSecond: null }
  const share = Math.min(1, progress.done / progress.total)
  return { ...progress, done: Math.round(share * total), total, rowsPerSecond: null }
}

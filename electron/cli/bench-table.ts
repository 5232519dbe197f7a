/** One line of the bench. Seconds or milliseconds, the peer's on the same data in the same run, and how much memory the job's process took at most. */
export type BenchRow = {
  job: string
  /** Of the job itself; for a row with a goal per call, see `p95Ms`. */
  seconds?: number
  /** Processor time of the same: steadier on a busy machine. */
  cpuSeconds?: number
  rows?: number
  /** `sqlite3 .import` of the same file. */
  peerSeconds?: number
  peerCpuSeconds?: number
  p50Ms?: number
  p95Ms?: number
  p99Ms?: number
  peakMb?: number
  goal: string
  isMet?: boolean
  note?: string
}

const two = (value: number | undefined, digits = 2) => (value === undefined ? '' : value.toFixed(digits))

/** The ratio that the goals of the imports speak of. */
export function ratioOf(row: BenchRow): number | undefined {
  return row.seconds !== undefined && row.peerSeconds ? row.seconds / row.peerSeconds : undefined
}

/** The same in processor time. */
export function cpuRatioOf(row: BenchRow): number | undefined {
  return row.cpuSeconds !== undefined && row.peerCpuSeconds ? row.cpuSeconds / row.peerCpuSeconds : undefined
}

export type Percentiles = { p50Ms: number; p95Ms: number; p99Ms: number }

/** Percentiles of times in milliseconds. */
export function percentiles(times: readonly number[]): Percentiles {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

const heads = [
  'job',
  'seconds',
  'cpu s',
  'peer',
  'ratio',
  'cpu ratio',
  'rows/s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'peak MB',
  'goal',
  '',
]

export function tableText(rows: readonly BenchRow[]): string {
  const cells = rows.map(row => [
    row.job,
    two(row.seconds),
    two(row.cpuSeconds),
    two(row.peerSeconds),
    two(ratioOf(row), 1),
    two(cpuRatioOf(row), 1),
    row.rows && row.seconds ? String(Math.round(row.rows / row.seconds)) : '',
    two(row.p50Ms),
    two(row.p95Ms),
    two(row.p99Ms),
    two(row.peakMb, 0),
    row.goal,
    row.isMet === undefined
      ? (row.note ?? '')
      : [row.isMet ? 'met' : 'MISSED', row.note].filter(Boolean).join('; '),
  ])
  const widths = heads.map((head, i) => Math.max(head.length, ...cells.map(line => line[i]?.length ?? 0)))
  const isText = (i: number) => i === 0 || i >= 11
  const line = (values: readonly string[]) =>
    values
      .map((value, i) => (isText(i) ? value.padEnd(widths[i] ?? 0) : value.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd()
  return [line(heads), widths.map(width => '-'.repeat(width)).join('  '), ...cells.map(line)].join('\n')
}

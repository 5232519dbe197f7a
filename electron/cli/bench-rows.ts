/** Lines of the bench, made of what its jobs measured. */
import type { JobResult } from './bench-jobs.ts'
import { type BenchRow, median, type Percentiles, ratioOf } from './bench-table.ts'

/** What a job told, and how much memory its process took at most. */
export type Measured = JobResult & { peakMb: number }

/** `sqlite3 .import` of the same file; empty where there is no such program. */
type Peer = Pick<BenchRow, 'peerSeconds' | 'peerCpuSeconds'>

export function importRow(job: string, times: number, measured: Measured, peer: Peer): BenchRow {
  const row: BenchRow = {
    job,
    ...pick(measured),
    ...peer,
    goal: `<= ${times} x sqlite3, <= 600 MB`,
  }
  const ratio = ratioOf(row)
  return ratio === undefined ? row : { ...row, isMet: ratio <= times && measured.peakMb <= 600 }
}

export function pick({ seconds, cpuSeconds, rows, peakMb, note }: Measured): Partial<BenchRow> {
  return {
    peakMb,
    ...(seconds === undefined ? {} : { seconds }),
    ...(cpuSeconds === undefined ? {} : { cpuSeconds }),
    ...(rows === undefined ? {} : { rows }),
    ...(note === undefined ? {} : { note }),
  }
}

export function peerOf(runs: readonly Measured[]): Peer {
  const cpu = runs.flatMap(r => r.cpuSeconds ?? [])
  return {
    ...(runs.length > 0 ? { peerSeconds: median(runs.map(r => r.seconds ?? 0)) } : {}),
    ...(cpu.length > 0 ? { peerCpuSeconds: median(cpu) } : {}),
  }
}

export function sameAs({ peerSeconds, peerCpuSeconds }: Peer): Partial<BenchRow> {
  return {
    ...(peerSeconds === undefined ? {} : { seconds: peerSeconds }),
    ...(peerCpuSeconds === undefined ? {} : { cpuSeconds: peerCpuSeconds }),
  }
}

export function percentilesOf({ p50Ms, p95Ms, p99Ms }: JobResult): Percentiles {
  return { p50Ms: p50Ms ?? 0, p95Ms: p95Ms ?? 0, p99Ms: p99Ms ?? 0 }
}

import type { ErrorCode } from '../contract/errors.ts'

export const exitCodes = { done: 0, waiting: 1, wrong: 2, fault: 3 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Failures of the machine or of ours; all others mean that the input or the command was wrong. */
const faults: readonly ErrorCode[] = [
  'unexpected',
  'unexpected.partly',
  'output.invalid',
  'output.lost',
  'office.closed',
  'office.busy',
  'database.damaged',
  'database.readonly',
  'database.full',
  'database.busy',
  'backup.failed',
]

export function exitCodeOf(code: ErrorCode): ExitCode {
  return faults.includes(code) ? exitCodes.fault : exitCodes.wrong
}

import type { Cell, CellProblem, Column } from '../format.ts'
import { type Clock, localInstant } from './moments.ts'
import { problem } from './problem.ts'
import { readYesNo } from './yes-no.ts'

/** The columns of `readCheckIn`. */
export const checkInColumns: readonly Column[] = [
  {
    name: 'Checked in',
    aliases: ['Check-in', 'Check in', 'Checked-in', 'Check-in status', 'Scanned'],
    holds: 'date',
  },
  {
    name: 'Check-in time',
    aliases: [
      'Checked in at',
      'Check in time',
      'Checked in date',
      'Checked-in at',
      'Check-in date',
      'Scanned at',
    ],
    holds: 'date',
  },
]

export type CheckIn = { at: string | null; problem: null } | { at: null; problem: CellProblem }

/** When the ticket was shown at the door; null when it was not. A bare yes is taken as the start of the event. */
export function readCheckIn(cell: Cell, clock: Clock, startsAt: string | null): CheckIn {
  const typed = cell('Checked in')
  const typedTime = cell('Check-in time')
  const isIn = typed === null ? null : wasThere(typed)
  if (isIn === false) return { at: null, problem: null }
  const time = typedTime ?? (isIn === null ? typed : null)
  if (time === null) return { at: isIn === true ? startsAt : null, problem: null }
  const at = localInstant(time, clock)
  if (at !== null) return { at, problem: null }
  const column = typedTime === null ? 'Checked in' : 'Check-in time'
  return { at: null, problem: problem(column, time, 'This is not a date and time, and neither yes nor no.') }
}

/** A number counts who came: the guest and whom they brought. */
function wasThere(typed: string): boolean | null {
  if (/^not\b/i.test(typed)) return false
  if (/^[1-9]\d?$/.test(typed)) return true
  return /^(?:checked[ -]in|scanned)$/i.test(typed) ? true : readYesNo(typed)
}

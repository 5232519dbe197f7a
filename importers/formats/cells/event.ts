import type { Cell, CellProblem, Column, EventRecord } from '../format.ts'
import { readId } from './ids.ts'
import { type Clock, localInstant } from './moments.ts'
import { problem } from './problem.ts'
import { textOf } from './text.ts'

/** The columns of `readEvent`, which exports of orders, tickets and guests share. */
export const eventColumns: readonly Column[] = [
  { name: 'Event ID', aliases: ['Event id number', 'Event reference'] },
  { name: 'Event name', aliases: ['Event', 'Event title'] },
  { name: 'Event start', aliases: ['Event start date', 'Event date', 'Event start time'], holds: 'date' },
  { name: 'Event end', aliases: ['Event end date', 'Event end time'], holds: 'date' },
]

export type EventReading = { event: EventRecord; problem: null } | { event: null; problem: CellProblem }

/** The event of the row. `idPrefix` is put before an id that the export shows as a bare number (`ev_`). */
export function readEvent(cell: Cell, clock: Clock, { idPrefix, unnamed }: EventNaming): EventReading {
  const name = textOf(cell('Event name')) ?? unnamed
  if (name === null) return fail('Event name', null, 'The row names no event.')
  const typedId = cell('Event ID')
  const id = typedId === null ? null : readId(typedId)
  if (id?.reason) return fail('Event ID', typedId, id.reason)
  const startsAt = readMoment(cell('Event start'), clock)
  if (startsAt === undefined) return fail('Event start', cell('Event start'), 'This is not a date and time.')
  const endsAt = readMoment(cell('Event end'), clock)
  if (endsAt === undefined) return fail('Event end', cell('Event end'), 'This is not a date and time.')
  const externalId = id?.id ? withPrefix(id.id, idPrefix) : null
  return { event: { externalId, name, startsAt, endsAt }, problem: null }
}

/** `unnamed` is the event's name where the file gives none; null refuses the row. */
export type EventNaming = { idPrefix: string; unnamed: string | null }

/** `10000001` and `or_10000001` are one id: some exports leave the prefix out. */
export function withPrefix(id: string, prefix: string): string {
  return /^\d+$/.test(id) ? `${prefix}${id}` : id
}

function readMoment(typed: string | null, clock: Clock): string | null | undefined {
  return typed === null ? null : (localInstant(typed, clock) ?? undefined)
}

function fail(column: string, value: string | null, reason: string): EventReading {
  return { event: null, problem: problem(column, value, reason) }
}

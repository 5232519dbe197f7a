import type { Writing } from '../../db/contacts/insert-row.ts'
import type { Format } from '../formats/format.ts'
import type { Checks, MoneySums } from './file-sums.ts'
import type { KeyTable } from './key-table.ts'
import type { KnownKeys } from './known-keys.ts'
import type { PlannedField, WorkingContact } from './planned-field.ts'
import type { Rules } from './rules.ts'

export type OptInMeaning = 'subscribed' | 'unsubscribed' | 'unknown'
export type RowOutcome = 'created' | 'updated' | 'unchanged' | 'conflict' | 'skipped' | 'error'
export type EntityStatus = 'created' | 'updated' | 'unchanged'
export type RowError = { row: number; column: string; value: string; reason: string }

/** A field of the plan as people see it; also for rows of money (`table` says of what). */
export type PlanField = {
  table: string
  field: string
  current: string | null
  incoming: string | null
  action: PlannedField['action']
  why: string
  /** Of an amount: what it is in, before and after. Left out where the two differ. */
  currency?: string
}
export type PlanRow = {
  row: number
  outcome: RowOutcome
  title: string
  contactId: string | null
  fields: PlanField[]
  reason: string | null
}

export type Counts = { created: number; updated: number; unchanged: number }

/** One import in progress: what it writes with, what it knows, and what it has counted. Lives inside one transaction. */
export type Batch = {
  id: string
  format: Format
  optIn: OptInMeaning
  /** YYYY-MM-DD of the import, UTC. */
  today: string
  /** The office's IANA zone. */
  timeZone: string
  w: Writing
  rules: Rules
  /** Read when the first row needs it: a file that brings nothing new never does. */
  known: KnownKeys | null
  /** Contacts loaded lately. */
  working: Map<string, WorkingContact>
  /** The level at the start, for contacts whose level this batch raised. */
  startLevels: Map<string, WorkingContact['startLevel']>
  /** Fields that rows of this file spoke of or wrote, for contacts that existed before it: the first row that speaks of one settles it. */
  setFields: Map<string, WorkingContact['setFields']>
  /** Contacts of rows that are as they were: what those say stands, so a later row of this file does not replace it. */
  confirmed: Set<string>
  /** Contacts whose own record this file holds (no payment or ticket of theirs), when there is a queue that it may answer. */
  spoken: Set<string>
  /** Conflicts and suggestions that this file makes, newly or still. */
  said: Set<string>
  contacts: Counts
  /** By contact, the most that happened to it. */
  contactStatus: KeyTable
  /** By contact: an e-mail that would be replaced, were the new one not another's until its own row is read. */
  wishes: Map<string, PlannedField>
  /** What became of these at the end of the file. */
  exchanged: Map<string, PlannedField>
  transactions: Counts
  subscriptions: Counts & { missing: number; returned: number }
  registrations: Counts
  bookings: Counts
  /** Events this batch has looked up, by what the row says of them. */
  events: Map<string, string>
  /** Whose payments this batch wrote: these may be told by another system too. Null when no other system told of any. */
  payers: Set<string> | null
  /** What the file states of itself beside what its rows add up to. */
  checks: Checks
  /** What is odd about the file, in sentences; each once. */
  notes: Set<string>
  productsCreated: number
  outcomes: Record<RowOutcome, number>
  errors: RowError[]
  protectedFields: number
  conflicts: number
  suggestions: number
  optInsOn: number
  optInsOff: number
  money: MoneySums
  seenSubscriptions: Set<string>
  /** This source had open conflicts or suggestions when the batch began. */
  hasQueue: boolean
  /** Whether the fields of what is new are still kept for looking at. */
  wantsDetails: () => boolean
}

export function noCounts(): Counts {
  return { created: 0, updated: 0, unchanged: 0 }
}

/** From the least that can happen to a contact to the most. */
const statuses = ['unchanged', 'updated', 'created'] as const satisfies EntityStatus[]

/** What happened to a contact so far; undefined when no row spoke of it. */
export function statusOf(batch: Batch, contactId: string): EntityStatus | undefined {
  const rank = batch.contactStatus.get(contactId)
  return rank === null ? undefined : statuses[rank]
}

/** A contact counts once however many rows speak of it, by the most that happened to it. */
export function countContact(batch: Batch, contactId: string, status: EntityStatus): void {
  const before = statusOf(batch, contactId)
  const rank = statuses.indexOf(status)
  if (before !== undefined && statuses.indexOf(before) >= rank) return
  if (before !== undefined) batch.contacts[before]--
  batch.contacts[status]++
  batch.contactStatus.set(contactId, rank)
}

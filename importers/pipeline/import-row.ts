import { touchContact } from '../../db/contacts/write-contact.ts'
import type { CellProblem, FormatRecord, ReadRow } from '../formats/format.ts'
import { type Batch, countContact, type PlanField, type RowOutcome, statusOf } from './batch.ts'
import type { PersonResult } from './create-person.ts'
import { exchangeEmails } from './exchange-emails.ts'
import { countBooking, countMoney, noteChecksum } from './file-sums.ts'
import { importBooking, importEvent, importRegistrations, transactionOfOrder } from './import-events.ts'
import { importHousehold } from './import-household.ts'
import { importSubscription, importTransaction, withdrawTransaction } from './import-money.ts'
import { importPerson } from './import-person.ts'
import type { KeyTable } from './key-table.ts'
import { idsOfRow, isErased, readableOf } from './known-keys.ts'
import type { Catalogue } from './links.ts'
import type { Holds, PlanRows } from './plan-rows.ts'
import type { OpenedSource } from './read/open-source.ts'
import { rowHash } from './row-hash.ts'
import type { SeenRows } from './seen-rows.ts'
import type { Upserted } from './upsert-row.ts'

export type RowContext = {
  batch: Batch
  catalogue: Catalogue
  source: OpenedSource
  planRows: PlanRows
  seen: SeenRows
  hashSeed: number
  /** Keys met in this file, with the hash of their first row. */
  metKeys: KeyTable
  /** Rows whose person wants an e-mail that a later row may give up. */
  waiting: { row: ReadRow; record: FormatRecord; hash: number }[]
}

/** Whose the dealings of a row are: nobody's when the person was erased. */
type Owner = { contactId: string | null; isErased: boolean; toldIn: number | null }

const erasedTitle = 'A person who was erased'

/** What a row is called that is not carried out. */
function titleOfRow({ known, format }: Batch, { key, person }: FormatRecord): string {
  if (!known || !person) return key
  const ids = idsOfRow(person, `${format.id} ${key}`)
  return isErased({ system: format.system, known, record: person, ids }) ? erasedTitle : key
}

/** Carries out one row of the plan, counts its outcome and keeps it for looking at. */
export function importRow(context: RowContext, row: ReadRow): void {
  const { batch } = context
  const { mapped } = row
  if (row.checksum) noteChecksum(batch, row.checksum)
  if (row.note) batch.notes.add(row.note)
  if (!mapped.record) {
    return 'skipReason' in mapped
      ? settle(context, row, { outcome: 'skipped', title: 'Row', reason: mapped.skipReason })
      : refuse(context, row, mapped.problems)
  }
  const hash = rowHash(row.furtherCells ? [...row.cells, ...row.furtherCells] : row.cells, context.hashSeed)
  const repeated = context.metKeys.get(mapped.record.key)
  if (repeated !== null) {
    const reason =
      repeated === hash
        ? 'The same row again.'
        : `The id ${titleOfRow(batch, mapped.record)} stands in this file twice; the first row counts.`
    return settle(context, row, { outcome: 'skipped', title: titleOfRow(batch, mapped.record), reason })
  }
  context.metKeys.set(mapped.record.key, hash)
  const unchangedId = context.seen.unchanged(mapped.record.key, hash)
  // When another row of this file changed the contact, this one is looked at again: which of the two counts is decided once, here.
  if (unchangedId !== null && !isChanged(batch, unchangedId))
    return settleUnchanged(context, row, mapped.record, unchangedId)
  carryOutRow(context, row, mapped.record, { hash, mayWait: true })
}

/** At the end of the file, when every row has said what it gives up. */
export function importWaitingRows(context: RowContext): void {
  if (context.waiting.length === 0) return
  exchangeEmails(context.batch)
  for (const { row, record, hash } of context.waiting)
    carryOutRow(context, row, record, { hash, mayWait: false })
}

function isChanged(batch: Batch, contactId: string): boolean {
  const status = statusOf(batch, contactId)
  return status === 'created' || status === 'updated'
}

/** The row looks as it did, and nobody has touched its contact since: there is nothing to do but to count. */
function settleUnchanged({ batch }: RowContext, row: ReadRow, record: FormatRecord, contactId: string): void {
  batch.outcomes.unchanged += row.rows.length
  countContact(batch, contactId, 'unchanged')
  batch.confirmed.add(contactId)
  batch.working.delete(contactId)
  if (record.subscription) {
    batch.subscriptions.unchanged++
    batch.seenSubscriptions.add(record.subscription.externalId)
  }
  for (const transaction of record.transactions ?? []) {
    batch.transactions.unchanged++
    countMoney(batch, transaction)
  }
  if (record.booking) {
    batch.bookings.unchanged++
    countBooking(batch, record.booking)
  }
  batch.registrations.unchanged += record.registrations?.length ?? 0
}

function carryOutRow(
  context: RowContext,
  row: ReadRow,
  record: FormatRecord,
  { hash, mayWait }: { hash: number; mayWait: boolean },
): void {
  const { batch, catalogue } = context
  const { protectedFields, conflicts } = batch
  const toldIn = context.seen.toldIn(record.key, hash)
  const told =
    record.person &&
    importPerson(batch, catalogue, record.person, {
      key: record.key,
      toldIn,
      wantsDetails: context.planRows.wantsDetails(),
      mayWait,
      partners: record.household?.others ?? [],
      isOwnRecord: !record.transactions?.length && !record.subscription && !record.booking && !record.event,
    })
  if (told === 'waits') {
    context.waiting.push({ row, record, hash })
    return
  }
  const person = told === 'erased' ? null : told
  const owner = { contactId: person?.contactId ?? null, isErased: told === 'erased', toldIn }
  const dealings = importDealings(context, row.cells, record, owner)
  if (told === 'erased' && dealings.length === 0)
    return settle(context, row, {
      outcome: 'skipped',
      title: erasedTitle,
      reason: 'This person was erased at their wish.',
    })
  if (person?.status === 'unchanged' && dealings.some(dealing => dealing.status !== 'unchanged'))
    touchOwner(batch, person.contactId)
  if (person) context.seen.add(record.key, hash, person.contactId)
  settle(
    context,
    row,
    {
      outcome: outcomeOf(person, dealings),
      title: person?.title ?? (owner.isErased ? erasedTitle : record.key),
      contactId: person?.contactId ?? null,
      fields: [...dealings.flatMap(dealing => dealing.fields), ...(person?.fields ?? [])],
    },
    { isProtected: batch.protectedFields > protectedFields, isAsking: batch.conflicts > conflicts },
  )
}

/** A payment is part of its contact's record: the contact counts as touched, for undo and for the next import. One made by this file is. */
function touchOwner(batch: Batch, contactId: string): void {
  const contact = batch.working.get(contactId)
  if (contact && !contact.isNew) touchContact(batch.w, contact.state)
}

/** What the row says beside the person: a subscription, payments, tickets, a rental, the others of their home. */
function importDealings(
  context: RowContext,
  cells: readonly string[],
  record: FormatRecord,
  owner: Owner,
): Upserted[] {
  const { batch, catalogue } = context
  const { contactId, toldIn } = owner
  const results: Upserted[] = []
  // A subscription of somebody who was erased is not missing from the export.
  if (record.subscription && owner.isErased) batch.seenSubscriptions.add(record.subscription.externalId)
  if (record.subscription && contactId !== null)
    results.push(importSubscription(batch, catalogue, record.subscription, contactId))
  const payments = importPayments(context, cells, record, owner)
  results.push(...payments)
  for (const id of record.withdrawn ?? []) results.push(...withdrawTransaction(batch, id, owner.isErased))
  if (record.booking && contactId !== null) results.push(importBooking(batch, record.booking, contactId))
  if (record.event && contactId !== null)
    results.push(
      ...importTickets(context, record, { buyerId: contactId, paymentId: payments[0]?.id ?? null, toldIn }),
    )
  if (record.household && record.person && contactId !== null) {
    const row = { key: record.key, toldIn, firstMember: record.person, firstMemberId: contactId }
    results.push(...importHousehold(batch, catalogue, record.household, row))
  }
  return results
}

function importPayments(
  { batch, catalogue, source }: RowContext,
  cells: readonly string[],
  record: FormatRecord,
  owner: Owner,
): Upserted[] {
  const transactions = record.transactions ?? []
  if (transactions.length === 0) return []
  const rawSource = JSON.stringify(
    Object.fromEntries(source.headers.map((header, index) => [header, cells[index] ?? ''])),
  )
  return transactions.map(transaction =>
    importTransaction(batch, catalogue, transaction, { ...owner, rawSource }),
  )
}

/** Each ticket is of who comes; of the buyer, while nobody said so. */
function importTickets(
  { batch, catalogue }: RowContext,
  record: FormatRecord,
  { buyerId, paymentId, toldIn }: { buyerId: string; paymentId: string | null; toldIn: number | null },
): Upserted[] {
  if (!record.event) return []
  const eventId = importEvent(batch, record.event)
  const tickets = (record.registrations ?? []).flatMap((registration, index) => {
    const row = { key: `${record.key} ticket ${index + 1}`, toldIn, wantsDetails: false }
    const guest = registration.attendee && importPerson(batch, catalogue, registration.attendee, row)
    if (guest === 'erased' || guest === 'waits') return []
    const transactionId = paymentId ?? transactionOfOrder(batch, registration.orderId)
    return [{ record: registration, eventId, contactId: guest?.contactId ?? buyerId, transactionId }]
  })
  return importRegistrations(batch, tickets)
}

function outcomeOf(person: PersonResult | null, dealings: readonly Upserted[]): RowOutcome {
  const main = dealings[0] ?? person
  if (main?.status === 'created') return 'created'
  if (person && person.newConflicts > 0) return 'conflict'
  const isUpdated = [person, ...dealings].some(part => part !== null && part.status !== 'unchanged')
  return isUpdated ? 'updated' : 'unchanged'
}

type Settled = Pick<Parameters<PlanRows['add']>[0], 'outcome' | 'title'> &
  Partial<Pick<Parameters<PlanRows['add']>[0], 'contactId' | 'fields' | 'reason'>>

const holdsNothing: Holds = { isProtected: false, isAsking: false }

function settle({ batch, planRows }: RowContext, row: ReadRow, settled: Settled, holds = holdsNothing): void {
  batch.outcomes[settled.outcome] += row.rows.length
  planRows.add({ row: row.rows[0] ?? 0, contactId: null, fields: [], reason: null, ...settled }, holds)
}

/** A row that could not be used keeps its cells, to be corrected and dropped again. */
function refuse(context: RowContext, row: ReadRow, problems: readonly CellProblem[]): void {
  const kept = readableOf(context.batch.w.db, row.cells)
  if (kept === 'nothing')
    return settle(context, row, {
      outcome: 'skipped',
      title: erasedTitle,
      reason: 'This person was erased at their wish.',
    })
  for (const problem of problems) {
    const value = kept === 'all' ? problem.value : ''
    context.batch.errors.push({ row: row.rows[0] ?? 0, ...problem, value })
  }
  const reason = problems.map(p => `${p.column}: ${p.reason}`).join(' ')
  const fields: PlanField[] = context.source.headers.map((header, index) => ({
    table: 'file',
    field: header,
    current: null,
    incoming: row.cells[index] ?? '',
    action: 'keep',
    why: '',
  }))
  settle(context, row, {
    outcome: 'error',
    title: 'Row',
    reason,
    fields: row.cells && kept === 'all' ? fields : [],
  })
}

import type { SubscriptionRecord, TransactionRecord } from '../formats/format.ts'
import type { Batch } from './batch.ts'
import { countMoney } from './file-sums.ts'
import { type Catalogue, findOrCreateProduct } from './links.ts'
import { type ColumnValue, createRow, type StoredRow, type Upserted, updateRow } from './upsert-row.ts'

/**
 * Adds or updates one payment by the system's own id. Money totals of the file are counted here, failed payments apart. Of a payment of
 * somebody who was erased nothing is kept that speaks of them; an id may, so theirs is hidden.
 */
export function importTransaction(
  batch: Batch,
  catalogue: Catalogue,
  record: TransactionRecord,
  row: { contactId: string | null; rawSource: string; isErased: boolean },
): Upserted {
  countMoney(batch, record)
  const product = record.product && findOrCreateProduct(batch, catalogue, record.product)
  const { stored, externalId, isErased } = findTransaction(batch, record.externalId, row.isErased)
  const revived = stored ? undefined : reviveRefund(batch, record, { externalId, contactId: row.contactId })
  const known = stored ?? revived
  const unlessErased = <Value>(value: Value) => (isErased ? null : value)
  const values: ColumnValue[] = [
    ['product_id', product?.id ?? null],
    ['transaction_date', record.at],
    ['transaction_type', record.type],
    ['status', record.status],
    ['amount_cents', record.amountCents],
    ['fee_cents', record.feeCents],
    ['currency', record.currency],
    ['payment_method', record.paymentMethod],
    ['payment_provider', record.paymentProvider ?? null],
    ['is_donation', (record.isDonation ?? record.type === 'donation') ? 1 : 0],
    ['external_order_id', unlessErased(record.externalOrderId)],
    ['provider_payment_id', record.providerPaymentId ?? null],
    ['refund_of_external_id', unlessErased(record.refundOfExternalId ?? null)],
    ['quickbooks_invoice_num', record.quickbooksInvoiceNum ?? null],
    ['memo', unlessErased(record.memo)],
    ['raw_source', unlessErased(row.rawSource)],
  ]
  const written = known
    ? updateRow(batch, 'transactions', known, { values })
    : createRow(batch, 'transactions', [
        ['contact_id', row.contactId],
        ['source_system', batch.format.system],
        ['external_transaction_id', externalId],
        ...values,
      ])
  const result: Upserted = revived ? { ...written, status: 'updated' } : written
  batch.transactions[result.status]++
  if (result.status !== 'unchanged') notePayer(batch, known ? known.contact_id : row.contactId)
  return result
}

function notePayer(batch: Batch, contactId: string | null): void {
  if (contactId !== null) batch.payers?.add(contactId)
}

/** Removes a payment that the file may have told before and tells no more; mostly there is none. */
export function withdrawTransaction(batch: Batch, id: string, isErased: boolean): Upserted[] {
  const { stored } = findTransaction(batch, id, isErased)
  if (!stored) return []
  const { at, who, db } = batch.w
  db.run('UPDATE transactions SET deleted_at = ?, updated_at = ?, updated_by = ? WHERE id = ?', [
    at,
    at,
    who,
    stored.id,
  ])
  batch.transactions.updated++
  notePayer(batch, stored.contact_id)
  const current = String(stored['amount_cents'])
  const why = 'The file tells of it no more.'
  const currency = String(stored['currency'])
  const gone = { table: 'transactions', field: 'amount_cents', current, incoming: null, why, currency }
  return [{ id: stored.id, status: 'updated', fields: [{ ...gone, action: 'remove' }] }]
}

/**
 * A refund that was withdrawn before is the same row again, so that each of the two imports can be undone without the other; it may stand
 * with whom its sale was before a merge, or before one was taken apart. Only one of a sale that an earlier file brought can have been
 * withdrawn; the first file of an office, whose indexes are made late, never looks.
 */
function reviveRefund(
  batch: Batch,
  record: TransactionRecord,
  { externalId, contactId }: { externalId: string; contactId: string | null },
): StoredTransaction | undefined {
  const { at, who, db, seq } = batch.w
  const earlierSale =
    record.refundOfExternalId &&
    db.get<{ id: string }>(
      `SELECT id FROM transactions
       WHERE external_transaction_id = ? AND source_system = ? AND deleted_at IS NULL AND created_group <> ?`,
      [record.refundOfExternalId, batch.format.system, seq],
    )
  if (!earlierSale) return undefined
  const gone = db.get<StoredTransaction>(
    `WITH owner (id) AS (SELECT ? UNION SELECT base_value ->> '$.contact_id' FROM journal_changes WHERE row_id = ? AND unit = 'owner')
     SELECT ${transactionColumns} FROM transactions
     WHERE id IN (SELECT t.id FROM owner o JOIN transactions t ON t.contact_id IS o.id
       WHERE t.deleted_at IS NOT NULL AND t.external_transaction_id = ? AND t.source_system = ?)`,
    [contactId, earlierSale.id, externalId, batch.format.system],
  )
  if (gone)
    db.run(
      'UPDATE transactions SET deleted_at = NULL, contact_id = ?, updated_at = ?, updated_by = ? WHERE id = ?',
      [contactId, at, who, gone.id],
    )
  return gone
}

type StoredTransaction = StoredRow & { contact_id: string | null }
const transactionColumns = `id, contact_id, product_id, transaction_date, transaction_type, status, amount_cents, fee_cents, currency,
  payment_method, payment_provider, is_donation, external_order_id, provider_payment_id, refund_of_external_id, quickbooks_invoice_num, memo,
  raw_source`

/** The payment as it is here, and the id it has or gets. It is an erased person's when the row speaks of one, or when it was theirs before. */
function findTransaction(
  batch: Batch,
  id: string,
  isErasedPerson: boolean,
): { stored: StoredTransaction | undefined; externalId: string; isErased: boolean } {
  const erased = batch.known?.erased ?? null
  const externalId = isErasedPerson && erased ? erased.maskedId(id) : id
  const find = (wanted: string) =>
    batch.w.db.get<StoredTransaction>(
      `SELECT ${transactionColumns} FROM transactions WHERE external_transaction_id = ? AND source_system = ? AND deleted_at IS NULL`,
      [wanted, batch.format.system],
    )
  const stored = find(id) ?? (externalId === id ? undefined : find(externalId))
  const wasTheirs = erased !== null && stored !== undefined && isOfErased(batch, stored.contact_id)
  return { stored, externalId, isErased: isErasedPerson || wasTheirs }
}

function isOfErased(batch: Batch, contactId: string | null): boolean {
  return (
    batch.w.db.get('SELECT 1 FROM contacts WHERE id = ? AND deleted_at IS NOT NULL', [contactId]) !==
    undefined
  )
}

/** Adds or updates one subscription by the system's own id, and notes that the export still has it. */
export function importSubscription(
  batch: Batch,
  catalogue: Catalogue,
  record: SubscriptionRecord,
  contactId: string,
): Upserted {
  const product = record.product && findOrCreateProduct(batch, catalogue, record.product)
  batch.seenSubscriptions.add(record.externalId)
  const status: ColumnValue[] = [
    ['status', record.status],
    ['cancelled_at', record.cancelledAt],
    ['ends_with_period', record.endsWithPeriod ? 1 : 0],
  ]
  const values: ColumnValue[] = [
    ['product_id', product?.id ?? null],
    ['amount_cents', record.amountCents],
    ['currency', record.currency],
    ['billing_cycle', record.billingCycle],
    ['started_at', record.startedAt],
    ['current_period_end', record.currentPeriodEnd],
  ]
  const stored = batch.w.db.get<StoredRow>(
    `SELECT id, ${[...status, ...values].map(([name]) => name).join(', ')} FROM subscriptions
     WHERE source_system = ? AND external_subscription_id = ? AND deleted_at IS NULL`,
    [batch.format.system, record.externalId],
  )
  const result = stored
    ? updateSubscription(batch, stored, status, values)
    : createRow(batch, 'subscriptions', [
        ['contact_id', contactId],
        ['source_system', batch.format.system],
        ['external_subscription_id', record.externalId],
        ...status,
        ...values,
      ])
  batch.subscriptions[result.status]++
  return result
}

/** Whether a subscription still runs is one thing: status, end and last day go together. What a person said about it stays. */
function updateSubscription(
  batch: Batch,
  stored: StoredRow,
  status: readonly ColumnValue[],
  values: readonly ColumnValue[],
): Upserted {
  const isOther = status.some(([name, value]) => stored[name] !== value)
  if (!isOther || !isSetByStaff(batch, stored.id))
    return updateRow(batch, 'subscriptions', stored, {
      values: [...status, ...values],
      together: status.map(([name]) => name),
    })
  batch.protectedFields++
  const result = updateRow(batch, 'subscriptions', stored, { values })
  const kept = {
    table: 'subscriptions',
    field: 'status',
    current: String(stored['status']),
    incoming: String(status[0]?.[1]),
    action: 'keep' as const,
    why: 'A person set this by hand.',
  }
  return { ...result, fields: [kept, ...result.fields] }
}

function isSetByStaff(batch: Batch, subscriptionId: string): boolean {
  const last = batch.w.db.get<{ origin: string }>(
    `SELECT g.origin FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
     WHERE j.row_id = ? AND j.unit = 'status' AND g.undone_at IS NULL AND g.origin <> 'undo' ORDER BY j.seq DESC LIMIT 1`,
    [subscriptionId],
  )
  return last?.origin === 'staff'
}

type OwnSubscription = {
  id: string
  external: string
  status: string
  missing: string | null
  answer: string | null
}

/**
 * After a full export: live subscriptions it lacks are marked as missing since now, those that came back are unmarked. Nothing else about
 * them changes; a person decides (Reconciliation). One that a person chose to keep is not asked about again until it was back once. Of a status
 * that the file holds none of, none is missing: the list was filtered by status before it was exported.
 */
export function reconcileSubscriptions(batch: Batch): void {
  const { w } = batch
  const ours = w.db.all<OwnSubscription>(
    `SELECT id, external_subscription_id AS external, status, missing_from_export_since AS missing, reconciliation AS answer
     FROM subscriptions WHERE source_system = ? AND external_subscription_id IS NOT NULL AND deleted_at IS NULL`,
    [batch.format.system],
  )
  const isInFile = ({ external }: OwnSubscription) => batch.seenSubscriptions.has(external)
  const statuses = new Set(ours.filter(isInFile).map(({ status }) => status))
  const mark = `UPDATE subscriptions SET missing_from_export_since = ?, reconciliation = ?, updated_at = ?, updated_by = ? WHERE id = ?`
  let leftCount = 0
  for (const subscription of ours) {
    const isMarked = subscription.missing !== null || subscription.answer !== null
    if (isInFile(subscription)) {
      if (!isMarked) continue
      w.db.run(mark, [null, null, w.at, w.who, subscription.id])
      batch.subscriptions.returned++
    } else if (!statuses.has(subscription.status)) leftCount++
    else if (!isMarked) {
      w.db.run(mark, [w.at, null, w.at, w.who, subscription.id])
      batch.subscriptions.missing++
    }
  }
  if (leftCount > 0 && statuses.size > 0) batch.notes.add(filteredNote([...statuses], leftCount))
}

function filteredNote(statuses: readonly string[], leftCount: number): string {
  const held = statuses.map(status => status.replace('_', ' ')).sort()
  const others = leftCount === 1 ? 'One of another status is' : `${leftCount} of other statuses are`
  return (
    `The file holds only subscriptions that are ${held.join(' or ')}: the list may have been filtered before it was exported. ` +
    `${others} left as they are, and not counted as missing.`
  )
}

import type { SqlValue } from '../../db/handles.ts'
import { newId } from '../../db/ids.ts'
import type { SubscriptionRecord, TransactionRecord } from '../formats/format.ts'
import type { Batch, EntityStatus, PlanField } from './batch.ts'
import { type Catalogue, findOrCreateProduct } from './links.ts'

export type MoneyResult = { status: EntityStatus; fields: PlanField[] }

type Column = [column: string, value: SqlValue]

/** Adds or updates one payment by the system's own id. Money totals of the file are counted here, failed payments apart. */
export function importTransaction(
  batch: Batch,
  catalogue: Catalogue,
  record: TransactionRecord,
  row: { contactId: string | null; rawSource: string },
): MoneyResult {
  countMoney(batch, record)
  const product = record.product && findOrCreateProduct(batch, catalogue, record.product)
  const columns: Column[] = [
    ['product_id', product?.id ?? null],
    ['transaction_date', record.at],
    ['transaction_type', record.type],
    ['status', record.status],
    ['amount_cents', record.amountCents],
    ['fee_cents', record.feeCents],
    ['currency', record.currency],
    ['payment_method', record.paymentMethod],
    ['is_donation', (record.isDonation ?? record.type === 'donation') ? 1 : 0],
    ['external_order_id', record.externalOrderId],
    ['provider_payment_id', record.providerPaymentId ?? null],
    ['refund_of_external_id', record.refundOfExternalId ?? null],
    ['quickbooks_invoice_num', record.quickbooksInvoiceNum ?? null],
    ['memo', record.memo],
    ['raw_source', row.rawSource],
  ]
  const { w } = batch
  const existing = w.db.get<Record<string, SqlValue> & { id: string }>(
    `SELECT id, contact_id, ${columns.map(([name]) => name).join(', ')} FROM transactions
     WHERE external_transaction_id = ? AND source_system = ? AND deleted_at IS NULL`,
    [record.externalId, batch.format.system],
  )
  const result = existing
    ? updateRow(batch, 'transactions', existing, columns)
    : insertRow(batch, 'transactions', [
        ['contact_id', row.contactId],
        ['source_system', batch.format.system],
        ['external_transaction_id', record.externalId],
        ...columns,
      ])
  batch.transactions[result.status]++
  return result
}

/** Adds a payment to the file's own totals; failed ones apart. */
export function countMoney(batch: Batch, record: TransactionRecord): void {
  const type = record.status === 'failed' ? 'failed' : record.type
  const total = batch.byType.get(type) ?? { count: 0, amountCents: 0 }
  total.count++
  total.amountCents += record.amountCents
  batch.byType.set(type, total)
  batch.amountCents += record.amountCents
}

/** Adds or updates one subscription by the system's own id, and notes that the export still has it. */
export function importSubscription(
  batch: Batch,
  catalogue: Catalogue,
  record: SubscriptionRecord,
  contactId: string,
): MoneyResult {
  const product = record.product && findOrCreateProduct(batch, catalogue, record.product)
  batch.seenSubscriptions.add(record.externalId)
  const columns: Column[] = [
    ['product_id', product?.id ?? null],
    ['status', record.status],
    ['amount_cents', record.amountCents],
    ['currency', record.currency],
    ['billing_cycle', record.billingCycle],
    ['started_at', record.startedAt],
    ['current_period_end', record.currentPeriodEnd],
    ['cancelled_at', record.cancelledAt],
    ['ends_with_period', record.endsWithPeriod ? 1 : 0],
  ]
  const existing = batch.w.db.get<Record<string, SqlValue> & { id: string }>(
    `SELECT id, ${columns.map(([name]) => name).join(', ')} FROM subscriptions
     WHERE source_system = ? AND external_subscription_id = ? AND deleted_at IS NULL`,
    [batch.format.system, record.externalId],
  )
  const result = existing
    ? updateRow(batch, 'subscriptions', existing, columns)
    : insertRow(batch, 'subscriptions', [
        ['contact_id', contactId],
        ['source_system', batch.format.system],
        ['external_subscription_id', record.externalId],
        ...columns,
      ])
  batch.subscriptions[result.status]++
  return result
}

function insertRow(batch: Batch, table: string, columns: Column[]): MoneyResult {
  const { w } = batch
  const all: Column[] = [
    ['id', newId()],
    ...columns,
    ['created_at', w.at],
    ['updated_at', w.at],
    ['updated_by', w.who],
    ['created_group', w.seq],
  ]
  const names = all.map(([name]) => name).join(', ')
  w.db.run(
    `INSERT INTO ${table} (${names}) VALUES (${all.map(() => '?').join(', ')})`,
    all.map(([, value]) => value),
  )
  return {
    status: 'created',
    fields: columns.flatMap(([name, value]) =>
      value === null || name === 'raw_source' || name.endsWith('_id') || name === 'is_donation'
        ? []
        : [moneyField(table, name, null, value)],
    ),
  }
}

function updateRow(
  batch: Batch,
  table: string,
  existing: Record<string, SqlValue> & { id: string },
  columns: Column[],
): MoneyResult {
  const { w } = batch
  const changed = columns.filter(([name, value]) => value !== null && existing[name] !== value)
  const shown = changed.filter(([name]) => name !== 'raw_source')
  if (changed.length === 0) return { status: 'unchanged', fields: [] }
  w.db.run(
    `UPDATE ${table} SET ${changed.map(([name]) => `${name} = ?`).join(', ')}, updated_at = ?, updated_by = ? WHERE id = ?`,
    [...changed.map(([, value]) => value), w.at, w.who, existing.id],
  )
  return {
    status: 'updated',
    fields: shown.map(([name, value]) => moneyField(table, name, existing[name] ?? null, value)),
  }
}

function moneyField(table: string, field: string, current: SqlValue, incoming: SqlValue): PlanField {
  return {
    table,
    field,
    current: current === null ? null : String(current),
    incoming: incoming === null ? null : String(incoming),
    action: current === null ? 'create' : 'replace',
    why: current === null ? 'New in this file.' : 'The source changed it.',
  }
}

/**
 * After a full export: live subscriptions it lacks are marked as missing since now, those that came back are unmarked. Nothing else about
 * them changes; a person decides (Reconciliation). One that a person chose to keep is not asked about again until it was back once.
 */
export function reconcileSubscriptions(batch: Batch): void {
  const { w } = batch
  const ours = w.db.all<{ id: string; external: string; missing: string | null; answer: string | null }>(
    `SELECT id, external_subscription_id AS external, missing_from_export_since AS missing, reconciliation AS answer
     FROM subscriptions WHERE source_system = ? AND external_subscription_id IS NOT NULL AND deleted_at IS NULL`,
    [batch.format.system],
  )
  const mark = `UPDATE subscriptions SET missing_from_export_since = ?, reconciliation = ?, updated_at = ?, updated_by = ? WHERE id = ?`
  for (const subscription of ours) {
    const isInFile = batch.seenSubscriptions.has(subscription.external)
    if (isInFile && (subscription.missing !== null || subscription.answer !== null)) {
      w.db.run(mark, [null, null, w.at, w.who, subscription.id])
      batch.subscriptions.returned++
    }
    if (!isInFile && subscription.missing === null && subscription.answer === null) {
      w.db.run(mark, [w.at, null, w.at, w.who, subscription.id])
      batch.subscriptions.missing++
    }
  }
}

import { insertRow as addRow } from '../../db/contacts/insert-row.ts'
import type { SqlValue } from '../../db/handles.ts'
import { newId } from '../../db/ids.ts'
import type { Batch, EntityStatus, PlanField } from './batch.ts'

/** What became of one row of a table that files bring: a payment, a subscription, a ticket, a rental. */
export type Upserted = { id: string; status: EntityStatus; fields: PlanField[] }

export type ColumnValue = [column: string, value: SqlValue]
export type StoredRow = Record<string, SqlValue> & { id: string }

/** Columns that say nothing to a person in a plan. */
const unshown = /^raw_source$|_id$|^is_donation$|^ends_with_period$/

/** Adds a row and tells its fields, while they are still kept. */
export function createRow(batch: Batch, table: string, values: readonly ColumnValue[]): Upserted {
  const id = newId()
  addRow(batch.w, table, ['id', ...values.map(([name]) => name)], [id, ...values.map(([, value]) => value)])
  if (!batch.wantsDetails()) return { id, status: 'created', fields: [] }
  const fields = values.flatMap(([name, value]) =>
    value === null || unshown.test(name) ? [] : [rowField(table, [name, value], null, currencyOf(values))],
  )
  return { id, status: 'created', fields }
}

/**
 * Writes what differs from the stored row. A null says nothing and leaves the column, unless it is named in `together`: those columns say
 * one thing and are written as a whole. Other words for the same (a workbook's `7` for `7.00`) are no change.
 */
export function updateRow(
  batch: Batch,
  table: string,
  stored: StoredRow,
  { values, together = [] }: { values: readonly ColumnValue[]; together?: readonly string[] },
): Upserted {
  const { w } = batch
  const changed = values.filter(
    ([name, value]) => stored[name] !== value && (value !== null || together.includes(name)),
  )
  if (changed.every(([name]) => name === 'raw_source'))
    return { id: stored.id, status: 'unchanged', fields: [] }
  w.db.run(
    `UPDATE ${table} SET ${changed.map(([name]) => `${name} = ?`).join(', ')}, updated_at = ?, updated_by = ? WHERE id = ?`,
    [...changed.map(([, value]) => value), w.at, w.who, stored.id],
  )
  const fields = changed
    .filter(([name]) => !unshown.test(name))
    .map(([name, value]) => rowField(table, [name, value], stored[name] ?? null, currencyOf(values, stored)))
  return { id: stored.id, status: 'updated', fields }
}

/** What the amounts of a row are in; null where that itself changes. */
function currencyOf(values: readonly ColumnValue[], stored?: StoredRow): SqlValue {
  const currency = values.find(([name]) => name === 'currency')?.[1] ?? null
  return stored === undefined || stored['currency'] === currency ? currency : null
}

function rowField(
  table: string,
  [field, incoming]: ColumnValue,
  current: SqlValue,
  currency: SqlValue,
): PlanField {
  return {
    table,
    field,
    current: current === null ? null : String(current),
    incoming: incoming === null ? null : String(incoming),
    action: current === null ? 'create' : 'replace',
    why: current === null ? 'New in this file.' : 'The source changed it.',
    ...(field.endsWith('_cents') && currency !== null && { currency: String(currency) }),
  }
}

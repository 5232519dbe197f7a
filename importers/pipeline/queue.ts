import { type ContactField, type FieldValue, fieldKey } from '../../db/contacts/field-value.ts'
import { newId } from '../../db/ids.ts'
import type { Batch } from './batch.ts'
import type { PlannedField } from './planned-field.ts'

type KnownConflict = { id: string; status: string; incoming_key: string }

/**
 * Puts a stopped value into the conflict queue. The same value from the same source again, answered or not, is not a new conflict. Returns
 * whether a person is asked anew.
 */
export function queueConflict(batch: Batch, contactId: string, planned: PlannedField): boolean {
  const { w } = batch
  const key = fieldKey(planned.value)
  const known = w.db.all<KnownConflict>(
    'SELECT id, status, incoming_key FROM import_conflicts WHERE contact_id = ? AND field = ? AND incoming_source = ?',
    [contactId, planned.field, batch.format.provenance],
  )
  const same = known.find(c => c.incoming_key === key)
  if (same && (same.status === 'open' || same.status === 'kept')) {
    batch.said.add(same.id)
    return false
  }
  if (same?.status === 'ignored' && planned.isRepeated) return false
  if (same) {
    w.db.run(`DELETE FROM import_conflicts WHERE id = ?`, [same.id])
  }
  const id = newId()
  batch.said.add(id)
  w.db.run(
    `INSERT INTO import_conflicts (id, contact_id, field, current_value, current_source, incoming_value, incoming_source,
       incoming_data, incoming_key, rule, batch_id, group_seq, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      contactId,
      planned.field,
      planned.current,
      planned.currentSource,
      planned.incoming,
      batch.format.provenance,
      JSON.stringify(planned.value),
      key,
      planned.why,
      batch.id,
      w.seq,
      w.at,
    ],
  )
  return true
}

/** The value that a person was asked about stands now, so there is nothing to ask. */
export function closeAnswered(batch: Batch, contactId: string, { field, value }: PlannedField): void {
  if (!batch.hasQueue) return
  const open = batch.w.db.get<{ id: string }>(
    `SELECT id FROM import_conflicts WHERE contact_id = ? AND field = ? AND incoming_source = ? AND incoming_key = ? AND status = 'open'`,
    [contactId, field, batch.format.provenance, fieldKey(value)],
  )
  if (open) closeConflict(batch, open.id)
}

function closeConflict(batch: Batch, conflictId: string): void {
  batch.w.db.run(
    `UPDATE import_conflicts SET status = 'ignored', resolved_at = ?, resolved_by = ?, resolved_group = ? WHERE id = ?`,
    [batch.w.at, batch.format.label, batch.w.seq, conflictId],
  )
}

/**
 * At the end of a file that holds the person's own record: open conflicts whose field it speaks of and no longer disagrees about, and
 * suggestions it no longer makes. The reason is gone, so they go. Of a person whom several rows speak of, any of them keeps a question open; a
 * file that is silent about a field, a row that is as it was, and another payment with another name answer nothing.
 */
export function dropOutdated(batch: Batch): void {
  if (!batch.hasQueue) return
  const { w } = batch
  const source = batch.format.provenance
  const isOutdated = (row: { id: string; contact_id: string }) =>
    batch.spoken.has(row.contact_id) && !batch.confirmed.has(row.contact_id) && !batch.said.has(row.id)
  const open = w.db.all<{ id: string; contact_id: string; field: ContactField }>(
    `SELECT id, contact_id, field FROM import_conflicts WHERE incoming_source = ? AND status = 'open'`,
    [source],
  )
  for (const c of open) {
    if (isOutdated(c) && batch.setFields.get(c.contact_id)?.has(c.field)) closeConflict(batch, c.id)
  }
  const suggested = w.db.all<{ id: string; contact_id: string }>(
    `SELECT id, contact_id FROM import_suggestions WHERE source_system = ? AND gone_group IS NULL`,
    [source],
  )
  for (const s of suggested) {
    if (isOutdated(s)) w.db.run('UPDATE import_suggestions SET gone_group = ? WHERE id = ?', [w.seq, s.id])
  }
}

/** Keeps a value for an empty field of a protected contact; of several rows the first one's. Returns whether it is new. */
export function queueSuggestion(batch: Batch, contactId: string, planned: PlannedField): boolean {
  const { w } = batch
  const source = batch.format.provenance
  const known = w.db.get<{ id: string; data: string }>(
    `SELECT id, data FROM import_suggestions WHERE contact_id = ? AND field = ? AND source_system = ? AND gone_group IS NULL`,
    [contactId, planned.field, source],
  )
  if (
    known &&
    (batch.said.has(known.id) || fieldKey(JSON.parse(known.data) as FieldValue) === fieldKey(planned.value))
  ) {
    batch.said.add(known.id)
    return false
  }
  if (known) w.db.run('UPDATE import_suggestions SET gone_group = ? WHERE id = ?', [w.seq, known.id])
  const id = newId()
  batch.said.add(id)
  w.db.run(
    `INSERT INTO import_suggestions (id, contact_id, field, value, data, source_system, group_seq, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [id, contactId, planned.field, planned.incoming, JSON.stringify(planned.value), source, w.seq, w.at],
  )
  return true
}

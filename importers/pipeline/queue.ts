import { type FieldValue, fieldKey } from '../../db/contacts/field-value.ts'
import { newId } from '../../db/ids.ts'
import type { Batch } from './batch.ts'
import type { PlannedField } from './planned-field.ts'

type KnownConflict = { id: string; status: string; incoming_key: string }

/**
 * Puts a stopped value into the conflict queue. The same value from the same source again, answered or not, is not a new conflict; an
 * older open one of that source is superseded. Returns whether a person is asked anew.
 */
export function queueConflict(batch: Batch, contactId: string, planned: PlannedField): boolean {
  const { w } = batch
  const key = fieldKey(planned.value)
  const known = w.db.all<KnownConflict>(
    'SELECT id, status, incoming_key FROM import_conflicts WHERE contact_id = ? AND field = ? AND incoming_source = ?',
    [contactId, planned.field, batch.format.provenance],
  )
  const same = known.find(c => c.incoming_key === key)
  for (const old of known) if (old.status === 'open' && old !== same) closeConflict(batch, old.id)
  if (same && (same.status === 'open' || same.status === 'kept')) return false
  if (same) {
    w.db.run(`DELETE FROM import_conflicts WHERE id = ?`, [same.id])
  }
  w.db.run(
    `INSERT INTO import_conflicts (id, contact_id, field, current_value, current_source, incoming_value, incoming_source,
       incoming_data, incoming_key, rule, batch_id, group_seq, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      newId(),
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

function closeConflict(batch: Batch, conflictId: string): void {
  batch.w.db.run(
    `UPDATE import_conflicts SET status = 'ignored', resolved_at = ?, resolved_by = ?, resolved_group = ? WHERE id = ?`,
    [batch.w.at, batch.format.label, batch.w.seq, conflictId],
  )
}

/**
 * Open conflicts whose field the record speaks of (`spokenOf`) and no longer disagrees about, and suggestions it no longer makes: the reason
 * is gone, so they go. A file that is silent about a field answers nothing.
 */
export function dropOutdated(
  batch: Batch,
  contactId: string,
  planned: readonly PlannedField[],
  spokenOf: ReadonlySet<string>,
): void {
  const { w } = batch
  const source = batch.format.provenance
  const stillConflicting = new Set(planned.filter(p => p.action === 'conflict').map(p => p.field as string))
  const stillSuggested = new Set(planned.filter(p => p.action === 'suggest').map(p => p.field as string))
  const open = w.db.all<{ id: string; field: string }>(
    `SELECT id, field FROM import_conflicts WHERE contact_id = ? AND incoming_source = ? AND status = 'open'`,
    [contactId, source],
  )
  for (const c of open) {
    if (spokenOf.has(c.field) && !stillConflicting.has(c.field)) closeConflict(batch, c.id)
  }
  const suggested = w.db.all<{ id: string; field: string }>(
    `SELECT id, field FROM import_suggestions WHERE contact_id = ? AND source_system = ? AND gone_group IS NULL`,
    [contactId, source],
  )
  for (const s of suggested) {
    if (!stillSuggested.has(s.field))
      w.db.run('UPDATE import_suggestions SET gone_group = ? WHERE id = ?', [w.seq, s.id])
  }
}

/** Keeps a value for an empty field of a protected contact. Returns whether it is new. */
export function queueSuggestion(batch: Batch, contactId: string, planned: PlannedField): boolean {
  const { w } = batch
  const source = batch.format.provenance
  const known = w.db.get<{ id: string; data: string }>(
    `SELECT id, data FROM import_suggestions WHERE contact_id = ? AND field = ? AND source_system = ? AND gone_group IS NULL`,
    [contactId, planned.field, source],
  )
  if (known && fieldKey(JSON.parse(known.data) as FieldValue) === fieldKey(planned.value)) return false
  if (known) w.db.run('UPDATE import_suggestions SET gone_group = ? WHERE id = ?', [w.seq, known.id])
  w.db.run(
    `INSERT INTO import_suggestions (id, contact_id, field, value, data, source_system, group_seq, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [newId(), contactId, planned.field, planned.incoming, JSON.stringify(planned.value), source, w.seq, w.at],
  )
  return true
}

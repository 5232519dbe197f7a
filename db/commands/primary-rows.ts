import type { Writing } from '../contacts/insert-row.ts'

type Row = { id: string; isPrimary: boolean; isMailing?: boolean }
type Table = 'contact_emails' | 'contact_phones' | 'contact_addresses'

/** Makes another of a contact's rows the primary one; there is exactly one at any moment after the first statement. */
export function makePrimary<R extends Row>(w: Writing, table: Table, rows: R[], next: R): void {
  const mark = `UPDATE ${table} SET is_primary = ?, updated_at = ?, updated_by = ? WHERE id = ?`
  for (const row of rows.filter(r => r.isPrimary && r !== next)) {
    w.db.run(mark, [0, w.at, w.who, row.id])
    row.isPrimary = false
  }
  w.db.run(mark, [1, w.at, w.who, next.id])
  next.isPrimary = true
}

/** Takes a row (the primary one unless another is named) off a contact, as a tombstone; the oldest of the others becomes primary. */
export function removeRow<R extends Row>(w: Writing, table: Table, rows: R[], row?: R): void {
  const gone = row ?? rows.find(r => r.isPrimary)
  if (!gone) return
  w.db.run(`UPDATE ${table} SET deleted_at = ?, updated_at = ?, updated_by = ? WHERE id = ?`, [
    w.at,
    w.at,
    w.who,
    gone.id,
  ])
  rows.splice(rows.indexOf(gone), 1)
  const heir = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))[0]
  if (!heir) return
  if (gone.isPrimary) makePrimary(w, table, rows, heir)
  if (gone.isMailing) {
    w.db.run('UPDATE contact_addresses SET is_mailing = 1, updated_at = ?, updated_by = ? WHERE id = ?', [
      w.at,
      w.who,
      heir.id,
    ])
    heir.isMailing = true
  }
}

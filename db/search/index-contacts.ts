import type { WriteDb } from '../handles.ts'

/**
 * Brings the search index up to date for the contacts that this group touched. Contentless FTS5: names, business name, e-mails,
 * phone digits (whole, last seven, last four), city, state, ZIP and notes of live, unmerged contacts. A name with an apostrophe, a full
 * stop or a letter like `ø` is there as it is sorted, too: `oneil` finds O'Neil.
 */
export function refreshSearch(db: WriteDb, groupSeq: number): void {
  db.run(
    `DELETE FROM contact_search WHERE rowid IN
      (SELECT seq FROM contacts WHERE touched_group = ? AND created_group < touched_group)`,
    [groupSeq],
  )
  db.run(
    `INSERT INTO contact_search (rowid, text)
     SELECT c.seq, c.full_name || ' ' || coalesce(c.business_name, '') || ' ' ||
       CASE WHEN instr(c.full_name, '''') OR instr(c.full_name, '.') OR octet_length(c.full_name) > length(c.full_name)
         THEN c.sort_name ELSE '' END || ' ' ||
       coalesce((SELECT group_concat(replace(e.email, '@', ' '), ' ') FROM contact_emails e
                 WHERE e.contact_id = c.id AND e.deleted_at IS NULL), '') || ' ' ||
       coalesce((SELECT group_concat(CASE WHEN p.phone_e164 IS NULL THEN p.phone
                   ELSE substr(p.phone_e164, 2) || ' ' || substr(p.phone_e164, -10) || ' ' ||
                        substr(p.phone_e164, -7) || ' ' || substr(p.phone_e164, -4) END, ' ')
                 FROM contact_phones p WHERE p.contact_id = c.id AND p.deleted_at IS NULL), '') || ' ' ||
       coalesce((SELECT group_concat(coalesce(a.city, '') || ' ' || coalesce(a.state, '') || ' ' || coalesce(a.postal_code, ''), ' ')
                 FROM contact_addresses a WHERE a.contact_id = c.id AND a.deleted_at IS NULL), '') || ' ' ||
       coalesce((SELECT group_concat(n.text, ' ') FROM contact_notes n WHERE n.contact_id = c.id AND n.deleted_at IS NULL), '')
     FROM contacts c WHERE c.touched_group = ? AND c.deleted_at IS NULL AND c.merged_into_id IS NULL`,
    [groupSeq],
  )
}

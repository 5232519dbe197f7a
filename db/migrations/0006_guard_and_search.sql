CREATE TRIGGER guard_contacts_derived BEFORE UPDATE OF full_name, sort_name, email, phone, touched_group ON contacts
WHEN NOT EXISTS (SELECT 1 FROM open_group)
BEGIN
  SELECT RAISE(ABORT, 'journal: a contact was changed outside a change group');
END;
--> statement-breakpoint
DELETE FROM contact_search WHERE rowid IN (
  SELECT seq FROM contacts WHERE id IN (SELECT contact_id FROM contact_notes WHERE deleted_at IS NULL)
    OR instr(full_name, '''') OR instr(full_name, '.') OR octet_length(full_name) > length(full_name));
--> statement-breakpoint
INSERT INTO contact_search (rowid, text)
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
FROM contacts c WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL
  AND (c.id IN (SELECT contact_id FROM contact_notes WHERE deleted_at IS NULL)
    OR instr(c.full_name, '''') OR instr(c.full_name, '.') OR octet_length(c.full_name) > length(c.full_name));

CREATE VIRTUAL TABLE contact_search USING fts5(
  text,
  content='', contentless_delete=1, detail=none,
  tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
);
--> statement-breakpoint
CREATE TRIGGER contacts_search_removed AFTER DELETE ON contacts
BEGIN
  DELETE FROM contact_search WHERE rowid = OLD.seq;
END;
--> statement-breakpoint
CREATE VIEW contact_field_sources AS
WITH fields AS (
  SELECT id AS contact_id, 'name' AS field_name, coalesce(name_source, source_system) AS source_system, id AS row_id, 'name' AS unit, created_group
  FROM contacts WHERE first_name IS NOT NULL OR last_name IS NOT NULL
  UNION ALL
  SELECT id, 'business_name', coalesce(business_name_source, source_system), id, 'business_name', created_group
  FROM contacts WHERE business_name IS NOT NULL
  UNION ALL
  SELECT id, 'birth_date', coalesce(birth_date_source, source_system), id, 'birth_date', created_group
  FROM contacts WHERE birth_date IS NOT NULL
  UNION ALL
  SELECT id, 'email_subscribed', coalesce(consent_source, source_system), id, 'consent', created_group
  FROM contacts
  UNION ALL
  SELECT contact_id, 'email', source_system, id, 'value', created_group FROM contact_emails WHERE is_primary = 1 AND deleted_at IS NULL
  UNION ALL
  SELECT contact_id, CASE type WHEN 'mobile' THEN 'mobile_phone' ELSE 'phone' END, source_system, id, 'value', created_group
  FROM contact_phones WHERE deleted_at IS NULL
  UNION ALL
  SELECT contact_id, 'address', source_system, id, 'value', created_group FROM contact_addresses WHERE is_primary = 1 AND deleted_at IS NULL
)
SELECT f.contact_id, f.field_name, f.source_system,
  CASE f.source_system
    WHEN 'staff' THEN 0 WHEN 'paypal' THEN 1 WHEN 'zoho' THEN 2 WHEN 'kajabi' THEN 3 WHEN 'kajabi_transaction' THEN 4
    WHEN 'ticket_tailor' THEN 5 WHEN 'jotform' THEN 6 ELSE 7 END AS source_priority,
  g.batch_id AS import_batch_id, g.at AS updated_at, c.base_value AS previous_value
FROM fields f
LEFT JOIN journal_changes c ON c.seq = (
  SELECT max(seq) FROM journal_changes j WHERE j.row_id = f.row_id AND j.unit = f.unit)
JOIN change_groups g ON g.seq = coalesce(c.group_seq, f.created_group);
--> statement-breakpoint
INSERT INTO import_lock_rules (lock_level, field_group, allowed) VALUES
  ('FULL_LOCK', 'opt_in', 0), ('FULL_LOCK', 'name', 0), ('FULL_LOCK', 'phone', 0), ('FULL_LOCK', 'address', 0),
  ('FULL_LOCK', 'email', 0), ('FULL_LOCK', 'source_system', 0), ('FULL_LOCK', 'enriched', 0),
  ('PARTIAL_LOCK', 'opt_in', 1), ('PARTIAL_LOCK', 'name', 0), ('PARTIAL_LOCK', 'phone', 0), ('PARTIAL_LOCK', 'address', 0),
  ('PARTIAL_LOCK', 'email', 0), ('PARTIAL_LOCK', 'source_system', 0), ('PARTIAL_LOCK', 'enriched', 0),
  ('UNLOCKED', 'opt_in', 1), ('UNLOCKED', 'name', 1), ('UNLOCKED', 'phone', 1), ('UNLOCKED', 'address', 1),
  ('UNLOCKED', 'email', 1), ('UNLOCKED', 'source_system', 0), ('UNLOCKED', 'enriched', 0);

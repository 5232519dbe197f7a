CREATE TRIGGER guard_contacts_origin BEFORE UPDATE OF id, created_group, source_system ON contacts
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group OR OLD.source_system IS NOT NEW.source_system
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_contacts_removed AFTER DELETE ON contacts
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'contacts', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'seq', OLD.seq, 'full_name', OLD.full_name, 'sort_name', OLD.sort_name, 'email', OLD.email, 'phone', OLD.phone, 'touched_group', OLD.touched_group, 'source_system', OLD.source_system, 'first_name', OLD.first_name, 'last_name', OLD.last_name, 'name_source', OLD.name_source, 'business_name', OLD.business_name, 'business_name_source', OLD.business_name_source, 'household_id', OLD.household_id, 'email_subscribed', OLD.email_subscribed, 'consent_date', OLD.consent_date, 'consent_source', OLD.consent_source, 'consent_method', OLD.consent_method, 'legal_basis', OLD.legal_basis, 'unsubscribe_date', OLD.unsubscribe_date, 'subscription_protected', OLD.subscription_protected, 'subscription_protected_reason', OLD.subscription_protected_reason, 'lock_level', OLD.lock_level, 'lock_reason', OLD.lock_reason, 'do_not_call', OLD.do_not_call, 'do_not_mail', OLD.do_not_mail, 'deceased', OLD.deceased, 'birth_date', OLD.birth_date, 'birth_date_source', OLD.birth_date_source, 'preferred_mailing_address_id', OLD.preferred_mailing_address_id, 'merged_into_id', OLD.merged_into_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_contacts_name AFTER UPDATE OF first_name, last_name, name_source ON contacts
WHEN OLD.first_name IS NOT NEW.first_name OR OLD.last_name IS NOT NEW.last_name OR OLD.name_source IS NOT NEW.name_source
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contacts', NEW.id, 'name', json_object('first_name', OLD.first_name, 'last_name', OLD.last_name, 'name_source', OLD.name_source), json_object('first_name', NEW.first_name, 'last_name', NEW.last_name, 'name_source', NEW.name_source));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contacts_business_name AFTER UPDATE OF business_name, business_name_source ON contacts
WHEN OLD.business_name IS NOT NEW.business_name OR OLD.business_name_source IS NOT NEW.business_name_source
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contacts', NEW.id, 'business_name', json_object('business_name', OLD.business_name, 'business_name_source', OLD.business_name_source), json_object('business_name', NEW.business_name, 'business_name_source', NEW.business_name_source));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contacts_household AFTER UPDATE OF household_id ON contacts
WHEN OLD.household_id IS NOT NEW.household_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contacts', NEW.id, 'household', json_object('household_id', OLD.household_id), json_object('household_id', NEW.household_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contacts_consent AFTER UPDATE OF email_subscribed, consent_date, consent_source, consent_method, legal_basis, unsubscribe_date, subscription_protected, subscription_protected_reason ON contacts
WHEN OLD.email_subscribed IS NOT NEW.email_subscribed OR OLD.consent_date IS NOT NEW.consent_date OR OLD.consent_source IS NOT NEW.consent_source OR OLD.consent_method IS NOT NEW.consent_method OR OLD.legal_basis IS NOT NEW.legal_basis OR OLD.unsubscribe_date IS NOT NEW.unsubscribe_date OR OLD.subscription_protected IS NOT NEW.subscription_protected OR OLD.subscription_protected_reason IS NOT NEW.subscription_protected_reason
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contacts', NEW.id, 'consent', json_object('email_subscribed', OLD.email_subscribed, 'consent_date', OLD.consent_date, 'consent_source', OLD.consent_source, 'consent_method', OLD.consent_method, 'legal_basis', OLD.legal_basis, 'unsubscribe_date', OLD.unsubscribe_date, 'subscription_protected', OLD.subscription_protected, 'subscription_protected_reason', OLD.subscription_protected_reason), json_object('email_subscribed', NEW.email_subscribed, 'consent_date', NEW.consent_date, 'consent_source', NEW.consent_source, 'consent_method', NEW.consent_method, 'legal_basis', NEW.legal_basis, 'unsubscribe_date', NEW.unsubscribe_date, 'subscription_protected', NEW.subscription_protected, 'subscription_protected_reason', NEW.subscription_protected_reason));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contacts_lock AFTER UPDATE OF lock_level, lock_reason ON contacts
WHEN OLD.lock_level IS NOT NEW.lock_level OR OLD.lock_reason IS NOT NEW.lock_reason
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contacts', NEW.id, 'lock', json_object('lock_level', OLD.lock_level, 'lock_reason', OLD.lock_reason), json_object('lock_level', NEW.lock_level, 'lock_reason', NEW.lock_reason));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contacts_do_not_call AFTER UPDATE OF do_not_call ON contacts
WHEN OLD.do_not_call IS NOT NEW.do_not_call
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contacts', NEW.id, 'do_not_call', json_object('do_not_call', OLD.do_not_call), json_object('do_not_call', NEW.do_not_call));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contacts_do_not_mail AFTER UPDATE OF do_not_mail ON contacts
WHEN OLD.do_not_mail IS NOT NEW.do_not_mail
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contacts', NEW.id, 'do_not_mail', json_object('do_not_mail', OLD.do_not_mail), json_object('do_not_mail', NEW.do_not_mail));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contacts_deceased AFTER UPDATE OF deceased ON contacts
WHEN OLD.deceased IS NOT NEW.deceased
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contacts', NEW.id, 'deceased', json_object('deceased', OLD.deceased), json_object('deceased', NEW.deceased));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contacts_birth_date AFTER UPDATE OF birth_date, birth_date_source ON contacts
WHEN OLD.birth_date IS NOT NEW.birth_date OR OLD.birth_date_source IS NOT NEW.birth_date_source
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contacts', NEW.id, 'birth_date', json_object('birth_date', OLD.birth_date, 'birth_date_source', OLD.birth_date_source), json_object('birth_date', NEW.birth_date, 'birth_date_source', NEW.birth_date_source));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contacts_preferred_mailing_address AFTER UPDATE OF preferred_mailing_address_id ON contacts
WHEN OLD.preferred_mailing_address_id IS NOT NEW.preferred_mailing_address_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contacts', NEW.id, 'preferred_mailing_address', json_object('preferred_mailing_address_id', OLD.preferred_mailing_address_id), json_object('preferred_mailing_address_id', NEW.preferred_mailing_address_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contacts_merged_into AFTER UPDATE OF merged_into_id ON contacts
WHEN OLD.merged_into_id IS NOT NEW.merged_into_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contacts', NEW.id, 'merged_into', json_object('merged_into_id', OLD.merged_into_id), json_object('merged_into_id', NEW.merged_into_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contacts_deleted AFTER UPDATE OF deleted_at ON contacts
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contacts', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_contact_emails_origin BEFORE UPDATE OF id, created_group ON contact_emails
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_emails_removed AFTER DELETE ON contact_emails
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'contact_emails', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'email', OLD.email, 'type', OLD.type, 'source_system', OLD.source_system, 'is_primary', OLD.is_primary, 'is_verified', OLD.is_verified, 'is_shared', OLD.is_shared, 'contact_id', OLD.contact_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_emails_value AFTER UPDATE OF email, type, source_system ON contact_emails
WHEN OLD.email IS NOT NEW.email OR OLD.type IS NOT NEW.type OR OLD.source_system IS NOT NEW.source_system
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_emails', NEW.id, 'value', json_object('email', OLD.email, 'type', OLD.type, 'source_system', OLD.source_system), json_object('email', NEW.email, 'type', NEW.type, 'source_system', NEW.source_system));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_emails_is_primary AFTER UPDATE OF is_primary ON contact_emails
WHEN OLD.is_primary IS NOT NEW.is_primary
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_emails', NEW.id, 'is_primary', json_object('is_primary', OLD.is_primary), json_object('is_primary', NEW.is_primary));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_emails_is_verified AFTER UPDATE OF is_verified ON contact_emails
WHEN OLD.is_verified IS NOT NEW.is_verified
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_emails', NEW.id, 'is_verified', json_object('is_verified', OLD.is_verified), json_object('is_verified', NEW.is_verified));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_emails_is_shared AFTER UPDATE OF is_shared ON contact_emails
WHEN OLD.is_shared IS NOT NEW.is_shared
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_emails', NEW.id, 'is_shared', json_object('is_shared', OLD.is_shared), json_object('is_shared', NEW.is_shared));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_emails_owner AFTER UPDATE OF contact_id ON contact_emails
WHEN OLD.contact_id IS NOT NEW.contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_emails', NEW.id, 'owner', json_object('contact_id', OLD.contact_id), json_object('contact_id', NEW.contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_emails_deleted AFTER UPDATE OF deleted_at ON contact_emails
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_emails', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_contact_phones_origin BEFORE UPDATE OF id, created_group ON contact_phones
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_phones_removed AFTER DELETE ON contact_phones
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'contact_phones', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'phone', OLD.phone, 'phone_e164', OLD.phone_e164, 'type', OLD.type, 'source_system', OLD.source_system, 'is_primary', OLD.is_primary, 'contact_id', OLD.contact_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_phones_value AFTER UPDATE OF phone, phone_e164, type, source_system ON contact_phones
WHEN OLD.phone IS NOT NEW.phone OR OLD.phone_e164 IS NOT NEW.phone_e164 OR OLD.type IS NOT NEW.type OR OLD.source_system IS NOT NEW.source_system
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_phones', NEW.id, 'value', json_object('phone', OLD.phone, 'phone_e164', OLD.phone_e164, 'type', OLD.type, 'source_system', OLD.source_system), json_object('phone', NEW.phone, 'phone_e164', NEW.phone_e164, 'type', NEW.type, 'source_system', NEW.source_system));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_phones_is_primary AFTER UPDATE OF is_primary ON contact_phones
WHEN OLD.is_primary IS NOT NEW.is_primary
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_phones', NEW.id, 'is_primary', json_object('is_primary', OLD.is_primary), json_object('is_primary', NEW.is_primary));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_phones_owner AFTER UPDATE OF contact_id ON contact_phones
WHEN OLD.contact_id IS NOT NEW.contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_phones', NEW.id, 'owner', json_object('contact_id', OLD.contact_id), json_object('contact_id', NEW.contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_phones_deleted AFTER UPDATE OF deleted_at ON contact_phones
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_phones', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_contact_addresses_origin BEFORE UPDATE OF id, created_group ON contact_addresses
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_addresses_removed AFTER DELETE ON contact_addresses
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'contact_addresses', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'line_1', OLD.line_1, 'line_2', OLD.line_2, 'city', OLD.city, 'state', OLD.state, 'postal_code', OLD.postal_code, 'country', OLD.country, 'type', OLD.type, 'source_system', OLD.source_system, 'is_primary', OLD.is_primary, 'is_mailing', OLD.is_mailing, 'is_verified', OLD.is_verified, 'returned_at', OLD.returned_at, 'contact_id', OLD.contact_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_addresses_value AFTER UPDATE OF line_1, line_2, city, state, postal_code, country, type, source_system ON contact_addresses
WHEN OLD.line_1 IS NOT NEW.line_1 OR OLD.line_2 IS NOT NEW.line_2 OR OLD.city IS NOT NEW.city OR OLD.state IS NOT NEW.state OR OLD.postal_code IS NOT NEW.postal_code OR OLD.country IS NOT NEW.country OR OLD.type IS NOT NEW.type OR OLD.source_system IS NOT NEW.source_system
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_addresses', NEW.id, 'value', json_object('line_1', OLD.line_1, 'line_2', OLD.line_2, 'city', OLD.city, 'state', OLD.state, 'postal_code', OLD.postal_code, 'country', OLD.country, 'type', OLD.type, 'source_system', OLD.source_system), json_object('line_1', NEW.line_1, 'line_2', NEW.line_2, 'city', NEW.city, 'state', NEW.state, 'postal_code', NEW.postal_code, 'country', NEW.country, 'type', NEW.type, 'source_system', NEW.source_system));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_addresses_is_primary AFTER UPDATE OF is_primary ON contact_addresses
WHEN OLD.is_primary IS NOT NEW.is_primary
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_addresses', NEW.id, 'is_primary', json_object('is_primary', OLD.is_primary), json_object('is_primary', NEW.is_primary));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_addresses_is_mailing AFTER UPDATE OF is_mailing ON contact_addresses
WHEN OLD.is_mailing IS NOT NEW.is_mailing
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_addresses', NEW.id, 'is_mailing', json_object('is_mailing', OLD.is_mailing), json_object('is_mailing', NEW.is_mailing));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_addresses_is_verified AFTER UPDATE OF is_verified ON contact_addresses
WHEN OLD.is_verified IS NOT NEW.is_verified
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_addresses', NEW.id, 'is_verified', json_object('is_verified', OLD.is_verified), json_object('is_verified', NEW.is_verified));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_addresses_returned_at AFTER UPDATE OF returned_at ON contact_addresses
WHEN OLD.returned_at IS NOT NEW.returned_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_addresses', NEW.id, 'returned_at', json_object('returned_at', OLD.returned_at), json_object('returned_at', NEW.returned_at));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_addresses_owner AFTER UPDATE OF contact_id ON contact_addresses
WHEN OLD.contact_id IS NOT NEW.contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_addresses', NEW.id, 'owner', json_object('contact_id', OLD.contact_id), json_object('contact_id', NEW.contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_addresses_deleted AFTER UPDATE OF deleted_at ON contact_addresses
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_addresses', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_contact_external_ids_origin BEFORE UPDATE OF id, created_group ON contact_external_ids
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_external_ids_removed AFTER DELETE ON contact_external_ids
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'contact_external_ids', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'system', OLD.system, 'kind', OLD.kind, 'external_id', OLD.external_id, 'contact_id', OLD.contact_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_external_ids_value AFTER UPDATE OF system, kind, external_id ON contact_external_ids
WHEN OLD.system IS NOT NEW.system OR OLD.kind IS NOT NEW.kind OR OLD.external_id IS NOT NEW.external_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_external_ids', NEW.id, 'value', json_object('system', OLD.system, 'kind', OLD.kind, 'external_id', OLD.external_id), json_object('system', NEW.system, 'kind', NEW.kind, 'external_id', NEW.external_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_external_ids_owner AFTER UPDATE OF contact_id ON contact_external_ids
WHEN OLD.contact_id IS NOT NEW.contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_external_ids', NEW.id, 'owner', json_object('contact_id', OLD.contact_id), json_object('contact_id', NEW.contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_external_ids_deleted AFTER UPDATE OF deleted_at ON contact_external_ids
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_external_ids', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_households_origin BEFORE UPDATE OF id, created_group ON households
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_households_removed AFTER DELETE ON households
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'households', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'name', OLD.name, 'salutation', OLD.salutation, 'mailing_contact_id', OLD.mailing_contact_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_households_name AFTER UPDATE OF name ON households
WHEN OLD.name IS NOT NEW.name
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'households', NEW.id, 'name', json_object('name', OLD.name), json_object('name', NEW.name));
END;
--> statement-breakpoint
CREATE TRIGGER journal_households_salutation AFTER UPDATE OF salutation ON households
WHEN OLD.salutation IS NOT NEW.salutation
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'households', NEW.id, 'salutation', json_object('salutation', OLD.salutation), json_object('salutation', NEW.salutation));
END;
--> statement-breakpoint
CREATE TRIGGER journal_households_mailing_contact AFTER UPDATE OF mailing_contact_id ON households
WHEN OLD.mailing_contact_id IS NOT NEW.mailing_contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'households', NEW.id, 'mailing_contact', json_object('mailing_contact_id', OLD.mailing_contact_id), json_object('mailing_contact_id', NEW.mailing_contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_households_deleted AFTER UPDATE OF deleted_at ON households
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'households', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_tags_origin BEFORE UPDATE OF id, created_group ON tags
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_tags_removed AFTER DELETE ON tags
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'tags', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'name', OLD.name, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_tags_name AFTER UPDATE OF name ON tags
WHEN OLD.name IS NOT NEW.name
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'tags', NEW.id, 'name', json_object('name', OLD.name), json_object('name', NEW.name));
END;
--> statement-breakpoint
CREATE TRIGGER journal_tags_deleted AFTER UPDATE OF deleted_at ON tags
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'tags', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_contact_tags_origin BEFORE UPDATE OF id, created_group ON contact_tags
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_tags_removed AFTER DELETE ON contact_tags
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'contact_tags', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'contact_id', OLD.contact_id, 'tag_id', OLD.tag_id, 'source_system', OLD.source_system, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_tags_owner AFTER UPDATE OF contact_id ON contact_tags
WHEN OLD.contact_id IS NOT NEW.contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_tags', NEW.id, 'owner', json_object('contact_id', OLD.contact_id), json_object('contact_id', NEW.contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_tags_value AFTER UPDATE OF tag_id, source_system ON contact_tags
WHEN OLD.tag_id IS NOT NEW.tag_id OR OLD.source_system IS NOT NEW.source_system
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_tags', NEW.id, 'value', json_object('tag_id', OLD.tag_id, 'source_system', OLD.source_system), json_object('tag_id', NEW.tag_id, 'source_system', NEW.source_system));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_tags_deleted AFTER UPDATE OF deleted_at ON contact_tags
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_tags', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_contact_notes_origin BEFORE UPDATE OF id, created_group ON contact_notes
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_notes_removed AFTER DELETE ON contact_notes
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'contact_notes', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'text', OLD.text, 'is_pinned', OLD.is_pinned, 'contact_id', OLD.contact_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_notes_text AFTER UPDATE OF text ON contact_notes
WHEN OLD.text IS NOT NEW.text
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_notes', NEW.id, 'text', json_object('text', OLD.text), json_object('text', NEW.text));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_notes_is_pinned AFTER UPDATE OF is_pinned ON contact_notes
WHEN OLD.is_pinned IS NOT NEW.is_pinned
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_notes', NEW.id, 'is_pinned', json_object('is_pinned', OLD.is_pinned), json_object('is_pinned', NEW.is_pinned));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_notes_owner AFTER UPDATE OF contact_id ON contact_notes
WHEN OLD.contact_id IS NOT NEW.contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_notes', NEW.id, 'owner', json_object('contact_id', OLD.contact_id), json_object('contact_id', NEW.contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_notes_deleted AFTER UPDATE OF deleted_at ON contact_notes
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_notes', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_contact_roles_origin BEFORE UPDATE OF id, created_group ON contact_roles
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_roles_removed AFTER DELETE ON contact_roles
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'contact_roles', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'role', OLD.role, 'started_at', OLD.started_at, 'ended_at', OLD.ended_at, 'contact_id', OLD.contact_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_roles_value AFTER UPDATE OF role, started_at, ended_at ON contact_roles
WHEN OLD.role IS NOT NEW.role OR OLD.started_at IS NOT NEW.started_at OR OLD.ended_at IS NOT NEW.ended_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_roles', NEW.id, 'value', json_object('role', OLD.role, 'started_at', OLD.started_at, 'ended_at', OLD.ended_at), json_object('role', NEW.role, 'started_at', NEW.started_at, 'ended_at', NEW.ended_at));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_roles_owner AFTER UPDATE OF contact_id ON contact_roles
WHEN OLD.contact_id IS NOT NEW.contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_roles', NEW.id, 'owner', json_object('contact_id', OLD.contact_id), json_object('contact_id', NEW.contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_roles_deleted AFTER UPDATE OF deleted_at ON contact_roles
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_roles', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_products_origin BEFORE UPDATE OF id, created_group ON products
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_products_removed AFTER DELETE ON products
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'products', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'name', OLD.name, 'normalized_name', OLD.normalized_name, 'product_type', OLD.product_type, 'kajabi_offer_id', OLD.kajabi_offer_id, 'membership_type', OLD.membership_type, 'membership_level', OLD.membership_level, 'rental_dates_allowed', OLD.rental_dates_allowed, 'rental_priority', OLD.rental_priority, 'course_type', OLD.course_type, 'duration_hours', OLD.duration_hours, 'max_participants', OLD.max_participants, 'is_active', OLD.is_active, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_products_name AFTER UPDATE OF name, normalized_name ON products
WHEN OLD.name IS NOT NEW.name OR OLD.normalized_name IS NOT NEW.normalized_name
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'products', NEW.id, 'name', json_object('name', OLD.name, 'normalized_name', OLD.normalized_name), json_object('name', NEW.name, 'normalized_name', NEW.normalized_name));
END;
--> statement-breakpoint
CREATE TRIGGER journal_products_product_type AFTER UPDATE OF product_type ON products
WHEN OLD.product_type IS NOT NEW.product_type
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'products', NEW.id, 'product_type', json_object('product_type', OLD.product_type), json_object('product_type', NEW.product_type));
END;
--> statement-breakpoint
CREATE TRIGGER journal_products_kajabi_offer_id AFTER UPDATE OF kajabi_offer_id ON products
WHEN OLD.kajabi_offer_id IS NOT NEW.kajabi_offer_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'products', NEW.id, 'kajabi_offer_id', json_object('kajabi_offer_id', OLD.kajabi_offer_id), json_object('kajabi_offer_id', NEW.kajabi_offer_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_products_membership AFTER UPDATE OF membership_type, membership_level ON products
WHEN OLD.membership_type IS NOT NEW.membership_type OR OLD.membership_level IS NOT NEW.membership_level
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'products', NEW.id, 'membership', json_object('membership_type', OLD.membership_type, 'membership_level', OLD.membership_level), json_object('membership_type', NEW.membership_type, 'membership_level', NEW.membership_level));
END;
--> statement-breakpoint
CREATE TRIGGER journal_products_rental AFTER UPDATE OF rental_dates_allowed, rental_priority ON products
WHEN OLD.rental_dates_allowed IS NOT NEW.rental_dates_allowed OR OLD.rental_priority IS NOT NEW.rental_priority
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'products', NEW.id, 'rental', json_object('rental_dates_allowed', OLD.rental_dates_allowed, 'rental_priority', OLD.rental_priority), json_object('rental_dates_allowed', NEW.rental_dates_allowed, 'rental_priority', NEW.rental_priority));
END;
--> statement-breakpoint
CREATE TRIGGER journal_products_course AFTER UPDATE OF course_type, duration_hours, max_participants ON products
WHEN OLD.course_type IS NOT NEW.course_type OR OLD.duration_hours IS NOT NEW.duration_hours OR OLD.max_participants IS NOT NEW.max_participants
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'products', NEW.id, 'course', json_object('course_type', OLD.course_type, 'duration_hours', OLD.duration_hours, 'max_participants', OLD.max_participants), json_object('course_type', NEW.course_type, 'duration_hours', NEW.duration_hours, 'max_participants', NEW.max_participants));
END;
--> statement-breakpoint
CREATE TRIGGER journal_products_is_active AFTER UPDATE OF is_active ON products
WHEN OLD.is_active IS NOT NEW.is_active
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'products', NEW.id, 'is_active', json_object('is_active', OLD.is_active), json_object('is_active', NEW.is_active));
END;
--> statement-breakpoint
CREATE TRIGGER journal_products_deleted AFTER UPDATE OF deleted_at ON products
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'products', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_contact_products_origin BEFORE UPDATE OF id, created_group ON contact_products
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_products_removed AFTER DELETE ON contact_products
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'contact_products', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'contact_id', OLD.contact_id, 'product_id', OLD.product_id, 'since', OLD.since, 'source_system', OLD.source_system, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_products_owner AFTER UPDATE OF contact_id ON contact_products
WHEN OLD.contact_id IS NOT NEW.contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_products', NEW.id, 'owner', json_object('contact_id', OLD.contact_id), json_object('contact_id', NEW.contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_products_value AFTER UPDATE OF product_id, since, source_system ON contact_products
WHEN OLD.product_id IS NOT NEW.product_id OR OLD.since IS NOT NEW.since OR OLD.source_system IS NOT NEW.source_system
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_products', NEW.id, 'value', json_object('product_id', OLD.product_id, 'since', OLD.since, 'source_system', OLD.source_system), json_object('product_id', NEW.product_id, 'since', NEW.since, 'source_system', NEW.source_system));
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_products_deleted AFTER UPDATE OF deleted_at ON contact_products
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_products', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_subscriptions_origin BEFORE UPDATE OF id, created_group ON subscriptions
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_subscriptions_removed AFTER DELETE ON subscriptions
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'subscriptions', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'contact_id', OLD.contact_id, 'product_id', OLD.product_id, 'status', OLD.status, 'cancelled_at', OLD.cancelled_at, 'amount_cents', OLD.amount_cents, 'currency', OLD.currency, 'billing_cycle', OLD.billing_cycle, 'started_at', OLD.started_at, 'current_period_end', OLD.current_period_end, 'source_system', OLD.source_system, 'external_subscription_id', OLD.external_subscription_id, 'missing_from_export_since', OLD.missing_from_export_since, 'reconciliation', OLD.reconciliation, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_subscriptions_owner AFTER UPDATE OF contact_id ON subscriptions
WHEN OLD.contact_id IS NOT NEW.contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'subscriptions', NEW.id, 'owner', json_object('contact_id', OLD.contact_id), json_object('contact_id', NEW.contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_subscriptions_product AFTER UPDATE OF product_id ON subscriptions
WHEN OLD.product_id IS NOT NEW.product_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'subscriptions', NEW.id, 'product', json_object('product_id', OLD.product_id), json_object('product_id', NEW.product_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_subscriptions_status AFTER UPDATE OF status, cancelled_at ON subscriptions
WHEN OLD.status IS NOT NEW.status OR OLD.cancelled_at IS NOT NEW.cancelled_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'subscriptions', NEW.id, 'status', json_object('status', OLD.status, 'cancelled_at', OLD.cancelled_at), json_object('status', NEW.status, 'cancelled_at', NEW.cancelled_at));
END;
--> statement-breakpoint
CREATE TRIGGER journal_subscriptions_price AFTER UPDATE OF amount_cents, currency, billing_cycle ON subscriptions
WHEN OLD.amount_cents IS NOT NEW.amount_cents OR OLD.currency IS NOT NEW.currency OR OLD.billing_cycle IS NOT NEW.billing_cycle
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'subscriptions', NEW.id, 'price', json_object('amount_cents', OLD.amount_cents, 'currency', OLD.currency, 'billing_cycle', OLD.billing_cycle), json_object('amount_cents', NEW.amount_cents, 'currency', NEW.currency, 'billing_cycle', NEW.billing_cycle));
END;
--> statement-breakpoint
CREATE TRIGGER journal_subscriptions_period AFTER UPDATE OF started_at, current_period_end ON subscriptions
WHEN OLD.started_at IS NOT NEW.started_at OR OLD.current_period_end IS NOT NEW.current_period_end
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'subscriptions', NEW.id, 'period', json_object('started_at', OLD.started_at, 'current_period_end', OLD.current_period_end), json_object('started_at', NEW.started_at, 'current_period_end', NEW.current_period_end));
END;
--> statement-breakpoint
CREATE TRIGGER journal_subscriptions_external_id AFTER UPDATE OF source_system, external_subscription_id ON subscriptions
WHEN OLD.source_system IS NOT NEW.source_system OR OLD.external_subscription_id IS NOT NEW.external_subscription_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'subscriptions', NEW.id, 'external_id', json_object('source_system', OLD.source_system, 'external_subscription_id', OLD.external_subscription_id), json_object('source_system', NEW.source_system, 'external_subscription_id', NEW.external_subscription_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_subscriptions_missing AFTER UPDATE OF missing_from_export_since, reconciliation ON subscriptions
WHEN OLD.missing_from_export_since IS NOT NEW.missing_from_export_since OR OLD.reconciliation IS NOT NEW.reconciliation
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'subscriptions', NEW.id, 'missing', json_object('missing_from_export_since', OLD.missing_from_export_since, 'reconciliation', OLD.reconciliation), json_object('missing_from_export_since', NEW.missing_from_export_since, 'reconciliation', NEW.reconciliation));
END;
--> statement-breakpoint
CREATE TRIGGER journal_subscriptions_deleted AFTER UPDATE OF deleted_at ON subscriptions
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'subscriptions', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_transactions_origin BEFORE UPDATE OF id, created_group ON transactions
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_removed AFTER DELETE ON transactions
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'transactions', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'contact_id', OLD.contact_id, 'product_id', OLD.product_id, 'campaign_id', OLD.campaign_id, 'transaction_date', OLD.transaction_date, 'transaction_type', OLD.transaction_type, 'is_donation', OLD.is_donation, 'status', OLD.status, 'amount_cents', OLD.amount_cents, 'fee_cents', OLD.fee_cents, 'currency', OLD.currency, 'payment_method', OLD.payment_method, 'source_system', OLD.source_system, 'external_transaction_id', OLD.external_transaction_id, 'external_order_id', OLD.external_order_id, 'quickbooks_invoice_num', OLD.quickbooks_invoice_num, 'memo', OLD.memo, 'raw_source', OLD.raw_source, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_owner AFTER UPDATE OF contact_id ON transactions
WHEN OLD.contact_id IS NOT NEW.contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'owner', json_object('contact_id', OLD.contact_id), json_object('contact_id', NEW.contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_product AFTER UPDATE OF product_id ON transactions
WHEN OLD.product_id IS NOT NEW.product_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'product', json_object('product_id', OLD.product_id), json_object('product_id', NEW.product_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_campaign AFTER UPDATE OF campaign_id ON transactions
WHEN OLD.campaign_id IS NOT NEW.campaign_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'campaign', json_object('campaign_id', OLD.campaign_id), json_object('campaign_id', NEW.campaign_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_transaction_date AFTER UPDATE OF transaction_date ON transactions
WHEN OLD.transaction_date IS NOT NEW.transaction_date
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'transaction_date', json_object('transaction_date', OLD.transaction_date), json_object('transaction_date', NEW.transaction_date));
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_kind AFTER UPDATE OF transaction_type, is_donation ON transactions
WHEN OLD.transaction_type IS NOT NEW.transaction_type OR OLD.is_donation IS NOT NEW.is_donation
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'kind', json_object('transaction_type', OLD.transaction_type, 'is_donation', OLD.is_donation), json_object('transaction_type', NEW.transaction_type, 'is_donation', NEW.is_donation));
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_status AFTER UPDATE OF status ON transactions
WHEN OLD.status IS NOT NEW.status
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'status', json_object('status', OLD.status), json_object('status', NEW.status));
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_amount AFTER UPDATE OF amount_cents, fee_cents, currency ON transactions
WHEN OLD.amount_cents IS NOT NEW.amount_cents OR OLD.fee_cents IS NOT NEW.fee_cents OR OLD.currency IS NOT NEW.currency
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'amount', json_object('amount_cents', OLD.amount_cents, 'fee_cents', OLD.fee_cents, 'currency', OLD.currency), json_object('amount_cents', NEW.amount_cents, 'fee_cents', NEW.fee_cents, 'currency', NEW.currency));
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_payment_method AFTER UPDATE OF payment_method ON transactions
WHEN OLD.payment_method IS NOT NEW.payment_method
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'payment_method', json_object('payment_method', OLD.payment_method), json_object('payment_method', NEW.payment_method));
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_external_id AFTER UPDATE OF source_system, external_transaction_id, external_order_id, quickbooks_invoice_num ON transactions
WHEN OLD.source_system IS NOT NEW.source_system OR OLD.external_transaction_id IS NOT NEW.external_transaction_id OR OLD.external_order_id IS NOT NEW.external_order_id OR OLD.quickbooks_invoice_num IS NOT NEW.quickbooks_invoice_num
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'external_id', json_object('source_system', OLD.source_system, 'external_transaction_id', OLD.external_transaction_id, 'external_order_id', OLD.external_order_id, 'quickbooks_invoice_num', OLD.quickbooks_invoice_num), json_object('source_system', NEW.source_system, 'external_transaction_id', NEW.external_transaction_id, 'external_order_id', NEW.external_order_id, 'quickbooks_invoice_num', NEW.quickbooks_invoice_num));
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_memo AFTER UPDATE OF memo ON transactions
WHEN OLD.memo IS NOT NEW.memo
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'memo', json_object('memo', OLD.memo), json_object('memo', NEW.memo));
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_raw_source AFTER UPDATE OF raw_source ON transactions
WHEN OLD.raw_source IS NOT NEW.raw_source
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'raw_source', json_object('raw_source', OLD.raw_source), json_object('raw_source', NEW.raw_source));
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_deleted AFTER UPDATE OF deleted_at ON transactions
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_pledges_origin BEFORE UPDATE OF id, created_group ON pledges
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_pledges_removed AFTER DELETE ON pledges
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'pledges', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'contact_id', OLD.contact_id, 'campaign_id', OLD.campaign_id, 'amount_cents', OLD.amount_cents, 'currency', OLD.currency, 'instalments', OLD.instalments, 'pledged_at', OLD.pledged_at, 'due_date', OLD.due_date, 'status', OLD.status, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_pledges_owner AFTER UPDATE OF contact_id ON pledges
WHEN OLD.contact_id IS NOT NEW.contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'pledges', NEW.id, 'owner', json_object('contact_id', OLD.contact_id), json_object('contact_id', NEW.contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_pledges_campaign AFTER UPDATE OF campaign_id ON pledges
WHEN OLD.campaign_id IS NOT NEW.campaign_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'pledges', NEW.id, 'campaign', json_object('campaign_id', OLD.campaign_id), json_object('campaign_id', NEW.campaign_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_pledges_amount AFTER UPDATE OF amount_cents, currency, instalments ON pledges
WHEN OLD.amount_cents IS NOT NEW.amount_cents OR OLD.currency IS NOT NEW.currency OR OLD.instalments IS NOT NEW.instalments
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'pledges', NEW.id, 'amount', json_object('amount_cents', OLD.amount_cents, 'currency', OLD.currency, 'instalments', OLD.instalments), json_object('amount_cents', NEW.amount_cents, 'currency', NEW.currency, 'instalments', NEW.instalments));
END;
--> statement-breakpoint
CREATE TRIGGER journal_pledges_dates AFTER UPDATE OF pledged_at, due_date ON pledges
WHEN OLD.pledged_at IS NOT NEW.pledged_at OR OLD.due_date IS NOT NEW.due_date
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'pledges', NEW.id, 'dates', json_object('pledged_at', OLD.pledged_at, 'due_date', OLD.due_date), json_object('pledged_at', NEW.pledged_at, 'due_date', NEW.due_date));
END;
--> statement-breakpoint
CREATE TRIGGER journal_pledges_status AFTER UPDATE OF status ON pledges
WHEN OLD.status IS NOT NEW.status
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'pledges', NEW.id, 'status', json_object('status', OLD.status), json_object('status', NEW.status));
END;
--> statement-breakpoint
CREATE TRIGGER journal_pledges_deleted AFTER UPDATE OF deleted_at ON pledges
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'pledges', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_pledge_payments_origin BEFORE UPDATE OF id, created_group ON pledge_payments
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_pledge_payments_removed AFTER DELETE ON pledge_payments
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'pledge_payments', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'pledge_id', OLD.pledge_id, 'transaction_id', OLD.transaction_id, 'amount_cents', OLD.amount_cents, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_pledge_payments_value AFTER UPDATE OF pledge_id, transaction_id, amount_cents ON pledge_payments
WHEN OLD.pledge_id IS NOT NEW.pledge_id OR OLD.transaction_id IS NOT NEW.transaction_id OR OLD.amount_cents IS NOT NEW.amount_cents
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'pledge_payments', NEW.id, 'value', json_object('pledge_id', OLD.pledge_id, 'transaction_id', OLD.transaction_id, 'amount_cents', OLD.amount_cents), json_object('pledge_id', NEW.pledge_id, 'transaction_id', NEW.transaction_id, 'amount_cents', NEW.amount_cents));
END;
--> statement-breakpoint
CREATE TRIGGER journal_pledge_payments_deleted AFTER UPDATE OF deleted_at ON pledge_payments
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'pledge_payments', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_acknowledgments_origin BEFORE UPDATE OF id, created_group ON acknowledgments
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_acknowledgments_removed AFTER DELETE ON acknowledgments
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'acknowledgments', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'contact_id', OLD.contact_id, 'transaction_id', OLD.transaction_id, 'status', OLD.status, 'method', OLD.method, 'sent_at', OLD.sent_at, 'sent_by', OLD.sent_by, 'template', OLD.template, 'address_used', OLD.address_used, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_acknowledgments_owner AFTER UPDATE OF contact_id, transaction_id ON acknowledgments
WHEN OLD.contact_id IS NOT NEW.contact_id OR OLD.transaction_id IS NOT NEW.transaction_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'acknowledgments', NEW.id, 'owner', json_object('contact_id', OLD.contact_id, 'transaction_id', OLD.transaction_id), json_object('contact_id', NEW.contact_id, 'transaction_id', NEW.transaction_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_acknowledgments_status AFTER UPDATE OF status, method, sent_at, sent_by, template, address_used ON acknowledgments
WHEN OLD.status IS NOT NEW.status OR OLD.method IS NOT NEW.method OR OLD.sent_at IS NOT NEW.sent_at OR OLD.sent_by IS NOT NEW.sent_by OR OLD.template IS NOT NEW.template OR OLD.address_used IS NOT NEW.address_used
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'acknowledgments', NEW.id, 'status', json_object('status', OLD.status, 'method', OLD.method, 'sent_at', OLD.sent_at, 'sent_by', OLD.sent_by, 'template', OLD.template, 'address_used', OLD.address_used), json_object('status', NEW.status, 'method', NEW.method, 'sent_at', NEW.sent_at, 'sent_by', NEW.sent_by, 'template', NEW.template, 'address_used', NEW.address_used));
END;
--> statement-breakpoint
CREATE TRIGGER journal_acknowledgments_deleted AFTER UPDATE OF deleted_at ON acknowledgments
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'acknowledgments', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER append_only_journal_changes_update BEFORE UPDATE ON journal_changes
BEGIN
  SELECT RAISE(ABORT, 'journal: history is never rewritten');
END;
--> statement-breakpoint
CREATE TRIGGER append_only_journal_changes_delete BEFORE DELETE ON journal_changes
BEGIN
  SELECT RAISE(ABORT, 'journal: history is never rewritten');
END;
--> statement-breakpoint
CREATE TRIGGER append_only_subscription_audit_update BEFORE UPDATE ON subscription_audit
BEGIN
  SELECT RAISE(ABORT, 'journal: history is never rewritten');
END;
--> statement-breakpoint
CREATE TRIGGER append_only_subscription_audit_delete BEFORE DELETE ON subscription_audit
BEGIN
  SELECT RAISE(ABORT, 'journal: history is never rewritten');
END;
--> statement-breakpoint
CREATE TRIGGER append_only_change_groups_update BEFORE UPDATE OF seq, id, at, who, origin, title, batch_id, undoes_group ON change_groups
BEGIN
  SELECT RAISE(ABORT, 'journal: history is never rewritten');
END;
--> statement-breakpoint
CREATE TRIGGER append_only_change_groups_contact BEFORE UPDATE OF contact_id ON change_groups WHEN OLD.contact_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'journal: history is never rewritten');
END;
--> statement-breakpoint
CREATE TRIGGER append_only_change_groups_delete BEFORE DELETE ON change_groups
BEGIN
  SELECT RAISE(ABORT, 'journal: history is never rewritten');
END;
--> statement-breakpoint
CREATE VIEW changes AS
SELECT group_seq, table_name, row_id, unit, base_value, new_value FROM journal_changes
UNION ALL
SELECT created_group AS group_seq, 'contacts' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM contacts
UNION ALL
SELECT created_group AS group_seq, 'contact_emails' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM contact_emails
UNION ALL
SELECT created_group AS group_seq, 'contact_phones' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM contact_phones
UNION ALL
SELECT created_group AS group_seq, 'contact_addresses' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM contact_addresses
UNION ALL
SELECT created_group AS group_seq, 'contact_external_ids' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM contact_external_ids
UNION ALL
SELECT created_group AS group_seq, 'households' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM households
UNION ALL
SELECT created_group AS group_seq, 'tags' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM tags
UNION ALL
SELECT created_group AS group_seq, 'contact_tags' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM contact_tags
UNION ALL
SELECT created_group AS group_seq, 'contact_notes' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM contact_notes
UNION ALL
SELECT created_group AS group_seq, 'contact_roles' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM contact_roles
UNION ALL
SELECT created_group AS group_seq, 'products' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM products
UNION ALL
SELECT created_group AS group_seq, 'contact_products' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM contact_products
UNION ALL
SELECT created_group AS group_seq, 'subscriptions' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM subscriptions
UNION ALL
SELECT created_group AS group_seq, 'transactions' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM transactions
UNION ALL
SELECT created_group AS group_seq, 'pledges' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM pledges
UNION ALL
SELECT created_group AS group_seq, 'pledge_payments' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM pledge_payments
UNION ALL
SELECT created_group AS group_seq, 'acknowledgments' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM acknowledgments;
--> statement-breakpoint
CREATE VIEW audit_log AS
SELECT g.at, g.who, g.origin, g.title, c.table_name, c.row_id, c.unit, c.base_value AS before, c.new_value AS after, g.seq AS group_seq
FROM change_groups g JOIN changes c ON c.group_seq = g.seq;
--> statement-breakpoint
CREATE VIEW import_changes AS
SELECT g.batch_id, c.table_name, c.row_id, c.unit AS field, c.base_value AS old, c.new_value AS new, g.seq AS group_seq
FROM change_groups g JOIN changes c ON c.group_seq = g.seq WHERE g.batch_id IS NOT NULL;
--> statement-breakpoint
CREATE VIEW outbox AS
SELECT g.id AS group_id, g.seq AS group_seq, g.origin, g.base_snapshot, c.table_name, c.row_id, c.unit, c.base_value, c.new_value
FROM change_groups g JOIN changes c ON c.group_seq = g.seq WHERE g.state = 'waiting';

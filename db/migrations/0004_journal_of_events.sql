DROP TRIGGER journal_contact_emails_removed;
--> statement-breakpoint
CREATE TRIGGER journal_contact_emails_removed AFTER DELETE ON contact_emails
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'contact_emails', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'email', OLD.email, 'type', OLD.type, 'source_system', OLD.source_system, 'is_primary', OLD.is_primary, 'is_verified', OLD.is_verified, 'is_shared', OLD.is_shared, 'state', OLD.state, 'state_at', OLD.state_at, 'state_by', OLD.state_by, 'state_note', OLD.state_note, 'contact_id', OLD.contact_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_emails_state AFTER UPDATE OF state, state_at, state_by, state_note ON contact_emails
WHEN OLD.state IS NOT NEW.state OR OLD.state_at IS NOT NEW.state_at OR OLD.state_by IS NOT NEW.state_by OR OLD.state_note IS NOT NEW.state_note
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_emails', NEW.id, 'state', json_object('state', OLD.state, 'state_at', OLD.state_at, 'state_by', OLD.state_by, 'state_note', OLD.state_note), json_object('state', NEW.state, 'state_at', NEW.state_at, 'state_by', NEW.state_by, 'state_note', NEW.state_note));
END;
--> statement-breakpoint
DROP TRIGGER journal_contact_phones_removed;
--> statement-breakpoint
CREATE TRIGGER journal_contact_phones_removed AFTER DELETE ON contact_phones
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'contact_phones', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'phone', OLD.phone, 'phone_e164', OLD.phone_e164, 'type', OLD.type, 'source_system', OLD.source_system, 'is_primary', OLD.is_primary, 'state', OLD.state, 'state_at', OLD.state_at, 'state_by', OLD.state_by, 'state_note', OLD.state_note, 'contact_id', OLD.contact_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_contact_phones_state AFTER UPDATE OF state, state_at, state_by, state_note ON contact_phones
WHEN OLD.state IS NOT NEW.state OR OLD.state_at IS NOT NEW.state_at OR OLD.state_by IS NOT NEW.state_by OR OLD.state_note IS NOT NEW.state_note
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'contact_phones', NEW.id, 'state', json_object('state', OLD.state, 'state_at', OLD.state_at, 'state_by', OLD.state_by, 'state_note', OLD.state_note), json_object('state', NEW.state, 'state_at', NEW.state_at, 'state_by', NEW.state_by, 'state_note', NEW.state_note));
END;
--> statement-breakpoint
DROP TRIGGER journal_subscriptions_removed;
--> statement-breakpoint
CREATE TRIGGER journal_subscriptions_removed AFTER DELETE ON subscriptions
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'subscriptions', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'contact_id', OLD.contact_id, 'product_id', OLD.product_id, 'status', OLD.status, 'cancelled_at', OLD.cancelled_at, 'ends_with_period', OLD.ends_with_period, 'amount_cents', OLD.amount_cents, 'currency', OLD.currency, 'billing_cycle', OLD.billing_cycle, 'started_at', OLD.started_at, 'current_period_end', OLD.current_period_end, 'source_system', OLD.source_system, 'external_subscription_id', OLD.external_subscription_id, 'missing_from_export_since', OLD.missing_from_export_since, 'reconciliation', OLD.reconciliation, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
DROP TRIGGER journal_subscriptions_status;
--> statement-breakpoint
CREATE TRIGGER journal_subscriptions_status AFTER UPDATE OF status, cancelled_at, ends_with_period ON subscriptions
WHEN OLD.status IS NOT NEW.status OR OLD.cancelled_at IS NOT NEW.cancelled_at OR OLD.ends_with_period IS NOT NEW.ends_with_period
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'subscriptions', NEW.id, 'status', json_object('status', OLD.status, 'cancelled_at', OLD.cancelled_at, 'ends_with_period', OLD.ends_with_period), json_object('status', NEW.status, 'cancelled_at', NEW.cancelled_at, 'ends_with_period', NEW.ends_with_period));
END;
--> statement-breakpoint
DROP TRIGGER journal_transactions_removed;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_removed AFTER DELETE ON transactions
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'transactions', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'contact_id', OLD.contact_id, 'product_id', OLD.product_id, 'campaign_id', OLD.campaign_id, 'transaction_date', OLD.transaction_date, 'transaction_type', OLD.transaction_type, 'is_donation', OLD.is_donation, 'status', OLD.status, 'amount_cents', OLD.amount_cents, 'fee_cents', OLD.fee_cents, 'currency', OLD.currency, 'payment_method', OLD.payment_method, 'payment_provider', OLD.payment_provider, 'source_system', OLD.source_system, 'external_transaction_id', OLD.external_transaction_id, 'external_order_id', OLD.external_order_id, 'provider_payment_id', OLD.provider_payment_id, 'refund_of_external_id', OLD.refund_of_external_id, 'quickbooks_invoice_num', OLD.quickbooks_invoice_num, 'same_payment_as_id', OLD.same_payment_as_id, 'same_payment_why', OLD.same_payment_why, 'same_payment_cut', OLD.same_payment_cut, 'memo', OLD.memo, 'raw_source', OLD.raw_source, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
DROP TRIGGER journal_transactions_payment_method;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_payment_method AFTER UPDATE OF payment_method, payment_provider ON transactions
WHEN OLD.payment_method IS NOT NEW.payment_method OR OLD.payment_provider IS NOT NEW.payment_provider
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'payment_method', json_object('payment_method', OLD.payment_method, 'payment_provider', OLD.payment_provider), json_object('payment_method', NEW.payment_method, 'payment_provider', NEW.payment_provider));
END;
--> statement-breakpoint
DROP TRIGGER journal_transactions_external_id;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_external_id AFTER UPDATE OF source_system, external_transaction_id, external_order_id, provider_payment_id, refund_of_external_id, quickbooks_invoice_num ON transactions
WHEN OLD.source_system IS NOT NEW.source_system OR OLD.external_transaction_id IS NOT NEW.external_transaction_id OR OLD.external_order_id IS NOT NEW.external_order_id OR OLD.provider_payment_id IS NOT NEW.provider_payment_id OR OLD.refund_of_external_id IS NOT NEW.refund_of_external_id OR OLD.quickbooks_invoice_num IS NOT NEW.quickbooks_invoice_num
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'external_id', json_object('source_system', OLD.source_system, 'external_transaction_id', OLD.external_transaction_id, 'external_order_id', OLD.external_order_id, 'provider_payment_id', OLD.provider_payment_id, 'refund_of_external_id', OLD.refund_of_external_id, 'quickbooks_invoice_num', OLD.quickbooks_invoice_num), json_object('source_system', NEW.source_system, 'external_transaction_id', NEW.external_transaction_id, 'external_order_id', NEW.external_order_id, 'provider_payment_id', NEW.provider_payment_id, 'refund_of_external_id', NEW.refund_of_external_id, 'quickbooks_invoice_num', NEW.quickbooks_invoice_num));
END;
--> statement-breakpoint
CREATE TRIGGER journal_transactions_same_payment AFTER UPDATE OF same_payment_as_id, same_payment_why, same_payment_cut ON transactions
WHEN OLD.same_payment_as_id IS NOT NEW.same_payment_as_id OR OLD.same_payment_why IS NOT NEW.same_payment_why OR OLD.same_payment_cut IS NOT NEW.same_payment_cut
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'transactions', NEW.id, 'same_payment', json_object('same_payment_as_id', OLD.same_payment_as_id, 'same_payment_why', OLD.same_payment_why, 'same_payment_cut', OLD.same_payment_cut), json_object('same_payment_as_id', NEW.same_payment_as_id, 'same_payment_why', NEW.same_payment_why, 'same_payment_cut', NEW.same_payment_cut));
END;
--> statement-breakpoint
CREATE TRIGGER guard_duplicate_verdicts_origin BEFORE UPDATE OF id, created_group ON duplicate_verdicts
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_duplicate_verdicts_removed AFTER DELETE ON duplicate_verdicts
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'duplicate_verdicts', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'contact_a_id', OLD.contact_a_id, 'contact_b_id', OLD.contact_b_id, 'verdict', OLD.verdict, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_duplicate_verdicts_value AFTER UPDATE OF contact_a_id, contact_b_id, verdict ON duplicate_verdicts
WHEN OLD.contact_a_id IS NOT NEW.contact_a_id OR OLD.contact_b_id IS NOT NEW.contact_b_id OR OLD.verdict IS NOT NEW.verdict
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'duplicate_verdicts', NEW.id, 'value', json_object('contact_a_id', OLD.contact_a_id, 'contact_b_id', OLD.contact_b_id, 'verdict', OLD.verdict), json_object('contact_a_id', NEW.contact_a_id, 'contact_b_id', NEW.contact_b_id, 'verdict', NEW.verdict));
END;
--> statement-breakpoint
CREATE TRIGGER journal_duplicate_verdicts_deleted AFTER UPDATE OF deleted_at ON duplicate_verdicts
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'duplicate_verdicts', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_erased_keys_origin BEFORE UPDATE OF id, created_group ON erased_keys
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_erased_keys_removed AFTER DELETE ON erased_keys
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'erased_keys', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'kind', OLD.kind, 'hash', OLD.hash, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_erased_keys_value AFTER UPDATE OF kind, hash ON erased_keys
WHEN OLD.kind IS NOT NEW.kind OR OLD.hash IS NOT NEW.hash
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'erased_keys', NEW.id, 'value', json_object('kind', OLD.kind, 'hash', OLD.hash), json_object('kind', NEW.kind, 'hash', NEW.hash));
END;
--> statement-breakpoint
CREATE TRIGGER journal_erased_keys_deleted AFTER UPDATE OF deleted_at ON erased_keys
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'erased_keys', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_venues_origin BEFORE UPDATE OF id, created_group ON venues
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_venues_removed AFTER DELETE ON venues
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'venues', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'name', OLD.name, 'is_active', OLD.is_active, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_venues_name AFTER UPDATE OF name ON venues
WHEN OLD.name IS NOT NEW.name
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'venues', NEW.id, 'name', json_object('name', OLD.name), json_object('name', NEW.name));
END;
--> statement-breakpoint
CREATE TRIGGER journal_venues_is_active AFTER UPDATE OF is_active ON venues
WHEN OLD.is_active IS NOT NEW.is_active
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'venues', NEW.id, 'is_active', json_object('is_active', OLD.is_active), json_object('is_active', NEW.is_active));
END;
--> statement-breakpoint
CREATE TRIGGER journal_venues_deleted AFTER UPDATE OF deleted_at ON venues
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'venues', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_bookings_origin BEFORE UPDATE OF id, created_group ON bookings
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_bookings_removed AFTER DELETE ON bookings
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'bookings', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'contact_id', OLD.contact_id, 'venue_id', OLD.venue_id, 'title', OLD.title, 'status', OLD.status, 'starts_at', OLD.starts_at, 'ends_at', OLD.ends_at, 'setup_minutes', OLD.setup_minutes, 'teardown_minutes', OLD.teardown_minutes, 'quote_cents', OLD.quote_cents, 'deposit_cents', OLD.deposit_cents, 'currency', OLD.currency, 'invoice_number', OLD.invoice_number, 'invoiced_on', OLD.invoiced_on, 'payment_reference', OLD.payment_reference, 'membership_verified', OLD.membership_verified, 'membership_level_at_booking', OLD.membership_level_at_booking, 'membership_override_reason', OLD.membership_override_reason, 'notes', OLD.notes, 'source_system', OLD.source_system, 'external_booking_id', OLD.external_booking_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_bookings_owner AFTER UPDATE OF contact_id ON bookings
WHEN OLD.contact_id IS NOT NEW.contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'bookings', NEW.id, 'owner', json_object('contact_id', OLD.contact_id), json_object('contact_id', NEW.contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_bookings_venue AFTER UPDATE OF venue_id ON bookings
WHEN OLD.venue_id IS NOT NEW.venue_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'bookings', NEW.id, 'venue', json_object('venue_id', OLD.venue_id), json_object('venue_id', NEW.venue_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_bookings_title AFTER UPDATE OF title ON bookings
WHEN OLD.title IS NOT NEW.title
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'bookings', NEW.id, 'title', json_object('title', OLD.title), json_object('title', NEW.title));
END;
--> statement-breakpoint
CREATE TRIGGER journal_bookings_status AFTER UPDATE OF status ON bookings
WHEN OLD.status IS NOT NEW.status
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'bookings', NEW.id, 'status', json_object('status', OLD.status), json_object('status', NEW.status));
END;
--> statement-breakpoint
CREATE TRIGGER journal_bookings_time AFTER UPDATE OF starts_at, ends_at, setup_minutes, teardown_minutes ON bookings
WHEN OLD.starts_at IS NOT NEW.starts_at OR OLD.ends_at IS NOT NEW.ends_at OR OLD.setup_minutes IS NOT NEW.setup_minutes OR OLD.teardown_minutes IS NOT NEW.teardown_minutes
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'bookings', NEW.id, 'time', json_object('starts_at', OLD.starts_at, 'ends_at', OLD.ends_at, 'setup_minutes', OLD.setup_minutes, 'teardown_minutes', OLD.teardown_minutes), json_object('starts_at', NEW.starts_at, 'ends_at', NEW.ends_at, 'setup_minutes', NEW.setup_minutes, 'teardown_minutes', NEW.teardown_minutes));
END;
--> statement-breakpoint
CREATE TRIGGER journal_bookings_money AFTER UPDATE OF quote_cents, deposit_cents, currency ON bookings
WHEN OLD.quote_cents IS NOT NEW.quote_cents OR OLD.deposit_cents IS NOT NEW.deposit_cents OR OLD.currency IS NOT NEW.currency
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'bookings', NEW.id, 'money', json_object('quote_cents', OLD.quote_cents, 'deposit_cents', OLD.deposit_cents, 'currency', OLD.currency), json_object('quote_cents', NEW.quote_cents, 'deposit_cents', NEW.deposit_cents, 'currency', NEW.currency));
END;
--> statement-breakpoint
CREATE TRIGGER journal_bookings_invoice AFTER UPDATE OF invoice_number, invoiced_on, payment_reference ON bookings
WHEN OLD.invoice_number IS NOT NEW.invoice_number OR OLD.invoiced_on IS NOT NEW.invoiced_on OR OLD.payment_reference IS NOT NEW.payment_reference
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'bookings', NEW.id, 'invoice', json_object('invoice_number', OLD.invoice_number, 'invoiced_on', OLD.invoiced_on, 'payment_reference', OLD.payment_reference), json_object('invoice_number', NEW.invoice_number, 'invoiced_on', NEW.invoiced_on, 'payment_reference', NEW.payment_reference));
END;
--> statement-breakpoint
CREATE TRIGGER journal_bookings_membership AFTER UPDATE OF membership_verified, membership_level_at_booking, membership_override_reason ON bookings
WHEN OLD.membership_verified IS NOT NEW.membership_verified OR OLD.membership_level_at_booking IS NOT NEW.membership_level_at_booking OR OLD.membership_override_reason IS NOT NEW.membership_override_reason
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'bookings', NEW.id, 'membership', json_object('membership_verified', OLD.membership_verified, 'membership_level_at_booking', OLD.membership_level_at_booking, 'membership_override_reason', OLD.membership_override_reason), json_object('membership_verified', NEW.membership_verified, 'membership_level_at_booking', NEW.membership_level_at_booking, 'membership_override_reason', NEW.membership_override_reason));
END;
--> statement-breakpoint
CREATE TRIGGER journal_bookings_notes AFTER UPDATE OF notes ON bookings
WHEN OLD.notes IS NOT NEW.notes
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'bookings', NEW.id, 'notes', json_object('notes', OLD.notes), json_object('notes', NEW.notes));
END;
--> statement-breakpoint
CREATE TRIGGER journal_bookings_external_id AFTER UPDATE OF source_system, external_booking_id ON bookings
WHEN OLD.source_system IS NOT NEW.source_system OR OLD.external_booking_id IS NOT NEW.external_booking_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'bookings', NEW.id, 'external_id', json_object('source_system', OLD.source_system, 'external_booking_id', OLD.external_booking_id), json_object('source_system', NEW.source_system, 'external_booking_id', NEW.external_booking_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_bookings_deleted AFTER UPDATE OF deleted_at ON bookings
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'bookings', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_events_origin BEFORE UPDATE OF id, created_group ON events
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_events_removed AFTER DELETE ON events
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'events', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'name', OLD.name, 'normalized_name', OLD.normalized_name, 'venue_id', OLD.venue_id, 'starts_at', OLD.starts_at, 'ends_at', OLD.ends_at, 'source_system', OLD.source_system, 'external_event_id', OLD.external_event_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_events_name AFTER UPDATE OF name, normalized_name ON events
WHEN OLD.name IS NOT NEW.name OR OLD.normalized_name IS NOT NEW.normalized_name
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'events', NEW.id, 'name', json_object('name', OLD.name, 'normalized_name', OLD.normalized_name), json_object('name', NEW.name, 'normalized_name', NEW.normalized_name));
END;
--> statement-breakpoint
CREATE TRIGGER journal_events_venue AFTER UPDATE OF venue_id ON events
WHEN OLD.venue_id IS NOT NEW.venue_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'events', NEW.id, 'venue', json_object('venue_id', OLD.venue_id), json_object('venue_id', NEW.venue_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_events_time AFTER UPDATE OF starts_at, ends_at ON events
WHEN OLD.starts_at IS NOT NEW.starts_at OR OLD.ends_at IS NOT NEW.ends_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'events', NEW.id, 'time', json_object('starts_at', OLD.starts_at, 'ends_at', OLD.ends_at), json_object('starts_at', NEW.starts_at, 'ends_at', NEW.ends_at));
END;
--> statement-breakpoint
CREATE TRIGGER journal_events_external_id AFTER UPDATE OF source_system, external_event_id ON events
WHEN OLD.source_system IS NOT NEW.source_system OR OLD.external_event_id IS NOT NEW.external_event_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'events', NEW.id, 'external_id', json_object('source_system', OLD.source_system, 'external_event_id', OLD.external_event_id), json_object('source_system', NEW.source_system, 'external_event_id', NEW.external_event_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_events_deleted AFTER UPDATE OF deleted_at ON events
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'events', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
CREATE TRIGGER guard_event_registrations_origin BEFORE UPDATE OF id, created_group ON event_registrations
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;
--> statement-breakpoint
CREATE TRIGGER journal_event_registrations_removed AFTER DELETE ON event_registrations
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'event_registrations', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'contact_id', OLD.contact_id, 'event_id', OLD.event_id, 'transaction_id', OLD.transaction_id, 'ticket_type', OLD.ticket_type, 'status', OLD.status, 'checked_in_at', OLD.checked_in_at, 'source_system', OLD.source_system, 'external_order_id', OLD.external_order_id, 'external_ticket_id', OLD.external_ticket_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_event_registrations_owner AFTER UPDATE OF contact_id ON event_registrations
WHEN OLD.contact_id IS NOT NEW.contact_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'event_registrations', NEW.id, 'owner', json_object('contact_id', OLD.contact_id), json_object('contact_id', NEW.contact_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_event_registrations_event AFTER UPDATE OF event_id ON event_registrations
WHEN OLD.event_id IS NOT NEW.event_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'event_registrations', NEW.id, 'event', json_object('event_id', OLD.event_id), json_object('event_id', NEW.event_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_event_registrations_payment AFTER UPDATE OF transaction_id ON event_registrations
WHEN OLD.transaction_id IS NOT NEW.transaction_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'event_registrations', NEW.id, 'payment', json_object('transaction_id', OLD.transaction_id), json_object('transaction_id', NEW.transaction_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_event_registrations_ticket_type AFTER UPDATE OF ticket_type ON event_registrations
WHEN OLD.ticket_type IS NOT NEW.ticket_type
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'event_registrations', NEW.id, 'ticket_type', json_object('ticket_type', OLD.ticket_type), json_object('ticket_type', NEW.ticket_type));
END;
--> statement-breakpoint
CREATE TRIGGER journal_event_registrations_status AFTER UPDATE OF status ON event_registrations
WHEN OLD.status IS NOT NEW.status
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'event_registrations', NEW.id, 'status', json_object('status', OLD.status), json_object('status', NEW.status));
END;
--> statement-breakpoint
CREATE TRIGGER journal_event_registrations_checked_in AFTER UPDATE OF checked_in_at ON event_registrations
WHEN OLD.checked_in_at IS NOT NEW.checked_in_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'event_registrations', NEW.id, 'checked_in', json_object('checked_in_at', OLD.checked_in_at), json_object('checked_in_at', NEW.checked_in_at));
END;
--> statement-breakpoint
CREATE TRIGGER journal_event_registrations_external_id AFTER UPDATE OF source_system, external_order_id, external_ticket_id ON event_registrations
WHEN OLD.source_system IS NOT NEW.source_system OR OLD.external_order_id IS NOT NEW.external_order_id OR OLD.external_ticket_id IS NOT NEW.external_ticket_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'event_registrations', NEW.id, 'external_id', json_object('source_system', OLD.source_system, 'external_order_id', OLD.external_order_id, 'external_ticket_id', OLD.external_ticket_id), json_object('source_system', NEW.source_system, 'external_order_id', NEW.external_order_id, 'external_ticket_id', NEW.external_ticket_id));
END;
--> statement-breakpoint
CREATE TRIGGER journal_event_registrations_deleted AFTER UPDATE OF deleted_at ON event_registrations
WHEN OLD.deleted_at IS NOT NEW.deleted_at
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'event_registrations', NEW.id, 'deleted', json_object('deleted_at', OLD.deleted_at), json_object('deleted_at', NEW.deleted_at));
END;
--> statement-breakpoint
DROP VIEW changes;
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
SELECT created_group AS group_seq, 'acknowledgments' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM acknowledgments
UNION ALL
SELECT created_group AS group_seq, 'duplicate_verdicts' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM duplicate_verdicts
UNION ALL
SELECT created_group AS group_seq, 'erased_keys' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM erased_keys
UNION ALL
SELECT created_group AS group_seq, 'venues' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM venues
UNION ALL
SELECT created_group AS group_seq, 'bookings' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM bookings
UNION ALL
SELECT created_group AS group_seq, 'events' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM events
UNION ALL
SELECT created_group AS group_seq, 'event_registrations' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM event_registrations;

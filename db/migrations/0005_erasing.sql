DROP TRIGGER append_only_journal_changes_delete;
--> statement-breakpoint
CREATE TRIGGER append_only_journal_changes_delete BEFORE DELETE ON journal_changes WHEN NOT EXISTS (SELECT 1 FROM open_group o JOIN change_groups g ON g.seq = o.seq AND g.origin = 'erasure')
BEGIN
  SELECT RAISE(ABORT, 'journal: history is never rewritten');
END;
--> statement-breakpoint
DROP TRIGGER append_only_subscription_audit_update;
--> statement-breakpoint
CREATE TRIGGER append_only_subscription_audit_update BEFORE UPDATE OF seq, contact_id, old_subscribed, new_subscribed, who, at, group_seq ON subscription_audit
BEGIN
  SELECT RAISE(ABORT, 'journal: history is never rewritten');
END;
--> statement-breakpoint
CREATE TRIGGER append_only_subscription_audit_why BEFORE UPDATE OF why ON subscription_audit WHEN NOT EXISTS (SELECT 1 FROM open_group o JOIN change_groups g ON g.seq = o.seq AND g.origin = 'erasure')
BEGIN
  SELECT RAISE(ABORT, 'journal: history is never rewritten');
END;
--> statement-breakpoint
DROP TRIGGER append_only_change_groups_update;
--> statement-breakpoint
CREATE TRIGGER append_only_change_groups_update BEFORE UPDATE OF seq, id, at, who, origin, batch_id, undoes_group ON change_groups
BEGIN
  SELECT RAISE(ABORT, 'journal: history is never rewritten');
END;
--> statement-breakpoint
CREATE TRIGGER append_only_change_groups_title BEFORE UPDATE OF title ON change_groups WHEN NOT EXISTS (SELECT 1 FROM open_group o JOIN change_groups g ON g.seq = o.seq AND g.origin = 'erasure')
BEGIN
  SELECT RAISE(ABORT, 'journal: history is never rewritten');
END;

DROP INDEX `transactions_contact`;--> statement-breakpoint
DROP INDEX `transactions_product`;--> statement-breakpoint
DROP INDEX `transactions_figures`;--> statement-breakpoint
CREATE INDEX `transactions_contact` ON `transactions` (`contact_id`,`transaction_date`,`status`,`amount_cents`,`deleted_at`,`same_payment_as_id`,`currency`);--> statement-breakpoint
CREATE INDEX `transactions_product` ON `transactions` (`product_id`,`transaction_date`,`status`,`amount_cents`,`deleted_at`,`same_payment_as_id`,`currency`);--> statement-breakpoint
CREATE INDEX `transactions_figures` ON `transactions` (`transaction_type`,`status`,`currency`,`transaction_date`,`amount_cents`,`source_system`) WHERE deleted_at is null and same_payment_as_id is null;--> statement-breakpoint
ALTER TABLE `tags` ADD `merged_into_id` text REFERENCES tags(id);--> statement-breakpoint
CREATE INDEX `tags_merged_into` ON `tags` (`merged_into_id`) WHERE merged_into_id is not null;--> statement-breakpoint
ALTER TABLE `import_batches` ADD `sheet_name` text;--> statement-breakpoint
DROP TRIGGER journal_tags_removed;
--> statement-breakpoint
CREATE TRIGGER journal_tags_removed AFTER DELETE ON tags
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, 'tags', OLD.id, '*', json_object('id', OLD.id, 'created_at', OLD.created_at, 'updated_at', OLD.updated_at, 'updated_by', OLD.updated_by, 'created_group', OLD.created_group, 'name', OLD.name, 'merged_into_id', OLD.merged_into_id, 'deleted_at', OLD.deleted_at), NULL FROM open_group WHERE keeps_removed_rows = 1;
END;
--> statement-breakpoint
CREATE TRIGGER journal_tags_merged_into AFTER UPDATE OF merged_into_id ON tags
WHEN OLD.merged_into_id IS NOT NEW.merged_into_id
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES ((SELECT seq FROM open_group), 'tags', NEW.id, 'merged_into', json_object('merged_into_id', OLD.merged_into_id), json_object('merged_into_id', NEW.merged_into_id));
END;

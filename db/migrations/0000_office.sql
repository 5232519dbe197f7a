CREATE TABLE `contact_addresses` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`line_1` text,
	`line_2` text,
	`city` text,
	`state` text,
	`postal_code` text,
	`country` text,
	`type` text NOT NULL,
	`is_primary` integer DEFAULT 0 NOT NULL,
	`is_mailing` integer DEFAULT 0 NOT NULL,
	`is_verified` integer DEFAULT 0 NOT NULL,
	`returned_at` text,
	`source_system` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_addresses_one_primary` ON `contact_addresses` (`contact_id`,case when is_primary = 1 and deleted_at is null then '' else id end);--> statement-breakpoint
CREATE TABLE `contact_emails` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`email` text NOT NULL,
	`type` text,
	`is_primary` integer DEFAULT 0 NOT NULL,
	`is_verified` integer DEFAULT 0 NOT NULL,
	`is_shared` integer DEFAULT 0 NOT NULL,
	`source_system` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_emails_one_owner` ON `contact_emails` ("email" collate nocase) WHERE deleted_at is null and is_shared = 0;--> statement-breakpoint
CREATE INDEX `contact_emails_shared` ON `contact_emails` ("email" collate nocase) WHERE deleted_at is null and is_shared = 1;--> statement-breakpoint
CREATE UNIQUE INDEX `contact_emails_one_primary` ON `contact_emails` (`contact_id`,case when is_primary = 1 and deleted_at is null then '' else id end);--> statement-breakpoint
CREATE TABLE `contact_external_ids` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`system` text NOT NULL,
	`kind` text NOT NULL,
	`external_id` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_external_ids_one_owner` ON `contact_external_ids` (`external_id`,`system`,`kind`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `contact_external_ids_contact` ON `contact_external_ids` (`contact_id`);--> statement-breakpoint
CREATE TABLE `contact_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`text` text NOT NULL,
	`is_pinned` integer DEFAULT 0 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `contact_notes_contact` ON `contact_notes` (`contact_id`);--> statement-breakpoint
CREATE TABLE `contact_phones` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`phone` text NOT NULL,
	`phone_e164` text,
	`type` text NOT NULL,
	`is_primary` integer DEFAULT 0 NOT NULL,
	`source_system` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `contact_phones_e164` ON `contact_phones` (`phone_e164`) WHERE deleted_at is null and phone_e164 is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `contact_phones_one_primary` ON `contact_phones` (`contact_id`,case when is_primary = 1 and deleted_at is null then '' else id end);--> statement-breakpoint
CREATE TABLE `contact_roles` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`role` text NOT NULL,
	`started_at` text,
	`ended_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `contact_roles_contact` ON `contact_roles` (`contact_id`);--> statement-breakpoint
CREATE TABLE `contact_tags` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`tag_id` text NOT NULL,
	`source_system` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tag_id`) REFERENCES `tags`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_tags_once` ON `contact_tags` (`contact_id`,`tag_id`);--> statement-breakpoint
CREATE INDEX `contact_tags_tag` ON `contact_tags` (`tag_id`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`first_name` text,
	`last_name` text,
	`name_source` text,
	`full_name` text NOT NULL,
	`sort_name` text NOT NULL,
	`business_name` text,
	`business_name_source` text,
	`household_id` text,
	`source_system` text NOT NULL,
	`email` text,
	`phone` text,
	`email_subscribed` integer DEFAULT 0 NOT NULL,
	`consent_date` text,
	`consent_source` text,
	`consent_method` text,
	`legal_basis` text,
	`unsubscribe_date` text,
	`lock_level` text DEFAULT 'UNLOCKED' NOT NULL,
	`lock_reason` text,
	`subscription_protected` integer DEFAULT 0 NOT NULL,
	`subscription_protected_reason` text,
	`do_not_call` integer DEFAULT 0 NOT NULL,
	`do_not_mail` integer DEFAULT 0 NOT NULL,
	`deceased` integer DEFAULT 0 NOT NULL,
	`birth_date` text,
	`birth_date_source` text,
	`preferred_mailing_address_id` text,
	`merged_into_id` text,
	`touched_group` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `contacts_id` ON `contacts` (`id`);--> statement-breakpoint
CREATE INDEX `contacts_sort_name` ON `contacts` (`sort_name`) WHERE deleted_at is null and merged_into_id is null;--> statement-breakpoint
CREATE INDEX `contacts_live` ON `contacts` (`lock_level`,`email_subscribed`,`source_system`) WHERE deleted_at is null and merged_into_id is null;--> statement-breakpoint
CREATE INDEX `contacts_touched_group` ON `contacts` (`touched_group`);--> statement-breakpoint
CREATE INDEX `contacts_household` ON `contacts` (`household_id`) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX `contacts_merged_into` ON `contacts` (`merged_into_id`) WHERE merged_into_id is not null;--> statement-breakpoint
CREATE TABLE `households` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`salutation` text,
	`mailing_contact_id` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `tags` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `tags_one_name` ON `tags` ("name" collate nocase) WHERE deleted_at is null;--> statement-breakpoint
CREATE TABLE `acknowledgments` (
	`id` text PRIMARY KEY NOT NULL,
	`transaction_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`status` text NOT NULL,
	`method` text,
	`sent_at` text,
	`sent_by` text,
	`template` text,
	`address_used` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`transaction_id`) REFERENCES `transactions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `acknowledgments_transaction` ON `acknowledgments` (`transaction_id`);--> statement-breakpoint
CREATE INDEX `acknowledgments_contact` ON `acknowledgments` (`contact_id`);--> statement-breakpoint
CREATE TABLE `contact_products` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`product_id` text NOT NULL,
	`since` text,
	`source_system` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `contact_products_once` ON `contact_products` (`contact_id`,`product_id`);--> statement-breakpoint
CREATE INDEX `contact_products_product` ON `contact_products` (`product_id`);--> statement-breakpoint
CREATE TABLE `pledge_payments` (
	`id` text PRIMARY KEY NOT NULL,
	`pledge_id` text NOT NULL,
	`transaction_id` text NOT NULL,
	`amount_cents` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`pledge_id`) REFERENCES `pledges`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`transaction_id`) REFERENCES `transactions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `pledge_payments_pledge` ON `pledge_payments` (`pledge_id`);--> statement-breakpoint
CREATE INDEX `pledge_payments_transaction` ON `pledge_payments` (`transaction_id`);--> statement-breakpoint
CREATE TABLE `pledges` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`campaign_id` text,
	`amount_cents` integer NOT NULL,
	`currency` text NOT NULL,
	`pledged_at` text NOT NULL,
	`due_date` text,
	`instalments` integer DEFAULT 1 NOT NULL,
	`status` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `pledges_contact` ON `pledges` (`contact_id`);--> statement-breakpoint
CREATE TABLE `products` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`normalized_name` text NOT NULL,
	`product_type` text NOT NULL,
	`kajabi_offer_id` text,
	`membership_type` text,
	`membership_level` text,
	`rental_dates_allowed` integer,
	`rental_priority` integer,
	`course_type` text,
	`duration_hours` integer,
	`max_participants` integer,
	`is_active` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `products_normalized_name` ON `products` (`normalized_name`);--> statement-breakpoint
CREATE UNIQUE INDEX `products_one_offer` ON `products` (`kajabi_offer_id`) WHERE deleted_at is null and kajabi_offer_id is not null;--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`product_id` text,
	`status` text NOT NULL,
	`amount_cents` integer NOT NULL,
	`currency` text NOT NULL,
	`billing_cycle` text,
	`started_at` text,
	`current_period_end` text,
	`cancelled_at` text,
	`source_system` text NOT NULL,
	`external_subscription_id` text,
	`missing_from_export_since` text,
	`reconciliation` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `subscriptions_one_external` ON `subscriptions` (`source_system`,`external_subscription_id`) WHERE deleted_at is null and external_subscription_id is not null;--> statement-breakpoint
CREATE INDEX `subscriptions_contact` ON `subscriptions` (`contact_id`);--> statement-breakpoint
CREATE INDEX `subscriptions_product` ON `subscriptions` (`product_id`);--> statement-breakpoint
CREATE INDEX `subscriptions_live` ON `subscriptions` (`status`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `subscriptions_missing` ON `subscriptions` (`missing_from_export_since`) WHERE missing_from_export_since is not null;--> statement-breakpoint
CREATE TABLE `transactions` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text,
	`product_id` text,
	`campaign_id` text,
	`transaction_date` text NOT NULL,
	`transaction_type` text NOT NULL,
	`status` text NOT NULL,
	`amount_cents` integer NOT NULL,
	`fee_cents` integer,
	`currency` text NOT NULL,
	`payment_method` text,
	`is_donation` integer DEFAULT 0 NOT NULL,
	`source_system` text NOT NULL,
	`external_transaction_id` text NOT NULL,
	`external_order_id` text,
	`quickbooks_invoice_num` text,
	`memo` text,
	`raw_source` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `products`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `transactions_one_external` ON `transactions` (`external_transaction_id`,`source_system`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `transactions_contact` ON `transactions` (`contact_id`,`transaction_date`,`status`,`amount_cents`,`deleted_at`);--> statement-breakpoint
CREATE INDEX `transactions_date` ON `transactions` (`transaction_date`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `transactions_product` ON `transactions` (`product_id`,`transaction_date`,`status`,`amount_cents`,`deleted_at`);--> statement-breakpoint
CREATE INDEX `transactions_figures` ON `transactions` (`transaction_type`,`status`,`transaction_date`,`amount_cents`,`source_system`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `transactions_memo` ON `transactions` (`memo`) WHERE memo is not null;--> statement-breakpoint
CREATE INDEX `transactions_order` ON `transactions` (`external_order_id`) WHERE external_order_id is not null;--> statement-breakpoint
CREATE TABLE `change_groups` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`at` text NOT NULL,
	`who` text NOT NULL,
	`origin` text NOT NULL,
	`title` text NOT NULL,
	`contact_id` text,
	`batch_id` text,
	`base_snapshot` text,
	`state` text DEFAULT 'waiting' NOT NULL,
	`undoes_group` integer,
	`undone_at` text,
	`undone_by_group` integer,
	`last_id` text,
	`change_count` integer DEFAULT 0 NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `change_groups_id` ON `change_groups` (`id`);--> statement-breakpoint
CREATE INDEX `change_groups_contact` ON `change_groups` (`contact_id`);--> statement-breakpoint
CREATE INDEX `change_groups_batch` ON `change_groups` (`batch_id`);--> statement-breakpoint
CREATE TABLE `journal_changes` (
	`seq` integer PRIMARY KEY NOT NULL,
	`group_seq` integer NOT NULL,
	`table_name` text NOT NULL,
	`row_id` text NOT NULL,
	`unit` text NOT NULL,
	`base_value` text,
	`new_value` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `journal_changes_group` ON `journal_changes` (`group_seq`);--> statement-breakpoint
CREATE INDEX `journal_changes_row` ON `journal_changes` (`row_id`);--> statement-breakpoint
CREATE TABLE `open_group` (
	`one` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`keeps_removed_rows` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `import_batches` (
	`id` text PRIMARY KEY NOT NULL,
	`group_seq` integer NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`source` text NOT NULL,
	`opt_in` text,
	`imported_at` text NOT NULL,
	`imported_by` text NOT NULL,
	`report` text NOT NULL,
	`undone_at` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_batches_sha256` ON `import_batches` (`sha256`);--> statement-breakpoint
CREATE INDEX `import_batches_group` ON `import_batches` (`group_seq`);--> statement-breakpoint
CREATE TABLE `import_conflicts` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`field` text NOT NULL,
	`current_value` text,
	`current_source` text NOT NULL,
	`incoming_value` text,
	`incoming_source` text NOT NULL,
	`incoming_data` text NOT NULL,
	`incoming_key` text NOT NULL,
	`rule` text NOT NULL,
	`status` text DEFAULT 'open' NOT NULL,
	`batch_id` text,
	`group_seq` integer NOT NULL,
	`created_at` text NOT NULL,
	`resolved_at` text,
	`resolved_by` text,
	`resolved_group` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `import_conflicts_once` ON `import_conflicts` (`contact_id`,`field`,`incoming_source`,`incoming_key`);--> statement-breakpoint
CREATE INDEX `import_conflicts_open` ON `import_conflicts` (`created_at`) WHERE status = 'open';--> statement-breakpoint
CREATE INDEX `import_conflicts_group` ON `import_conflicts` (`group_seq`);--> statement-breakpoint
CREATE INDEX `import_conflicts_resolved` ON `import_conflicts` (`resolved_group`) WHERE resolved_group is not null;--> statement-breakpoint
CREATE TABLE `import_decisions` (
	`source` text NOT NULL,
	`field` text NOT NULL,
	`decision` text NOT NULL,
	`decided_at` text NOT NULL,
	`decided_by` text NOT NULL,
	PRIMARY KEY(`source`, `field`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `import_lock_rules` (
	`lock_level` text NOT NULL,
	`field_group` text NOT NULL,
	`allowed` integer NOT NULL,
	PRIMARY KEY(`lock_level`, `field_group`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `import_plan_rows` (
	`batch_id` text NOT NULL,
	`list` text NOT NULL,
	`first_index` integer NOT NULL,
	`row_count` integer NOT NULL,
	`rows` text NOT NULL,
	PRIMARY KEY(`batch_id`, `list`, `first_index`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import_seen_rows` (
	`source` text NOT NULL,
	`group_seq` integer NOT NULL,
	`part` integer NOT NULL,
	`rows` text NOT NULL,
	PRIMARY KEY(`source`, `group_seq`, `part`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import_suggestions` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`data` text NOT NULL,
	`source_system` text NOT NULL,
	`group_seq` integer NOT NULL,
	`created_at` text NOT NULL,
	`gone_group` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `import_suggestions_once` ON `import_suggestions` (`contact_id`,`field`,`source_system`) WHERE gone_group is null;--> statement-breakpoint
CREATE INDEX `import_suggestions_group` ON `import_suggestions` (`group_seq`);--> statement-breakpoint
CREATE INDEX `import_suggestions_gone` ON `import_suggestions` (`gone_group`) WHERE gone_group is not null;--> statement-breakpoint
CREATE TABLE `merge_backups` (
	`id` text PRIMARY KEY NOT NULL,
	`group_seq` integer NOT NULL,
	`survivor_id` text NOT NULL,
	`merged_ids` text NOT NULL,
	`content` text NOT NULL,
	`created_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `subscription_audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`old_subscribed` integer,
	`new_subscribed` integer NOT NULL,
	`why` text NOT NULL,
	`who` text NOT NULL,
	`at` text NOT NULL,
	`group_seq` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `subscription_audit_contact` ON `subscription_audit` (`contact_id`);--> statement-breakpoint
CREATE INDEX `subscription_audit_group` ON `subscription_audit` (`group_seq`);
CREATE TABLE `duplicate_verdicts` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_a_id` text NOT NULL,
	`contact_b_id` text NOT NULL,
	`verdict` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_a_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_b_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `duplicate_verdicts_once` ON `duplicate_verdicts` (`contact_a_id`,`contact_b_id`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `duplicate_verdicts_a` ON `duplicate_verdicts` (`contact_a_id`);--> statement-breakpoint
CREATE INDEX `duplicate_verdicts_b` ON `duplicate_verdicts` (`contact_b_id`);--> statement-breakpoint
CREATE TABLE `erased_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `erased_keys_hash` ON `erased_keys` (`hash`);--> statement-breakpoint
CREATE TABLE `bookings` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`venue_id` text,
	`title` text NOT NULL,
	`status` text NOT NULL,
	`starts_at` text,
	`ends_at` text,
	`setup_minutes` integer DEFAULT 0 NOT NULL,
	`teardown_minutes` integer DEFAULT 0 NOT NULL,
	`quote_cents` integer,
	`deposit_cents` integer,
	`currency` text,
	`invoice_number` text,
	`invoiced_on` text,
	`payment_reference` text,
	`membership_verified` integer DEFAULT 0 NOT NULL,
	`membership_level_at_booking` text,
	`membership_override_reason` text,
	`notes` text,
	`source_system` text NOT NULL,
	`external_booking_id` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`venue_id`) REFERENCES `venues`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `bookings_contact` ON `bookings` (`contact_id`);--> statement-breakpoint
CREATE INDEX `bookings_venue` ON `bookings` (`venue_id`,`starts_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `bookings_one_external` ON `bookings` (`external_booking_id`,`source_system`) WHERE deleted_at is null and external_booking_id is not null;--> statement-breakpoint
CREATE TABLE `event_registrations` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`event_id` text NOT NULL,
	`transaction_id` text,
	`ticket_type` text,
	`status` text NOT NULL,
	`checked_in_at` text,
	`source_system` text NOT NULL,
	`external_order_id` text,
	`external_ticket_id` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`event_id`) REFERENCES `events`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`transaction_id`) REFERENCES `transactions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `event_registrations_one_external` ON `event_registrations` (`external_ticket_id`,`source_system`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `event_registrations_contact` ON `event_registrations` (`contact_id`);--> statement-breakpoint
CREATE INDEX `event_registrations_event` ON `event_registrations` (`event_id`);--> statement-breakpoint
CREATE INDEX `event_registrations_order` ON `event_registrations` (`external_order_id`) WHERE external_order_id is not null;--> statement-breakpoint
CREATE INDEX `event_registrations_transaction` ON `event_registrations` (`transaction_id`) WHERE transaction_id is not null;--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`normalized_name` text NOT NULL,
	`venue_id` text,
	`starts_at` text,
	`ends_at` text,
	`source_system` text NOT NULL,
	`external_event_id` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`venue_id`) REFERENCES `venues`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `events_normalized_name` ON `events` (`normalized_name`);--> statement-breakpoint
CREATE INDEX `events_starts` ON `events` (`starts_at`) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX `events_venue` ON `events` (`venue_id`) WHERE venue_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `events_one_external` ON `events` (`external_event_id`,`source_system`) WHERE deleted_at is null and external_event_id is not null;--> statement-breakpoint
CREATE TABLE `venues` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`is_active` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`updated_by` text NOT NULL,
	`deleted_at` text,
	`created_group` integer NOT NULL,
	FOREIGN KEY (`created_group`) REFERENCES `change_groups`(`seq`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `venues_one_name` ON `venues` ("name" collate nocase) WHERE deleted_at is null;--> statement-breakpoint
CREATE TABLE `contact_visits` (
	`contact_id` text PRIMARY KEY NOT NULL,
	`visited_at` text NOT NULL,
	`group_seq` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `duplicate_pairs` (
	`contact_a` text NOT NULL,
	`contact_b` text NOT NULL,
	`score` real NOT NULL,
	`band` text NOT NULL,
	`outcome` text NOT NULL,
	`evidence` text NOT NULL,
	`found_by` text NOT NULL,
	`found_at` text NOT NULL,
	PRIMARY KEY(`contact_a`, `contact_b`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `duplicate_pairs_b` ON `duplicate_pairs` (`contact_b`);--> statement-breakpoint
CREATE INDEX `duplicate_pairs_score` ON `duplicate_pairs` (`outcome`,`score`);--> statement-breakpoint
CREATE TABLE `import_mappings` (
	`header_fingerprint` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`answers` text NOT NULL,
	`answered_at` text NOT NULL,
	`answered_by` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`list` text NOT NULL,
	`name` text NOT NULL,
	`view` text NOT NULL,
	`created_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_views_one_name` ON `saved_views` (`list`,`name`);--> statement-breakpoint
DROP INDEX `transactions_contact`;--> statement-breakpoint
DROP INDEX `transactions_date`;--> statement-breakpoint
DROP INDEX `transactions_product`;--> statement-breakpoint
DROP INDEX `transactions_figures`;--> statement-breakpoint
ALTER TABLE `transactions` ADD `payment_provider` text;--> statement-breakpoint
ALTER TABLE `transactions` ADD `provider_payment_id` text;--> statement-breakpoint
ALTER TABLE `transactions` ADD `refund_of_external_id` text;--> statement-breakpoint
ALTER TABLE `transactions` ADD `same_payment_as_id` text REFERENCES transactions(id);--> statement-breakpoint
ALTER TABLE `transactions` ADD `same_payment_why` text;--> statement-breakpoint
ALTER TABLE `transactions` ADD `same_payment_cut` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `transactions_provider` ON `transactions` (`provider_payment_id`) WHERE provider_payment_id is not null;--> statement-breakpoint
CREATE INDEX `transactions_same_payment` ON `transactions` (`same_payment_as_id`) WHERE same_payment_as_id is not null;--> statement-breakpoint
CREATE INDEX `transactions_contact` ON `transactions` (`contact_id`,`transaction_date`,`status`,`amount_cents`,`deleted_at`,`same_payment_as_id`);--> statement-breakpoint
CREATE INDEX `transactions_date` ON `transactions` (`transaction_date`) WHERE deleted_at is null and same_payment_as_id is null;--> statement-breakpoint
CREATE INDEX `transactions_product` ON `transactions` (`product_id`,`transaction_date`,`status`,`amount_cents`,`deleted_at`,`same_payment_as_id`);--> statement-breakpoint
CREATE INDEX `transactions_figures` ON `transactions` (`transaction_type`,`status`,`transaction_date`,`amount_cents`,`source_system`) WHERE deleted_at is null and same_payment_as_id is null;--> statement-breakpoint
ALTER TABLE `contact_emails` ADD `state` text;--> statement-breakpoint
ALTER TABLE `contact_emails` ADD `state_at` text;--> statement-breakpoint
ALTER TABLE `contact_emails` ADD `state_by` text;--> statement-breakpoint
ALTER TABLE `contact_emails` ADD `state_note` text;--> statement-breakpoint
ALTER TABLE `contact_phones` ADD `state` text;--> statement-breakpoint
ALTER TABLE `contact_phones` ADD `state_at` text;--> statement-breakpoint
ALTER TABLE `contact_phones` ADD `state_by` text;--> statement-breakpoint
ALTER TABLE `contact_phones` ADD `state_note` text;--> statement-breakpoint
ALTER TABLE `subscriptions` ADD `ends_with_period` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `import_decisions` ADD `group_seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `merge_backups` ADD `unmerged_group` integer;--> statement-breakpoint
CREATE INDEX `import_conflicts_answered` ON `import_conflicts` (`resolved_at`) WHERE status <> 'open';
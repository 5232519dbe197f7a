CREATE INDEX `merge_backups_group` ON `merge_backups` (`group_seq`);--> statement-breakpoint
CREATE INDEX `merge_backups_survivor` ON `merge_backups` (`survivor_id`);
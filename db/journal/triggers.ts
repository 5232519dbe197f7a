import { derivedColumns, journalUnits, type SyncedTable, syncedTables, unitColumns } from './units.ts'

const openSeq = '(SELECT seq FROM open_group)'

function jsonObject(row: 'OLD' | 'NEW', columns: readonly string[]): string {
  return `json_object(${columns.map(c => `'${c}', ${row}.${c}`).join(', ')})`
}

function unitTrigger(table: SyncedTable, unit: string): string {
  const columns = unitColumns(table, unit)
  const differs = columns.map(c => `OLD.${c} IS NOT NEW.${c}`).join(' OR ')
  return `CREATE TRIGGER journal_${table}_${unit} AFTER UPDATE OF ${columns.join(', ')} ON ${table}
WHEN ${differs}
BEGIN
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  VALUES (${openSeq}, '${table}', NEW.id, '${unit}', ${jsonObject('OLD', columns)}, ${jsonObject('NEW', columns)});
END;`
}

/** Every column of a table that a removed row must keep to be put back. */
export function rowColumns(table: SyncedTable): string[] {
  const inUnits = Object.values<readonly string[]>(journalUnits[table]).flat()
  return [...new Set([...derivedColumns.all, ...(derivedColumns[table] ?? []), ...inUnits])]
}

function guardTriggers(table: SyncedTable): string[] {
  return [
    `CREATE TRIGGER guard_${table}_origin BEFORE UPDATE OF id, created_group${table === 'contacts' ? ', source_system' : ''} ON ${table}
WHEN OLD.id IS NOT NEW.id OR OLD.created_group IS NOT NEW.created_group${table === 'contacts' ? ' OR OLD.source_system IS NOT NEW.source_system' : ''}
BEGIN
  SELECT RAISE(ABORT, 'journal: what a row is and who created it never change');
END;`,
    `CREATE TRIGGER journal_${table}_removed AFTER DELETE ON ${table}
BEGIN
  SELECT RAISE(ABORT, 'journal: a row was removed outside a change group') WHERE NOT EXISTS (SELECT 1 FROM open_group);
  INSERT INTO journal_changes (group_seq, table_name, row_id, unit, base_value, new_value)
  SELECT seq, '${table}', OLD.id, '*', ${jsonObject('OLD', rowColumns(table))}, NULL FROM open_group WHERE keeps_removed_rows = 1;
END;`,
  ]
}

/** Only while a person is erased at their wish, inside its transaction, may what history says of them go. */
const unlessErasing = `WHEN NOT EXISTS (SELECT 1 FROM open_group o JOIN change_groups g ON g.seq = o.seq AND g.origin = 'erasure')`

const never = `
BEGIN
  SELECT RAISE(ABORT, 'journal: history is never rewritten');
END;`

const appendOnly = [
  `CREATE TRIGGER append_only_journal_changes_update BEFORE UPDATE ON journal_changes${never}`,
  `CREATE TRIGGER append_only_journal_changes_delete BEFORE DELETE ON journal_changes ${unlessErasing}${never}`,
  `CREATE TRIGGER append_only_subscription_audit_update BEFORE UPDATE OF seq, contact_id, old_subscribed, new_subscribed, who, at, group_seq ON subscription_audit${never}`,
  `CREATE TRIGGER append_only_subscription_audit_why BEFORE UPDATE OF why ON subscription_audit ${unlessErasing}${never}`,
  `CREATE TRIGGER append_only_subscription_audit_delete BEFORE DELETE ON subscription_audit${never}`,
]

/** Lists and search read these; like what they are made of they only change inside an action. */
const derivedGuard = `CREATE TRIGGER guard_contacts_derived BEFORE UPDATE OF full_name, sort_name, email, phone, touched_group ON contacts
WHEN NOT EXISTS (SELECT 1 FROM open_group)
BEGIN
  SELECT RAISE(ABORT, 'journal: a contact was changed outside a change group');
END;`

const groupGuards = [
  `CREATE TRIGGER append_only_change_groups_update BEFORE UPDATE OF seq, id, at, who, origin, batch_id, undoes_group ON change_groups${never}`,
  `CREATE TRIGGER append_only_change_groups_title BEFORE UPDATE OF title ON change_groups ${unlessErasing}${never}`,
  `CREATE TRIGGER append_only_change_groups_contact BEFORE UPDATE OF contact_id ON change_groups WHEN OLD.contact_id IS NOT NULL${never}`,
  `CREATE TRIGGER append_only_change_groups_delete BEFORE DELETE ON change_groups${never}`,
]

const created = syncedTables.map(
  table =>
    `SELECT created_group AS group_seq, '${table}' AS table_name, id AS row_id, '*' AS unit, NULL AS base_value, NULL AS new_value FROM ${table}`,
)

/** One journal, four readings: all changes, the audit log, what imports did, and what central does not have yet. */
const views = [
  `CREATE VIEW changes AS
SELECT group_seq, table_name, row_id, unit, base_value, new_value FROM journal_changes
UNION ALL
${created.join('\nUNION ALL\n')};`,
  `CREATE VIEW audit_log AS
SELECT g.at, g.who, g.origin, g.title, c.table_name, c.row_id, c.unit, c.base_value AS before, c.new_value AS after, g.seq AS group_seq
FROM change_groups g JOIN changes c ON c.group_seq = g.seq;`,
  `CREATE VIEW import_changes AS
SELECT g.batch_id, c.table_name, c.row_id, c.unit AS field, c.base_value AS old, c.new_value AS new, g.seq AS group_seq
FROM change_groups g JOIN changes c ON c.group_seq = g.seq WHERE g.batch_id IS NOT NULL;`,
  `CREATE VIEW outbox AS
SELECT g.id AS group_id, g.seq AS group_seq, g.origin, g.base_snapshot, c.table_name, c.row_id, c.unit, c.base_value, c.new_value
FROM change_groups g JOIN changes c ON c.group_seq = g.seq WHERE g.state = 'waiting';`,
]

/** The SQL of the journal's triggers and views, as it stands in db/migrations; a test holds the two together. */
export function journalSql(): string[] {
  return [
    ...syncedTables.flatMap(table => [
      ...guardTriggers(table),
      ...Object.keys(journalUnits[table]).map(unit => unitTrigger(table, unit)),
    ]),
    derivedGuard,
    ...appendOnly,
    ...groupGuards,
    ...views,
  ]
}

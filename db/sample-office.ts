import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { newId } from './ids.ts'
import { writeGroup } from './journal/group.ts'

/** For tests: a folder of its own. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'starhouse-'))
}

/** For tests: `count` invented people with one e-mail each, in one group. Answers the ids of the contacts. */
export function addPeople(sqlite: Database.Database, names: readonly string[]): string[] {
  return writeGroup(sqlite, { who: 'test', origin: 'staff', title: 'Added people' }, ({ db, seq, at }) =>
    names.map(name => {
      const contactId = newId()
      db.run(
        `INSERT INTO contacts (id, first_name, full_name, sort_name, email, source_system, touched_group, created_at, updated_at, updated_by, created_group)
         VALUES (?, ?, ?, ?, ?, 'staff', ?, ?, ?, 'test', ?)`,
        [contactId, name, name, name.toLowerCase(), `${contactId}@example.org`, seq, at, at, seq],
      )
      db.run(
        `INSERT INTO contact_emails (id, contact_id, email, is_primary, source_system, created_at, updated_at, updated_by, created_group)
         VALUES (?, ?, ?, 1, 'staff', ?, ?, 'test', ?)`,
        [newId(), contactId, `${contactId}@example.org`, at, at, seq],
      )
      return contactId
    }),
  )
}

/** For tests: every row of every table that holds data, to compare two offices. */
export function allRows(sqlite: Database.Database): Record<string, unknown[]> {
  const tables = sqlite
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .pluck()
    .all() as string[]
  return Object.fromEntries(
    tables.map(table => [table, sqlite.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`).all()]),
  )
}

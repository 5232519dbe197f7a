import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { newId, nowInstant } from './ids.ts'
import { shippedMigrations } from './open.ts'

const files = readdirSync(shippedMigrations)
  .filter(name => name.endsWith('.sql'))
  .sort()

/** An office file as the program left it that shipped the migrations before `until`. */
function officeBefore(until: string): Database.Database {
  const sqlite = new Database(':memory:')
  sqlite.pragma('foreign_keys = ON')
  migrate(
    sqlite,
    files.filter(name => name < until),
  )
  return sqlite
}

function migrate(sqlite: Database.Database, names: readonly string[]): void {
  for (const name of names)
    sqlite.exec(
      readFileSync(join(shippedMigrations, name), 'utf8').replaceAll('--> statement-breakpoint', ''),
    )
}

function addContact(sqlite: Database.Database, fullName: string, sortName: string): string {
  const id = newId()
  const at = nowInstant()
  sqlite
    .prepare(
      `INSERT INTO contacts (id, full_name, sort_name, source_system, touched_group, created_at, updated_at, updated_by, created_group)
       VALUES (?, ?, ?, 'staff', 1, ?, ?, 'Ada', 1)`,
    )
    .run(id, fullName, sortName, at, at)
  sqlite
    .prepare('INSERT INTO contact_search (rowid, text) SELECT seq, full_name FROM contacts WHERE id = ?')
    .run(id)
  return id
}

test('0003 to 0006 keep what is there; notes and names with signs are found afterwards', () => {
  const sqlite = officeBefore('0003')
  const at = nowInstant()
  sqlite
    .prepare(
      `INSERT INTO change_groups (seq, id, at, who, origin, title) VALUES (1, ?, ?, 'Ada', 'staff', 'A')`,
    )
    .run(newId(), at)
  const ada = addContact(sqlite, 'Ada Example', 'example ada')
  addContact(sqlite, "Bo O'Neil", 'oneil bo')
  sqlite
    .prepare(
      `INSERT INTO contact_notes (id, contact_id, text, created_at, updated_at, updated_by, created_group) VALUES (?, ?, 'likes rhubarb', ?, ?, 'Ada', 1)`,
    )
    .run(newId(), ada, at, at)
  sqlite
    .prepare(
      `INSERT INTO transactions (id, contact_id, transaction_date, transaction_type, status, amount_cents, currency, source_system,
         external_transaction_id, created_at, updated_at, updated_by, created_group)
       VALUES (?, ?, ?, 'purchase', 'completed', 2500, 'USD', 'kajabi', 'k1', ?, ?, 'Ada', 1)`,
    )
    .run(newId(), ada, at, at, at)
  migrate(
    sqlite,
    files.filter(name => name >= '0003'),
  )
  const found = sqlite.prepare('SELECT count(*) FROM contact_search WHERE contact_search MATCH ?').pluck()
  expect(found.get('rhubarb')).toBe(1)
  expect(found.get('oneil')).toBe(1)
  expect(found.get('ada')).toBe(1)
  expect(
    sqlite
      .prepare(
        'SELECT sum(amount_cents) FROM transactions WHERE same_payment_as_id IS NULL AND same_payment_cut = 0',
      )
      .pluck()
      .get(),
  ).toBe(2500)
  expect(sqlite.pragma('foreign_key_check')).toEqual([])
})

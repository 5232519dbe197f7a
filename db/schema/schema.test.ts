import { expect, test } from 'vitest'
import { journalSql } from '../journal/triggers.ts'
import { derivedColumns, journalUnits, syncedTables } from '../journal/units.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'

const { read, sqlite } = openOffice(temporaryFolder())

const tables = read.all<{ name: string; strict: number }>(
  "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '__drizzle_migrations'",
)
const columnsOf = (table: string) =>
  read
    .all<{ name: string }>('SELECT name FROM pragma_table_info(?) ORDER BY cid', [table])
    .map(column => column.name)

test('every table that central will share is journalled, and no other', () => {
  const shared = tables.map(table => table.name).filter(name => columnsOf(name).includes('updated_by'))
  expect(syncedTables.toSorted()).toEqual(shared.toSorted())
})

test.each(syncedTables)('every column of %s is in exactly one unit or derived', table => {
  const inUnits = Object.values<readonly string[]>(journalUnits[table]).flat()
  const known = [...inUnits, ...derivedColumns.all, ...(derivedColumns[table] ?? [])]
  expect(known.toSorted()).toEqual(columnsOf(table).toSorted())
})

test('the migrations make the journal that the code makes of the units', () => {
  const made = read
    .all<{ sql: string }>(
      `SELECT sql || ';' AS sql FROM sqlite_schema
       WHERE type IN ('trigger', 'view') AND name NOT IN ('contacts_search_removed', 'contact_field_sources') AND name NOT GLOB 'v_*'`,
    )
    .map(row => row.sql)
  expect(made.toSorted()).toEqual(journalSql().toSorted())
})

test('every table checks the types of its values', () => {
  expect(tables.filter(table => table.strict !== 1)).toEqual([])
})

/** Without an index a removal in the parent reads the whole child table. Groups are never removed, so `created_group` needs none. */
test('every foreign key has an index', () => {
  const lacking = tables.flatMap(({ name }) => {
    const indexes = read.all<{ name: string; partial: number; sql: string; first: string }>(
      `SELECT l.name, l.partial, s.sql, (SELECT name FROM pragma_index_info(l.name) WHERE seqno = 0) AS first
       FROM pragma_index_list(?) l LEFT JOIN sqlite_schema s ON s.name = l.name`,
      [name],
    )
    const keys = read.all<{ column: string }>(
      'SELECT "from" AS column FROM pragma_foreign_key_list(?) WHERE "table" <> \'change_groups\'',
      [name],
    )
    return keys
      .filter(
        ({ column }) =>
          !indexes.some(
            index =>
              index.first === column &&
              (index.partial === 0 || index.sql.toLowerCase().includes(`where ${column} is not null`)),
          ),
      )
      .map(({ column }) => `${name}.${column}`)
  })
  expect(lacking).toEqual([])
})

test('views can be read', () => {
  const views = read
    .all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'view'")
    .map(view => view.name)
  expect(views).toContain('contact_field_sources')
  expect(views.filter(name => name.startsWith('v_')).toSorted()).toEqual([
    'v_contact_360',
    'v_contact_purchases',
    'v_contact_summary',
    'v_database_health',
    'v_potential_duplicate_contacts',
    'v_potential_duplicate_transactions',
  ])
  for (const view of views) expect(sqlite.prepare(`SELECT * FROM ${view}`).all()).toEqual([])
})

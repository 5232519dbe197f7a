import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import type { SqlValue, WriteDb } from '../handles.ts'
import { newId } from '../ids.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { writeGroup, writeLocal } from './group.ts'
import { undoGroup } from './undo.ts'
import { journalUnits, type SyncedTable, syncedTables } from './units.ts'

let sqlite: Database.Database
let filledGroup: number

type Column = { name: string; type: string; notnull: number; parent: string | null }
function columnsOf(table: string): Column[] {
  return sqlite
    .prepare(
      `SELECT t.name, t.type, t."notnull", f."table" AS parent FROM pragma_table_info(@table) t
       LEFT JOIN pragma_foreign_key_list(@table) f ON f."from" = t.name`,
    )
    .all({ table }) as Column[]
}

/** Parents before children. */
const inOrder: SyncedTable[] = [
  'contacts',
  'products',
  'transactions',
  'pledges',
  ...syncedTables.filter(table => !['contacts', 'products', 'transactions', 'pledges'].includes(table)),
]

/** A row that fits its table; `nth` tells rows apart. Columns that may be empty stay empty unless they point to a parent. */
function sampleRow(
  table: string,
  nth: number,
  seq: number,
  parents: Record<string, string[]>,
): Record<string, SqlValue> {
  const row: Record<string, SqlValue> = {}
  for (const { name, type, notnull, parent } of columnsOf(table)) {
    if (name === 'id') row[name] = newId()
    else if (name === 'created_group') row[name] = seq
    else if (parent) row[name] = parents[parent]?.[nth - 1] ?? null
    else if (notnull && name !== 'seq') row[name] = type === 'INTEGER' ? nth : `${name} ${nth}`
  }
  return row
}

function insert(db: WriteDb, table: string, row: Record<string, SqlValue>): void {
  const names = Object.keys(row)
  db.run(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(name => `@${name}`).join(', ')})`,
    row,
  )
}

const ids: Record<string, string[]> = {}
beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  for (const table of syncedTables) ids[table] = []
  filledGroup = writeGroup(
    sqlite,
    { who: 'test', origin: 'system', title: 'Two rows of every table' },
    ({ db, seq }) => {
      for (const nth of [1, 2]) {
        for (const table of inOrder) {
          const row = sampleRow(table, nth, seq, ids)
          insert(db, table, row)
          ids[table]?.push(String(row.id))
        }
      }
      return seq
    },
  )
})

function write<Result>(work: (db: WriteDb, seq: number) => Result): Result {
  return writeGroup(sqlite, { who: 'test', origin: 'staff', title: 'A change' }, ({ db, seq }) =>
    work(db, seq),
  )
}
const firstOf = (table: string) => ids[table]?.[0] ?? ''
const changesOf = (rowId: string) =>
  sqlite
    .prepare('SELECT group_seq, unit, base_value, new_value FROM changes WHERE row_id = ? ORDER BY group_seq')
    .all(rowId)

/** Another value for a column of the first row: of the second row's parent, or simply different. */
function differentValue(column: Column): SqlValue {
  if (column.parent) return ids[column.parent]?.[1] ?? null
  return column.type === 'INTEGER' ? 4711 : `another ${column.name}`
}

test('a created row is one change, told by the row itself', () => {
  for (const table of syncedTables) {
    expect(changesOf(firstOf(table))).toEqual([
      { group_seq: filledGroup, unit: '*', base_value: null, new_value: null },
    ])
  }
  expect(sqlite.prepare('SELECT count(*) FROM journal_changes').pluck().get()).toBe(0)
  expect(sqlite.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(2 * syncedTables.length)
})

test.each(syncedTables)(
  '%s: a change of any column of a unit is journalled once, with both values of the whole unit',
  table => {
    const columns = columnsOf(table)
    for (const [unit, names] of Object.entries<readonly string[]>(journalUnits[table])) {
      for (const name of names) {
        const column = columns.find(c => c.name === name)
        if (!column) throw new Error(`${table}.${name}`)
        const id = firstOf(table)
        const before = sqlite
          .prepare(`SELECT ${names.join(', ')} FROM ${table} WHERE id = ?`)
          .get(id) as Record<string, SqlValue>
        const seq = setValue(table, name, id, differentValue(column))
        const after = sqlite.prepare(`SELECT ${names.join(', ')} FROM ${table} WHERE id = ?`).get(id)
        const written = changesOf(id).filter(
          change => (change as { group_seq: number }).group_seq === seq,
        ) as {
          unit: string
          base_value: string
          new_value: string
        }[]
        expect(written.map(change => change.unit)).toEqual([unit])
        expect(JSON.parse(written[0]?.base_value ?? '')).toEqual(before)
        expect(JSON.parse(written[0]?.new_value ?? '')).toEqual(after)
        setValue(table, name, id, before[name] ?? null)
      }
    }
  },
)

function setValue(table: SyncedTable, name: string, id: string, value: SqlValue): number {
  return write((db, seq) => {
    db.run(`UPDATE ${table} SET ${name} = ? WHERE id = ?`, [value, id])
    return seq
  })
}

test.each(syncedTables)('%s: writing the same value again is no change', table => {
  const names = Object.values<readonly string[]>(journalUnits[table]).flat()
  write(db => db.run(`UPDATE ${table} SET ${names.map(name => `${name} = ${name}`).join(', ')}`))
  expect(sqlite.prepare('SELECT count(*) FROM journal_changes').pluck().get()).toBe(0)
})

test.each(syncedTables)('%s: nothing is written outside a group', table => {
  const rows = () => sqlite.prepare(`SELECT * FROM ${table} ORDER BY id`).all()
  const before = rows()
  const noGroup = sampleRow(table, 2, filledGroup + 1, ids)
  const list = Object.keys(noGroup)
  const insertSql = `INSERT INTO ${table} (${list.join(', ')}) VALUES (${list.map(name => `@${name}`).join(', ')})`
  expect(() => sqlite.prepare(insertSql).run(noGroup)).toThrow()
  for (const names of Object.values<readonly string[]>(journalUnits[table])) {
    const column = columnsOf(table).find(c => c.name === names[0])
    if (!column) throw new Error(`${table}.${names[0]}`)
    const update = sqlite.prepare(`UPDATE ${table} SET ${column.name} = ? WHERE id = ?`)
    expect(() => update.run(differentValue(column), firstOf(table))).toThrow()
  }
  expect(() => sqlite.prepare(`DELETE FROM ${table} WHERE id = ?`).run(firstOf(table))).toThrow(
    'outside a change group',
  )
  expect(rows()).toEqual(before)
})

test.each(syncedTables)('%s: what a row is and who created it never change', table => {
  const change = (sql: string) => () => write(db => db.run(sql))
  expect(change(`UPDATE ${table} SET id = 'x' WHERE id = '${firstOf(table)}'`)).toThrow('never change')
  expect(change(`UPDATE ${table} SET created_group = created_group + 1`)).toThrow('never change')
})

test('the system a contact came from never changes', () => {
  expect(() => write(db => db.run("UPDATE contacts SET source_system = 'zoho'"))).toThrow('never change')
})

/** A third row of every table that this one points to. */
function addParents(db: WriteDb, seq: number, table: string): void {
  for (const { parent } of columnsOf(table)) {
    const known = parent === null || parent === table ? undefined : ids[parent]
    if (parent === null || known === undefined || known.length > 2) continue
    addParents(db, seq, parent)
    const row = sampleRow(parent, 3, seq, ids)
    insert(db, parent, row)
    known.push(String(row.id))
  }
}

test.each(syncedTables)(
  '%s: a new row cannot name a closed group, neither from another group nor from none',
  table => {
    write((db, seq) => addParents(db, seq, table))
    const rows = () => sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
    const before = rows()
    const addRow = (db: WriteDb) => insert(db, table, sampleRow(table, 3, filledGroup, ids))
    expect(() => write(addRow)).toThrow('does not name the group that made it')
    expect(() => writeLocal(sqlite, addRow)).toThrow('does not name the group that made it')
    expect(rows()).toBe(before)
  },
)

test('a removed row stays in the journal with everything needed to put it back, except while an import is taken back', () => {
  const [first, second] = ids.contact_notes ?? []
  const row = sqlite.prepare('SELECT * FROM contact_notes WHERE id = ?').get(first)
  write(db => db.run('DELETE FROM contact_notes WHERE id = ?', [first ?? '']))
  expect(changesOf(first ?? '')).toMatchObject([{ unit: '*', new_value: null }])
  expect(JSON.parse((changesOf(first ?? '') as { base_value: string }[])[0]?.base_value ?? '')).toEqual(row)
  writeGroup(sqlite, { who: 'test', origin: 'undo', title: 'Undo', keepsRemovedRows: false }, ({ db }) =>
    db.run('DELETE FROM contact_notes WHERE id = ?', [second ?? '']),
  )
  expect(changesOf(second ?? '')).toEqual([])
})

test('undoing a group takes its rows out of every table', () => {
  expect(undoGroup(sqlite, filledGroup, 'test')).toMatchObject({
    removedRows: 2 * syncedTables.length,
    leftCount: 0,
  })
  for (const table of syncedTables) {
    expect([table, sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0])
  }
})

test('history is never rewritten', () => {
  write((db, seq) => {
    db.run('UPDATE contacts SET do_not_call = 1 - do_not_call')
    db.run(
      `INSERT INTO subscription_audit (contact_id, new_subscribed, why, who, at, group_seq) VALUES ('c', 1, 'test', 'test', 't', ?)`,
      [seq],
    )
  })
  for (const table of ['journal_changes', 'subscription_audit']) {
    expect(sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).not.toBe(0)
    expect(() => write(db => db.run(`UPDATE ${table} SET group_seq = 1`))).toThrow(
      'history is never rewritten',
    )
    expect(() => write(db => db.run(`DELETE FROM ${table}`))).toThrow('history is never rewritten')
  }
  expect(() => sqlite.exec("UPDATE change_groups SET who = 'nobody'")).toThrow('history is never rewritten')
  expect(() => sqlite.exec('DELETE FROM change_groups')).toThrow('history is never rewritten')
})

test('what lists show of a contact only changes inside a group', () => {
  for (const column of ['full_name', 'sort_name', 'email', 'phone'])
    expect(() => sqlite.exec(`UPDATE contacts SET ${column} = 'x'`)).toThrow('outside a change group')
  write(db => db.run("UPDATE contacts SET full_name = 'x'"))
  expect(sqlite.prepare("SELECT count(*) FROM contacts WHERE full_name = 'x'").pluck().get()).toBe(2)
})

test('while a person is erased, values, titles and reasons may go, but not that something was done, when and by whom', () => {
  write((db, seq) => {
    db.run('UPDATE contacts SET do_not_call = 1 - do_not_call')
    db.run(
      `INSERT INTO subscription_audit (contact_id, new_subscribed, why, who, at, group_seq) VALUES ('c', 1, 'test', 'test', 't', ?)`,
      [seq],
    )
  })
  const erasing = (sql: string) => () =>
    writeGroup(
      sqlite,
      { who: 'test', origin: 'erasure', title: 'An erasure' },
      ({ db }) => db.run(sql).changes,
    )
  expect(erasing('DELETE FROM journal_changes')()).toBe(2)
  expect(erasing("UPDATE change_groups SET title = 'erased'")()).toBeGreaterThan(2)
  expect(erasing("UPDATE subscription_audit SET why = 'erased'")()).toBe(1)
  for (const sql of [
    'DELETE FROM subscription_audit',
    'UPDATE subscription_audit SET new_subscribed = 0',
    "UPDATE change_groups SET who = 'nobody'",
    'DELETE FROM change_groups',
  ])
    expect(erasing(sql)).toThrow('history is never rewritten')
  write(db => db.run('UPDATE contacts SET do_not_call = 1 - do_not_call'))
  expect(() => sqlite.exec('DELETE FROM journal_changes')).toThrow('history is never rewritten')
})

test('what fails inside a group leaves nothing behind, and the next group works', () => {
  const groups = () => sqlite.prepare('SELECT count(*) FROM change_groups').pluck().get()
  const before = groups()
  expect(() =>
    write(db => {
      db.run('UPDATE contacts SET deceased = 1')
      throw new Error('in the middle')
    }),
  ).toThrow('in the middle')
  expect(groups()).toBe(before)
  expect(sqlite.prepare('SELECT count(*) FROM open_group').pluck().get()).toBe(0)
  expect(sqlite.prepare('SELECT count(*) FROM contacts WHERE deceased = 1').pluck().get()).not.toBe(2)
  expect(write((_, seq) => seq)).toBeGreaterThan(filledGroup)
})

import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { writeGroup } from '../journal/group.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { insertRow } from './insert-row.ts'

let sqlite: Database.Database
beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
})

test('rows of one table with other columns are written as they are given, stamped with their group', () => {
  const intent = { who: "O'Hara\0", origin: 'staff', title: 'Two tags' } as const
  const seq = writeGroup(sqlite, intent, group => {
    insertRow(group, 'tags', ['id', 'name'], [newId(), 'Choir'])
    insertRow(group, 'tags', ['name', 'id'], ['Donor', newId()])
    insertRow(group, 'tags', ['id', 'name', 'created_at'], [newId(), 'Old', '2001-01-01T00:00:00.000Z'])
    return group.seq
  })
  const stamp = { updated_by: "O'Hara", created_group: seq }
  expect(
    sqlite
      .prepare(
        'SELECT name, created_at = updated_at AS isNew, updated_by, created_group FROM tags ORDER BY id',
      )
      .all(),
  ).toEqual([
    { name: 'Choir', isNew: 1, ...stamp },
    { name: 'Donor', isNew: 1, ...stamp },
    { name: 'Old', isNew: 0, ...stamp },
  ])
})

import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { handlesOf, type ReadDb } from '../handles.ts'
import { openOffice } from '../open.ts'
import { listSavedViews, readColumns } from '../queries/saved-views.ts'
import { temporaryFolder } from '../sample-office.ts'
import { keepColumns, removeView, saveView } from './saved-views.ts'

let sqlite: Database.Database
let db: ReadDb

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
})

test('a view is kept by list and name; the same name replaces it', () => {
  const first = saveView(sqlite, { list: 'People', name: 'Choir', view: { place: '#/people' } })
  saveView(sqlite, { list: 'People', name: 'Board', view: { place: '#/people' } })
  saveView(sqlite, { list: 'Products', name: 'Choir', view: { place: '#/products' } })
  const again = saveView(sqlite, { list: 'People', name: 'Choir', view: { place: '#/people?x' } })
  expect(again).toEqual(first)
  expect(listSavedViews(db, 'People').map(view => [view.name, view.view])).toEqual([
    ['Board', { place: '#/people' }],
    ['Choir', { place: '#/people?x' }],
  ])
  expect(removeView(sqlite, first)).toEqual({ removed: true })
  expect(removeView(sqlite, first)).toEqual({ removed: false })
  expect(listSavedViews(db, 'People').map(view => view.name)).toEqual(['Board'])
})

test('the columns of each list are as they were left', () => {
  expect(readColumns(db, 'People')).toBeUndefined()
  keepColumns(sqlite, { list: 'People', columns: { city: false } })
  keepColumns(sqlite, { list: 'People', columns: { city: false, phone: true } })
  expect(readColumns(db, 'People')).toEqual({ city: false, phone: true })
  expect(readColumns(db, 'Products')).toBeUndefined()
})

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask } from '../contract/ask.ts'
import { getContact } from '../contract/contact-card.ts'
import { addValue, createContact, recordVisit, setRole, tagContacts } from '../contract/contact-edits.ts'
import { listContacts, listTags } from '../contract/contacts.ts'
import { checkPerson } from '../contract/duplicates.ts'
import { exportList } from '../contract/office.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import { keepColumns, listViews, removeView, saveView } from '../contract/views.ts'
import type { OfficeEvent } from '../contract/wire.ts'
import { createOffice } from './office.ts'

let office: OfficeClient
let events: OfficeEvent[]
let ada: string
let bo: string

beforeEach(async () => {
  office = createOffice({ dataDir: mkdtempSync(join(tmpdir(), 'starhouse-people-')), runJobsInline: true })
  const add = async (firstName: string, phone: string) =>
    (await ask(office, createContact, { firstName, lastName: 'Example', phones: [phone] })).contactId
  ada = await add('Ada', '303 555 0101')
  bo = await add('Bo', '303 555 0102')
  events = []
  office.on(event => events.push(event))
})
afterEach(() => office.close())

test('a person being typed is recognised by phone, with the reason', async () => {
  const typed = { firstName: 'ada', lastName: 'Exampel', phones: ['(303) 555-0101'] }
  const { matches } = await ask(office, checkPerson, typed)
  expect(matches[0]).toMatchObject({ contactId: ada, fullName: 'Ada Example', outcome: 'same_person' })
  expect(matches[0]?.evidence.for.join(' ')).toContain('phone')
  expect((await ask(office, checkPerson, { firstName: 'Nobody', lastName: 'Known' })).matches).toEqual([])
})

test('what is marked in a list is tagged, found by it, and exported', async () => {
  await ask(office, tagContacts, { contactIds: [ada, bo], tag: 'Choir', isOn: true })
  await ask(office, setRole, { contactIds: [ada], role: 'Teacher', isOn: true })
  expect(await ask(office, listTags, {})).toEqual({
    tags: [{ name: 'Choir', count: 2 }],
    roles: [{ name: 'Teacher', count: 1 }],
  })
  const { rows } = await ask(office, listContacts, { filter: { role: 'teacher' } })
  expect(rows.map(row => row.contactId)).toEqual([ada])
  const exported = await ask(office, exportList, { list: 'contacts', input: { filter: { ids: [bo] } } })
  expect(exported.rows).toBe(1)
})

test('a value that is added shows on the card; a visit is told to the window only', async () => {
  await ask(office, addValue, { contactId: ada, value: { kind: 'email', email: 'ada@example.org' } })
  events.length = 0
  await ask(office, recordVisit, { contactId: ada })
  expect(events).toEqual([{ type: 'changed', topics: ['visits'] }])
  const card = await ask(office, getContact, { contactId: ada })
  expect(card.emails).toMatchObject([{ email: 'ada@example.org', isPrimary: true, state: null }])
  expect(card.sinceLastVisit).toMatchObject({ actions: 0 })
})

test('views and columns of a list come back as they were kept', async () => {
  const view = {
    place: '#/people',
    sort: { by: 'city', direction: 'desc' as const },
    columns: { city: true },
  }
  const { viewId } = await ask(office, saveView, { list: 'People', name: 'By city', view })
  await ask(office, keepColumns, { list: 'People', columns: { phone: false } })
  expect(await ask(office, listViews, { list: 'People' })).toEqual({
    views: [{ viewId, name: 'By city', view }],
    columns: { phone: false },
  })
  await ask(office, removeView, { viewId })
  expect((await ask(office, listViews, { list: 'People' })).views).toEqual([])
})

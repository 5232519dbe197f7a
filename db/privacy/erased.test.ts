import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { insertRow } from '../contacts/insert-row.ts'
import type { ReadDb } from '../handles.ts'
import { newId } from '../ids.ts'
import { writeGroup } from '../journal/group.ts'
import { openOffice } from '../open.ts'
import { readSettings } from '../queries/settings.ts'
import { ensureErasureKey, erasableKeys, erasedHash, type Recognisable, readErased } from './erased.ts'

const ada: Recognisable = {
  firstName: 'Ada',
  lastName: 'Example',
  emails: ['Ada@Example.org'],
  phones: ['(303) 555-0101'],
  addresses: [
    {
      line1: '12 Alder St',
      line2: null,
      city: 'Boulder',
      state: 'CO',
      postalCode: '80301',
      country: null,
    },
  ],
  externalIds: [{ system: 'kajabi', kind: 'contact', id: '2100000001' }],
}
const nobodyYet: Recognisable = {
  firstName: null,
  lastName: null,
  emails: [],
  phones: [],
  addresses: [],
  externalIds: [],
}

function officeKeyOf(db: ReadDb): string {
  const row = db.get<{ value: string }>(`SELECT value FROM settings WHERE name = 'erasure_key'`)
  return JSON.parse(row?.value ?? '""') as string
}

test('an erased person is known again by any key, and only with the office’s own key', () => {
  const office = openOffice(join(mkdtempSync(join(tmpdir(), 'office-')), 'data'))
  expect(readErased(office.read)).toBeNull()
  writeGroup(office.sqlite, { who: 'Ada', origin: 'staff', title: 'Erased a person' }, group => {
    const officeKey = ensureErasureKey(group.db)
    expect(ensureErasureKey(group.db)).toBe(officeKey)
    for (const key of erasableKeys(ada))
      insertRow(group, 'erased_keys', ['id', 'kind', 'hash'], [newId(), key.kind, erasedHash(officeKey, key)])
  })
  const erased = readErased(office.read)
  expect(erased?.has({ ...nobodyYet, emails: ['ada@example.ORG'] })).toBe(true)
  expect(erased?.has({ ...nobodyYet, externalIds: ada.externalIds })).toBe(true)
  expect(erased?.has({ ...ada, emails: [], addresses: [], externalIds: [], phones: ['303.555.0101'] })).toBe(
    true,
  )
  expect(erased?.has({ ...ada, emails: [], phones: [], externalIds: [] })).toBe(true)
  expect(erased?.has({ ...nobodyYet, firstName: 'Bo', lastName: 'Example', phones: ada.phones })).toBe(false)
  expect(erased?.has({ ...nobodyYet, firstName: 'Ada', lastName: 'Example' })).toBe(false)
  const stored = office.read.all<{ hash: string }>('SELECT hash FROM erased_keys')
  expect(stored.map(row => row.hash)).not.toContain(
    erasedHash('another key', { kind: 'email', text: 'ada@example.org' }),
  )
  expect(JSON.stringify(stored)).not.toContain('example')
  expect(JSON.stringify(readSettings(office.read))).not.toContain(officeKeyOf(office.read))
  office.close()
})

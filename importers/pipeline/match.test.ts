import { expect, test } from 'vitest'
import { updateContact } from '../../db/commands/update-contact.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import { mergeContacts } from '../../db/merge/merge.ts'
import { contactColumns, snapshot, type TestOffice, testOffice } from './test-office.ts'

const zohoColumns = [
  'Record Id',
  'Contact Owner',
  'First Name',
  'Last Name',
  'Email',
  'Secondary Email',
  'Phone',
  'Mailing Street',
  'Mailing City',
  'Mailing Zip',
  'Account Name',
]
const zoho = (office: TestOffice, rows: Record<string, string>[]) =>
  office.import(
    office.csv(
      zohoColumns,
      rows.map((row, i) => ({ 'Record Id': `zcrm_40000000000001${i}`, 'Contact Owner': 'Office', ...row })),
    ),
  )
const kajabi = (office: TestOffice, rows: Record<string, string>[]) =>
  office.import(
    office.csv(
      contactColumns,
      rows.map((row, i) => ({ ID: String(2100000001 + i), ...row })),
    ),
  )
const named = (first: string, last: string, email = '') => ({
  'First Name': first,
  'Last Name': last,
  Email: email,
})

function people(office: TestOffice) {
  return office.read
    .all<{ full_name: string }>(
      'SELECT full_name FROM contacts WHERE deleted_at IS NULL AND merged_into_id IS NULL ORDER BY full_name',
    )
    .map(c => c.full_name)
}
function pairs(office: TestOffice) {
  return office.read
    .all<{ a: string; b: string; band: string; outcome: string; evidence: string }>(
      `SELECT min(a.full_name, b.full_name) AS a, max(a.full_name, b.full_name) AS b, band, outcome, evidence FROM duplicate_pairs p
       JOIN contacts a ON a.id = p.contact_a JOIN contacts b ON b.id = p.contact_b ORDER BY 1, 2`,
    )
    .map(({ a, b, band, outcome }) => `${a} / ${b}: ${band} ${outcome}`)
}
const changes = (report: ReturnType<typeof kajabi>) => ({
  created: report.contacts.created,
  updated: report.contacts.updated,
  conflicts: report.conflicts,
})
const none = { created: 0, updated: 0, conflicts: 0 }

test('one e-mail, two names that are clearly two people: two contacts, the e-mail stays with its owner, a person is asked', () => {
  const office = testOffice()
  kajabi(office, [named('Ann', 'Lee', 'lees@example.org')])
  const before = snapshot(office.sqlite)
  const bo = named('Bo', 'Lee', 'lees@example.org')
  const first = zoho(office, [bo])
  expect(people(office)).toEqual(['Ann Lee', 'Bo Lee'])
  expect(pairs(office)).toEqual(['Ann Lee / Bo Lee: likely same_household'])
  expect(office.read.all('SELECT 1 FROM contact_emails')).toHaveLength(1)
  expect(changes(zoho(office, [bo]))).toEqual(none)
  expect(changes(zoho(office, [{ ...bo, 'Mailing City': 'Boulder' }]))).toEqual({ ...none, updated: 1 })
  expect(changes(kajabi(office, [named('Ann', 'Lee', 'lees@example.org')]))).toEqual(none)
  for (const seq of newestGroups(office, 4)) undoGroup(office.sqlite, seq, 'Ada')
  expect(snapshot(office.sqlite)).toEqual(before)
  expect(changes(first)).toEqual({ ...none, created: 1 })
  expect(pairs(office)).toEqual([])
})

function newestGroups(office: TestOffice, count: number): number[] {
  return office.read
    .all<{ seq: number }>('SELECT seq FROM change_groups ORDER BY seq DESC LIMIT ?', [count])
    .map(group => group.seq)
}

test('who came with the e-mail of another is found again by it, from any system and in another spelling', () => {
  const office = testOffice()
  zoho(office, [named('Ann', 'Lee', 'lees@example.org'), named('Robert', 'Lee', 'lees@example.org')])
  expect(people(office)).toEqual(['Ann Lee', 'Robert Lee'])
  expect(changes(kajabi(office, [named('Bob', 'Lee', 'lees@example.org')]))).toMatchObject({
    created: 0,
    updated: 1,
  })
  expect(people(office)).toEqual(['Ann Lee', 'Robert Lee'])
})

test('one e-mail and a first name that fits is one person, whatever the last name; so is a business', () => {
  const office = testOffice()
  kajabi(office, [named('Margaret', 'Lee', 'meg@example.org')])
  zoho(office, [named('', 'Alder Works LLC', 'meg@example.org')])
  zoho(office, [{ 'Record Id': 'zcrm_4000000000000777', ...named('Meg', 'Novak', 'meg@example.org') }])
  expect(people(office)).toHaveLength(1)
  expect(office.read.get('SELECT business_name FROM contacts')).toEqual({ business_name: 'Alder Works LLC' })
})

test('a first name that a person corrected still stands for its owner in other systems', () => {
  const office = testOffice()
  kajabi(office, [named('Xiao', 'Lee', 'lee@example.org')])
  const { id } = office.read.get<{ id: string }>('SELECT id FROM contacts') ?? { id: '' }
  updateContact(office.sqlite, { contactId: id, set: { firstName: 'Jennifer' } }, 'Ada')
  zoho(office, [named('Xiao', 'Lee', 'lee@example.org')])
  expect(people(office)).toEqual(['Jennifer Lee'])
})

test('a name alone is never certain: a contact of its own, and its only namesake is likely the same', () => {
  const office = testOffice()
  kajabi(office, [named('Ann', 'Lee', 'ann@example.org'), named('Bo', 'Sample', 'bo@example.org')])
  const rows = [named('Ann', 'Lee'), named('Bo', 'Sample', 'bo2@example.org')]
  zoho(office, rows)
  expect(people(office)).toHaveLength(4)
  expect(pairs(office)).toEqual([
    'Ann Lee / Ann Lee: likely same_person',
    'Bo Sample / Bo Sample: look same_person',
  ])
  expect(changes(zoho(office, rows))).toEqual(none)
})

test('of several namesakes none is guessed', () => {
  const office = testOffice()
  kajabi(office, [named('Ann', 'Lee', 'ann@example.org'), named('Ann', 'Lee', 'ann2@example.org')])
  zoho(office, [named('Ann', 'Lee')])
  expect(people(office)).toHaveLength(3)
  expect(pairs(office)).toEqual([])
})

test('name and address are certain where only one of them has an e-mail', () => {
  const office = testOffice()
  const home = { 'Mailing Street': '12 Alder Street', 'Mailing City': 'Boulder', 'Mailing Zip': '80301-1234' }
  const atHome = { 'Address (address_line_1)': '12 Alder St', 'Zip Code (address_zip)': '80301' }
  kajabi(office, [{ ...named('Ann', 'Lee', 'ann@example.org'), ...atHome }])
  zoho(office, [{ ...named('Ann', 'Lee'), ...home }])
  expect(people(office)).toEqual(['Ann Lee'])
  zoho(office, [
    { 'Record Id': 'zcrm_4000000000000777', ...named('Ann', 'Lee', 'ann9@example.org'), ...home },
  ])
  expect(people(office)).toEqual(['Ann Lee', 'Ann Lee'])
})

test('one phone: the same last name and a fitting first name are certain, a Jr is another', () => {
  const office = testOffice()
  const phone = { 'Phone Number (phone_number)': '(303) 555-0101' }
  kajabi(office, [{ ...named('John', 'Lee', 'john@example.org'), ...phone }])
  zoho(office, [
    { ...named('Jack', 'Lee'), Phone: '303.555.0101' },
    { ...named('John', 'Lee Jr'), Phone: '303.555.0101' },
    { ...named('Ann', 'Lee'), Phone: '303.555.0101' },
  ])
  expect(people(office)).toEqual(['Ann Lee', 'Jack Lee', 'John Lee Jr'])
})

test('one phone and one name, but two e-mails: namesakes live together, so a person is asked', () => {
  const office = testOffice()
  kajabi(office, [
    { ...named('John', 'Lee', 'john@example.org'), 'Phone Number (phone_number)': '(303) 555-0101' },
  ])
  zoho(office, [{ ...named('John', 'Lee', 'jlee@example.org'), Phone: '303.555.0101' }])
  expect(people(office)).toEqual(['John Lee', 'John Lee'])
  expect(pairs(office)).toEqual(['John Lee / John Lee: likely same_person'])
})

test('once merged, both stay one: the next file with either name finds the survivor', () => {
  const office = testOffice()
  kajabi(office, [named('Ann', 'Lee', 'lees@example.org')])
  const rows = [
    named('Bo', 'Lee', 'lees@example.org'),
    { 'First Name': 'Ann', 'Last Name': 'Lee', 'Mailing City': 'Boulder' },
  ]
  zoho(office, rows)
  const ids = office.read.all<{ id: string }>('SELECT id FROM contacts ORDER BY id').map(c => c.id)
  const [survivorId = '', ...otherIds] = ids
  mergeContacts(office.sqlite, { survivorId, otherIds, who: 'Ada' })
  expect(people(office)).toHaveLength(1)
  expect(changes(zoho(office, rows))).toMatchObject({ created: 0 })
  expect(changes(kajabi(office, [named('Bo', 'Lee', 'lees@example.org')]))).toMatchObject({ created: 0 })
  zoho(office, [{ 'Record Id': '', ...named('Bo', 'Lee', 'lees@example.org') }])
  expect(people(office)).toHaveLength(1)
})

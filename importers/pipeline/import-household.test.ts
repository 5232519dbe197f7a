import { expect, test } from 'vitest'
import { leaveHousehold } from '../../db/commands/households.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import { erasePerson } from '../../db/privacy/erase-person.ts'
import { contactColumns, snapshot, type TestOffice, testOffice } from './test-office.ts'

const giftColumns = ['Customer', 'Transaction date', 'Transaction type', 'Num', 'Memo/Description', 'Amount']
const gift = (customer: string, num: string) => ({
  Customer: customer,
  'Transaction date': '11/09/2024',
  'Transaction type': 'Sales Receipt',
  Num: num,
  'Memo/Description': 'Gift',
  Amount: '50.00',
})
const gifts = (office: TestOffice, ...customers: string[]) =>
  office.csv(
    giftColumns,
    customers.map((customer, i) => gift(customer, String(2001 + i))),
  )
const kajabi = (office: TestOffice, ...people: Record<string, string>[]) =>
  office.import(
    office.csv(
      contactColumns,
      people.map((person, i) => ({ 'Last Name': 'Lee', ID: String(2100000001 + i), ...person })),
    ),
  )
const homes = (office: TestOffice) =>
  office.read
    .all<{ text: string }>(
      `SELECT h.name || ': ' || group_concat(c.full_name, ', ' ORDER BY c.full_name) AS text
       FROM households h JOIN contacts c ON c.household_id = h.id GROUP BY h.id ORDER BY h.name`,
    )
    .map(row => row.text)

test('joint donors are two people of one household, once, and undone with the file', () => {
  const office = testOffice()
  const before = snapshot(office.sqlite)
  const file = gifts(office, 'Ann & Bo Lee', 'Cy Sample')
  const report = office.import(file)
  expect(report.contacts.created).toBe(3)
  expect(homes(office)).toHaveLength(1)
  expect(homes(office)[0]).toContain('Ann Lee, Bo Lee')
  expect(office.import(file)).toMatchObject({
    conflicts: 0,
    outcomes: { created: 0, updated: 0, conflict: 0 },
  })
  expect(homes(office)).toHaveLength(1)
  undoGroup(office.sqlite, office.groupOf(report), 'Ada')
  expect(snapshot(office.sqlite)).toEqual(before)
})

test('two names that are two people of one home are surely these; a household keeps its name and takes others in', () => {
  const office = testOffice()
  const home = { 'Address (address_line_1)': '12 Alder St', 'Zip Code (address_zip)': '80301' }
  kajabi(
    office,
    { 'First Name': 'Ann', Email: 'ann@example.org', ...home },
    { 'First Name': 'Bo', Email: 'bo@example.org', ...home },
    { 'First Name': 'Cy', Email: 'cy@example.org', ...home },
    { 'First Name': 'Di', Email: 'di@example.org' },
  )
  const before = snapshot(office.sqlite)
  const first = office.import(gifts(office, 'Ann & Bo Lee'))
  expect(first.contacts).toMatchObject({ created: 0, updated: 2 })
  const [home1] = homes(office)
  office.import(gifts(office, 'Bo & Cy Lee'))
  expect(homes(office)).toEqual([`${home1}, Cy Lee`])
  expect(office.import(gifts(office, 'Ann & Di Lee')).contacts).toMatchObject({ created: 2 })
  for (const seq of [4, 3, 2]) undoGroup(office.sqlite, seq, 'Ada')
  expect(snapshot(office.sqlite)).toEqual(before)
})

test('a couple of whom one is named is a household of one that keeps how they are addressed', () => {
  const office = testOffice()
  const before = snapshot(office.sqlite)
  const file = gifts(office, 'Dr. & Mrs. John Smith', 'Cy Sample & Family')
  const report = office.import(file)
  expect(report.contacts.created).toBe(2)
  const salutations = () =>
    office.read.all('SELECT name, salutation FROM households WHERE deleted_at IS NULL ORDER BY 1')
  expect(salutations()).toEqual([
    { name: 'Cy Sample & Family', salutation: 'Cy Sample & Family' },
    { name: 'Dr. & Mrs. John Smith', salutation: 'Dr. & Mrs. John Smith' },
  ])
  expect(homes(office)).toEqual(['Cy Sample & Family: Cy Sample', 'Dr. & Mrs. John Smith: John Smith'])
  expect(office.import(file)).toMatchObject({ outcomes: { created: 0, updated: 0, conflict: 0 } })
  expect(salutations()).toHaveLength(2)
  undoGroup(office.sqlite, office.groupOf(report), 'Ada')
  expect(snapshot(office.sqlite)).toEqual(before)
})

test('of a couple whose second was erased no household keeps the name', () => {
  const office = testOffice()
  const file = gifts(office, 'Ann & Bo Lee')
  office.import(file)
  const bo = office.read.get<{ id: string }>(`SELECT id FROM contacts WHERE first_name = 'Bo'`)
  erasePerson(office.sqlite, { contactId: bo?.id ?? '', who: 'Ada' }, () => undefined)
  office.import(office.csv(giftColumns, [gift('Ann & Bo Lee', '2009')]))
  expect(JSON.stringify(office.read.all('SELECT name, salutation FROM households'))).not.toContain('Bo')
})

test('whoever lives in another household stays there', () => {
  const office = testOffice()
  office.import(gifts(office, 'Ann & Bo Lee', 'Cy & Di Sample'))
  const before = homes(office)
  office.import(gifts(office, 'Ann & Bo Lee', 'Cy & Di Sample', 'Ann Lee & Cy Sample'))
  expect(homes(office).map(home => home.split(': ')[1])).toEqual(
    expect.arrayContaining(before.map(home => home.split(': ')[1])),
  )
})

test('whom a person took out of a household no file puts back, until that is undone', () => {
  const office = testOffice()
  const file = gifts(office, 'Ann & Bo Lee')
  office.import(file)
  const ann = office.read.get<{ id: string }>(`SELECT id FROM contacts WHERE first_name = 'Ann'`)
  leaveHousehold(office.sqlite, { contactId: ann?.id ?? '' }, 'Ada')
  const { seq } = office.read.get<{ seq: number }>('SELECT max(seq) AS seq FROM change_groups') ?? { seq: 0 }
  expect(office.import(file).outcomes).toMatchObject({ created: 0, updated: 0 })
  office.import(office.csv(giftColumns, [gift('Ann & Bo Lee', '2009')]))
  expect(homes(office)).toEqual([])
  undoGroup(office.sqlite, seq, 'Ada')
  expect(homes(office)).toHaveLength(1)
})

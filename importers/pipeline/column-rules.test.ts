import { expect, test } from 'vitest'
import { updateContact } from '../../db/commands/update-contact.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import { listPlanRows } from '../../db/queries/plan-rows.ts'
import type { ColumnAnswers } from './read/column-answers.ts'
import type { BatchReport } from './report.ts'
import { snapshot, type TestOffice, testOffice } from './test-office.ts'

const columns = ['Full Name', 'Email', 'Business', 'Phone', 'Mobile Phone', 'Address', 'City', 'Birth Date']
const orla = {
  'Full Name': 'Orla Fairweather',
  Email: 'orla@example.org',
  Business: 'Alder Bakery',
  Phone: '(303) 555-0101',
  'Mobile Phone': '(303) 555-0102',
  Address: '12 Alder St',
  City: 'Boulder',
  'Birth Date': '1961-03-14',
}
const orlasKey = { 'Full Name': orla['Full Name'], Email: orla.Email }

function importList(
  office: TestOffice,
  row: Record<string, string>,
  rules: NonNullable<ColumnAnswers['rules']> = {},
) {
  const path = office.csv(columns, [row])
  const named = Object.fromEntries(columns.map(column => [column, column]))
  const answers: ColumnAnswers = { source: 'mapped-list', columns: named, rules }
  return office.importNamed({ path, fileName: 'list.csv', answers })
}

const everything = { Business: 'clear', Phone: 'clear', Address: 'clear', 'Birth Date': 'clear' } as const

function fieldsOf(office: TestOffice, { batchId }: BatchReport): unknown[] {
  const filter = { batchId, offset: 0, limit: 10 }
  return listPlanRows(office.read, filter).flatMap(row => row.fields)
}

function valuesOf(office: TestOffice): unknown {
  const contact = office.read.get(
    `SELECT c.id, c.full_name AS name, c.business_name AS business, c.birth_date AS born, c.phone,
       (SELECT group_concat(p.phone, ' ') FROM contact_phones p WHERE p.contact_id = c.id AND p.deleted_at IS NULL) AS phones,
       (SELECT group_concat(a.line_1, ' ') FROM contact_addresses a WHERE a.contact_id = c.id AND a.deleted_at IS NULL) AS streets
     FROM contacts c`,
    [],
  )
  return contact
}

test('without a rule an empty cell erases nothing', () => {
  const office = testOffice()
  importList(office, orla)
  const before = snapshot(office.sqlite)
  expect(importList(office, orlasKey).outcomes).toMatchObject({ unchanged: 1 })
  expect(snapshot(office.sqlite)).toEqual(before)
})

test('empty cells of columns that are told to erase do, are shown in the plan, and can be undone', () => {
  const office = testOffice()
  importList(office, orla)
  const before = snapshot(office.sqlite)
  const report = importList(office, orlasKey, everything)
  expect(report.outcomes).toMatchObject({ updated: 1 })
  expect(valuesOf(office)).toMatchObject({
    name: 'Orla Fairweather',
    business: null,
    born: null,
    phone: '(303) 555-0102',
    phones: '(303) 555-0102',
    streets: null,
  })
  expect(fieldsOf(office, report)).toEqual(
    ['business_name', 'phone', 'address', 'birth_date'].map(field =>
      expect.objectContaining({ field, action: 'remove', incoming: '' }),
    ),
  )
  undoGroup(office.sqlite, office.groupOf(report), 'Ada')
  expect(snapshot(office.sqlite)).toEqual(before)
})

test('an address is erased only when all of its columns are empty', () => {
  const office = testOffice()
  importList(office, orla)
  const report = importList(office, { ...orla, Address: '' }, { Address: 'clear' })
  expect(fieldsOf(office, report)).not.toContainEqual(expect.objectContaining({ action: 'remove' }))
})

test('nothing is erased of somebody a person corrected', () => {
  const office = testOffice()
  importList(office, orla)
  const { id } = office.read.get<{ id: string }>('SELECT id FROM contacts', []) ?? { id: '' }
  updateContact(office.sqlite, { contactId: id, set: { businessName: 'Alder Street Bakery' } }, 'Ada')
  const before = snapshot(office.sqlite)
  const report = importList(office, orlasKey, everything)
  expect([report.outcomes.unchanged, report.conflicts, report.protectedFields]).toEqual([1, 0, 4])
  expect(snapshot(office.sqlite)).toEqual(before)
})

test('a column that only fills gaps fills them and replaces nothing', () => {
  const office = testOffice()
  importList(office, { ...orlasKey, Phone: orla.Phone })
  const other = { ...orlasKey, Phone: '(303) 555-0199', Business: 'Alder Bakery', 'Birth Date': '1961-03-14' }
  const rules = { Phone: 'fill', Business: 'fill', 'Full Name': 'fill' } as const
  expect(importList(office, { ...other, 'Full Name': 'Orla Weather' }, rules)).toMatchObject({ conflicts: 0 })
  expect(valuesOf(office)).toMatchObject({
    name: 'Orla Fairweather',
    phones: '(303) 555-0101',
    business: 'Alder Bakery',
    born: '1961-03-14',
  })
})

import { expect, test } from 'vitest'
import { setContactLock } from '../../db/commands/contact-marks.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import { contactColumns, snapshot, type TestOffice, testOffice } from './test-office.ts'

const names = ['Ada', 'Bo', 'Cy', 'Di']
/** One row for each person: their e-mail in this file. */
function file(office: TestOffice, emails: readonly string[], more: Record<string, string> = {}): string {
  const rows = emails.map((email, i) => ({
    'First Name': names[i] ?? '',
    'Last Name': 'Example',
    Email: `${email}@example.org`,
    ID: String(2100000001 + i),
    ...more,
  }))
  return office.csv(contactColumns, rows)
}
const emailsOf = (office: TestOffice) =>
  office.read
    .all<{ first_name: string; email: string }>(
      'SELECT first_name, email FROM contacts WHERE deleted_at IS NULL ORDER BY first_name',
    )
    .map(c => `${c.first_name} ${c.email.replace('@example.org', '')}`)

test.each([
  { what: 'two exchange theirs', emails: ['bo', 'ada', 'cy'] },
  { what: 'three pass theirs on in a ring', emails: ['bo', 'cy', 'ada'] },
  { what: 'one takes what another gives up for a new one', emails: ['bo', 'bo2', 'cy'] },
  { what: 'a chain ends in a new one', emails: ['bo', 'cy', 'new'] },
])('$what: no conflict, the same again changes nothing, undo brings all back', ({ emails }) => {
  const office = testOffice()
  office.import(file(office, ['ada', 'bo', 'cy']))
  const before = snapshot(office.sqlite)
  const changed = file(office, emails)
  const report = office.import(changed)
  const moved = emails.filter((email, i) => email !== names[i]?.toLowerCase()).length
  expect(report).toMatchObject({
    conflicts: 0,
    outcomes: { created: 0, updated: moved, unchanged: 3 - moved, conflict: 0 },
    contacts: { created: 0, updated: moved, unchanged: 3 - moved },
  })
  expect(emailsOf(office)).toEqual(emails.map((email, i) => `${names[i]} ${email}`))
  expect(office.import(changed)).toMatchObject({ conflicts: 0, outcomes: { updated: 0, unchanged: 3 } })
  expect(office.import(file(office, emails, { Tags: 'Donor' }))).toMatchObject({ conflicts: 0 })
  for (let undos = 0; undos < 3; undos++) undoGroup(office.sqlite, newestImport(office), 'Ada')
  expect(snapshot(office.sqlite)).toEqual(before)
})

function newestImport(office: TestOffice): number {
  const row = office.read.get<{ seq: number }>(
    `SELECT max(seq) AS seq FROM change_groups WHERE origin = 'import' AND undone_at IS NULL`,
  )
  return row?.seq ?? -1
}

test('an e-mail that its owner keeps is asked about, and so is the whole chain behind it', () => {
  const office = testOffice()
  office.import(file(office, ['ada', 'bo', 'cy']))
  const { id } = office.read.get<{ id: string }>(`SELECT id FROM contacts WHERE first_name = 'Cy'`) ?? {
    id: '',
  }
  setContactLock(office.sqlite, { contactId: id, lockLevel: 'FULL_LOCK', reason: 'asked for' }, 'Ada')
  const report = office.import(file(office, ['bo', 'cy', 'new']))
  expect(report).toMatchObject({ conflicts: 3, outcomes: { updated: 0, conflict: 3 } })
  expect(emailsOf(office)).toEqual(['Ada ada', 'Bo bo', 'Cy cy'])
})

test('of two who want one e-mail that is given up the first gets it', () => {
  const office = testOffice()
  office.import(file(office, ['ada', 'bo', 'cy']))
  const report = office.import(file(office, ['cy', 'cy', 'new']))
  expect(report).toMatchObject({ conflicts: 1, outcomes: { updated: 2, conflict: 1 } })
  expect(emailsOf(office)).toEqual(['Ada cy', 'Bo bo', 'Cy new'])
})

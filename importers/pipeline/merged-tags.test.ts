import { expect, test } from 'vitest'
import { mergeTags, tagContacts } from '../../db/commands/contact-tags.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import { erasePerson } from '../../db/privacy/erase-person.ts'
import { listTags } from '../../db/queries/contacts-list.ts'
import { contactColumns, snapshot, type TestOffice, testOffice } from './test-office.ts'

const adaWithTags = (tags: string) => ({
  Name: 'Ada Example',
  Email: 'ada@example.org',
  ID: '2100000001',
  'Member ID': '1400000001',
  Tags: tags,
})
const bo = {
  Name: 'Bo Sample',
  Email: 'bo@example.org',
  ID: '2100000002',
  'Member ID': '1400000002',
  Tags: 'Donor',
}
const none = { created: 0, updated: 0, conflict: 0, skipped: 0, error: 0 }

function fileOf(office: TestOffice, tags: string): string {
  return office.csv(contactColumns, [adaWithTags(tags), bo])
}
function tagsOf(office: TestOffice, firstName: string): string[] {
  return office.read
    .all<{ name: string }>(
      `SELECT g.name FROM contact_tags ct JOIN tags g ON g.id = ct.tag_id JOIN contacts c ON c.id = ct.contact_id
       WHERE c.first_name = ? AND ct.deleted_at IS NULL ORDER BY 1`,
      [firstName],
    )
    .map(row => row.name)
}
function newestGroup(office: TestOffice): number {
  return office.read.get<{ seq: number }>('SELECT max(seq) AS seq FROM change_groups')?.seq ?? -1
}

test('the same file after its tags were merged changes nothing, also through two merges and with a comma in a name', () => {
  const office = testOffice()
  const path = fileOf(office, 'donors 2024, Choir')
  office.import(path)
  tagContacts(office.sqlite, { contactIds: contactIds(office), tag: 'Donor, large', isOn: true }, 'Ada')
  mergeTags(office.sqlite, { from: ['donors 2024'], into: 'Donor, large' }, 'Ada')
  mergeTags(office.sqlite, { from: ['Donor, large'], into: 'Donor' }, 'Ada')
  expect(tagsOf(office, 'Ada')).toEqual(['Choir', 'Donor'])
  expect(office.import(path).outcomes).toEqual({ ...none, unchanged: 2 })
  const renamed = fileOf(office, 'Choir, Donor, large, donors 2024')
  expect(office.import(renamed).outcomes).toEqual({ ...none, unchanged: 2 })
  expect(listTags(office.read).map(tag => tag.name)).toEqual(['Choir', 'Donor'])
  office.close()
})

test('an old name that a file brings anew puts the tag it became on the person, and its going takes that off', () => {
  const office = testOffice()
  office.import(fileOf(office, 'donors'))
  mergeTags(office.sqlite, { from: ['donors'], into: 'Donor' }, 'Ada')
  office.import(fileOf(office, 'Choir'))
  expect(tagsOf(office, 'Ada')).toEqual(['Choir'])
  office.import(fileOf(office, 'Choir, donors'))
  expect(tagsOf(office, 'Ada')).toEqual(['Choir', 'Donor'])
  office.close()
})

test('a tag that a person took off before the merge stays off', () => {
  const office = testOffice()
  const path = fileOf(office, 'donors')
  office.import(path)
  const ada = contactIds(office)[0] ?? ''
  tagContacts(office.sqlite, { contactIds: [ada], tag: 'donors', isOn: false }, 'Ada')
  mergeTags(office.sqlite, { from: ['donors'], into: 'Donor' }, 'Ada')
  office.import(path)
  expect(tagsOf(office, 'Ada')).toEqual([])
  office.close()
})

test('after the merge is undone the file’s own tag stands, also when the file came in between', () => {
  const office = testOffice()
  const path = fileOf(office, 'donors')
  office.import(path)
  const before = snapshot(office.sqlite)
  mergeTags(office.sqlite, { from: ['donors'], into: 'Donor' }, 'Ada')
  const merge = newestGroup(office)
  office.import(path)
  undoGroup(office.sqlite, merge, 'Ada')
  expect(snapshot(office.sqlite)).toEqual(before)
  expect(office.import(path).outcomes).toEqual({ ...none, unchanged: 2 })
  office.close()
})

test('an import whose tag another was merged into can be undone in any order', () => {
  const office = testOffice()
  const empty = snapshot(office.sqlite)
  office.import(office.csv(contactColumns, [adaWithTags('donors')]))
  const first = newestGroup(office)
  office.import(office.csv(contactColumns, [bo]))
  const second = newestGroup(office)
  mergeTags(office.sqlite, { from: ['donors'], into: 'Donor' }, 'Ada')
  const merge = newestGroup(office)
  undoGroup(office.sqlite, second, 'Ada')
  expect(tagsOf(office, 'Ada')).toEqual(['Donor'])
  undoGroup(office.sqlite, merge, 'Ada')
  expect(tagsOf(office, 'Ada')).toEqual(['donors'])
  expect(listTags(office.read)).toEqual([{ name: 'donors', count: 1 }])
  undoGroup(office.sqlite, first, 'Ada')
  expect(snapshot(office.sqlite)).toEqual(empty)
  office.close()
})

test('a tag that an undo brings back means the tag it became, until that merge is undone, too', () => {
  const office = testOffice()
  office.import(fileOf(office, 'donors'))
  office.import(fileOf(office, 'Donor'))
  const second = newestGroup(office)
  mergeTags(office.sqlite, { from: ['donors'], into: 'Donor' }, 'Ada')
  const merge = newestGroup(office)
  undoGroup(office.sqlite, second, 'Ada')
  expect(tagsOf(office, 'Ada')).toEqual(['Donor'])
  undoGroup(office.sqlite, merge, 'Ada')
  expect(tagsOf(office, 'Ada')).toEqual(['donors'])
  office.close()
})

test('a tag of one erased person goes with all that was merged into it', () => {
  const office = testOffice()
  office.import(office.csv(contactColumns, [adaWithTags('Only Ada, donors')]))
  mergeTags(office.sqlite, { from: ['donors'], into: 'Only Ada' }, 'Ada')
  erasePerson(office.sqlite, { contactId: contactIds(office)[0] ?? '', who: 'Ada' }, () => undefined)
  expect(office.read.all('SELECT name FROM tags')).toEqual([])
  office.close()
})

function contactIds(office: TestOffice): string[] {
  return office.read.all<{ id: string }>('SELECT id FROM contacts ORDER BY first_name').map(row => row.id)
}

import { expect, test } from 'vitest'
import { setContactOptIn } from '../commands/contact-marks.ts'
import { updateContact } from '../commands/update-contact.ts'
import { mergeContacts } from '../merge/merge.ts'
import { unmergeContacts } from '../merge/unmerge.ts'
import { openOffice } from '../open.ts'
import { listConsentChanges } from '../privacy/consent-history.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { countHistory, listHistory } from './history.ts'
import { mergedRecordsOf } from './merged-records.ts'

const { sqlite, read } = openOffice(temporaryFolder())
const add = (firstName: string) => importing(sqlite, w => addPerson(w, { firstName }))
const ada = add('Ada')
const twin = add('Adah')
const older = add('Older')

test("History and consent of a merged record are the survivor's until they are apart again", () => {
  const evidence = { source: 'staff', method: 'signed the list', date: '2025-03-01' }
  setContactOptIn(sqlite, { contactId: older, subscribed: true, evidence }, 'Jo')
  updateContact(sqlite, { contactId: twin, set: { lastName: 'Twin' } }, 'Jo')
  mergeContacts(sqlite, { survivorId: twin, otherIds: [older], who: 'Mira' })
  const { mergeId } = mergeContacts(sqlite, { survivorId: ada, otherIds: [twin], who: 'Mira' })

  expect(mergedRecordsOf(read, ada).map(record => record.fullName)).toEqual(['Adah Twin', 'Older'])
  const history = { contactId: ada }
  expect(listHistory(read, { ...history, offset: 0, limit: 10 }).map(row => row.title)).toEqual([
    'Merged Ada and Adah Twin',
    'Merged Adah Twin and Older',
    'Changed the name of Adah',
    'Subscribed Older to the newsletter: signed the list',
  ])
  expect(countHistory(read, history)).toBe(4)
  expect(listConsentChanges(read, ada)).toContainEqual(
    expect.objectContaining({
      why: expect.stringContaining('signed the list'),
      mergedFrom: { fullName: 'Older', mergedAt: expect.any(String) },
    }),
  )

  unmergeContacts(sqlite, { mergeId, who: 'Mira' })
  expect(mergedRecordsOf(read, ada)).toEqual([])
  expect(mergedRecordsOf(read, twin).map(record => record.fullName)).toEqual(['Older'])
  expect(listConsentChanges(read, ada)?.filter(change => change.mergedFrom)).toEqual([])
  expect(listHistory(read, { ...history, offset: 0, limit: 10 }).map(row => row.title)).not.toContain(
    'Changed the name of Adah',
  )
})

test('what was merged into somebody is looked up', () => {
  const statements: string[] = []
  mergedRecordsOf(
    {
      ...read,
      all: (sql, params) => {
        statements.push(sql)
        return read.all(sql, params)
      },
    },
    ada,
  )
  const plan = statements.flatMap(sql =>
    read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, [ada]).map(step => step.detail),
  )
  expect(statements).toHaveLength(1)
  expect(plan).toContain('SEARCH contacts USING INDEX contacts_merged_into (merged_into_id=?)')
  expect(plan.filter(step => /^SCAN (contacts|c|j|g|journal)/.test(step))).toEqual([])
})

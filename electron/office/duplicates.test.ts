import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from '../../db/connect.ts'
import { officeFileName } from '../../db/office-file.ts'
import { ask, runTask } from '../contract/ask.ts'
import { getContact } from '../contract/contact-card.ts'
import { createContact } from '../contract/contact-edits.ts'
import {
  formHousehold,
  listDuplicates,
  listMerges,
  markNotSame,
  mergeCertain,
  mergeContacts,
  sampleDuplicates,
  scanDuplicates,
  suggestMerge,
  unmergeContacts,
} from '../contract/duplicates.ts'
import { listBackups, listHistory, undoAction } from '../contract/office.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import { createOffice } from './office.ts'

let office: OfficeClient
let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'starhouse-office-'))
  office = createOffice({ dataDir, runJobsInline: true })
})
afterEach(() => office.close())

const add = async (firstName: string, lastName: string, phone: string, street: string): Promise<string> => {
  const address = { line1: street, city: 'Boulder', state: 'CO', postalCode: '80301' }
  const input = {
    firstName,
    lastName,
    businessName: `${firstName} ${lastName} Studio`,
    phones: [phone],
    address,
  }
  return (await ask(office, createContact, input)).contactId
}
/** Thirty strangers, two pairs of one person each, and two who live together. */
async function givenPeople() {
  for (let n = 0; n < 30; n++) await add(`Pat${n}`, `Fern${n}`, `303 555 01${10 + n}`, `${n} Elm Road`)
  return {
    ada: [
      await add('Ada', 'Quill', '303 555 0101', '12 Alder St'),
      await add('Ada', 'Quill', '(303) 555-0101', '12 Alder Street'),
    ],
    bo: [
      await add('Bo', 'Moss', '303 555 0102', '9 Oak Ave'),
      await add('Bo', 'Moss', '(303) 555-0102', '9 Oak Avenue'),
    ],
    couple: [
      await add('Cleo', 'Vale', '303 555 0103', '4 Birch Ln'),
      await add('Dan', 'Vale', '303 555 0103', '4 Birch Ln'),
    ],
  }
}
const list = () => ask(office, listDuplicates, { outcome: 'same_person' })
const idsOf = (sets: { contactIds: string[] }[]) => sets.map(set => set.contactIds.toSorted())

/** What a scan of a big office would say; a small one leaves more doubt. */
function findForCertain(...pairs: string[][]): void {
  const sqlite = connect(join(dataDir, officeFileName), 'write')
  const insert = sqlite.prepare(
    `INSERT INTO duplicate_pairs (contact_a, contact_b, score, band, outcome, evidence, found_by, found_at)
     VALUES (?, ?, 0.999, 'certain', 'same_person', '{"for":["Both have the same phone."],"against":[]}', 'scan', '')`,
  )
  for (const pair of pairs) insert.run(...pair.toSorted())
  sqlite.close()
}

test('found, looked at, merged, taken apart and undone', async () => {
  const { ada, bo, couple } = await givenPeople()
  expect(await runTask(office, scanDuplicates, {})).toMatchObject({ people: 36 })
  const { sets, counts } = await list()
  expect(idsOf(sets)).toEqual(expect.arrayContaining([ada.toSorted(), bo.toSorted()]))
  expect(counts.certain + counts.likely).toBe(2)
  expect(sets[0]?.members.map(m => m.city)).toEqual(['Boulder', 'Boulder'])
  const suggestion = await ask(office, suggestMerge, { contactIds: ada })
  expect(suggestion).toMatchObject({
    survivorId: ada[0],
    survivorReason: 'It is the oldest record.',
    lockLevel: 'FULL_LOCK',
  })
  expect(suggestion.folded).toContainEqual({ kind: 'phone', rows: 2, stands: 1 })
  const [survivorId = '', ...otherIds] = ada
  const phone = suggestion.fields.find(f => f.field === 'phone')?.options[1]?.id ?? ''
  const { mergeId } = await ask(office, mergeContacts, { survivorId, otherIds, values: { phone } })
  expect(await ask(office, getContact, { contactId: otherIds[0] ?? '' })).toMatchObject({
    contactId: survivorId,
    mergedIntoId: survivorId,
  })
  expect(await ask(office, listMerges, { contactId: survivorId })).toMatchObject({
    merges: [{ mergeId, merged: [{ contactId: otherIds[0], fullName: 'Ada Quill' }] }],
  })
  expect(idsOf((await list()).sets)).not.toContainEqual(ada.toSorted())
  expect(await ask(office, unmergeContacts, { mergeId })).toEqual({
    restoredIds: otherIds,
    stayed: [],
    stayedCount: 0,
  })
  expect(await ask(office, listMerges, { contactId: survivorId })).toEqual({ merges: [] })
  await ask(office, markNotSame, { contactIds: bo })
  await ask(office, formHousehold, { contactIds: couple })
  await runTask(office, scanDuplicates, {})
  expect(idsOf((await list()).sets)).toEqual([ada.toSorted()])
  await runTask(office, scanDuplicates, { everybody: true })
  expect(idsOf((await list()).sets)).toEqual([ada.toSorted()])
})

test('all certain ones at once: sampled, backed up, one action in History that undoes all', async () => {
  const { ada, bo } = await givenPeople()
  findForCertain(ada, bo)
  const { total, sets, fingerprint } = await ask(office, sampleDuplicates, { count: 1 })
  expect([total, sets.length]).toEqual([2, 1])
  const outdated = runTask(office, mergeCertain, { fingerprint: 'of other sets' })
  await expect(outdated).rejects.toMatchObject({ error: { code: 'change.outdated' } })
  expect(await runTask(office, mergeCertain, { fingerprint })).toMatchObject({ merges: 2, mergedRecords: 2 })
  expect((await ask(office, listBackups, {})).backups[0]?.reason).toContain('certain duplicates')
  const [newest] = (await ask(office, listHistory, {})).rows
  expect(newest?.title).toBe('Merged 2 sets of certain duplicates')
  expect((await list()).counts.certain).toBe(0)
  await ask(office, undoAction, { groupId: newest?.groupId ?? '' })
  expect((await list()).counts.certain).toBe(2)
})

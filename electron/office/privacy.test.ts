import { mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, runTask } from '../contract/ask.ts'
import { getContact } from '../contract/contact-card.ts'
import { addNote, createContact, setContactOptIn } from '../contract/contact-edits.ts'
import { listContacts } from '../contract/contacts.ts'
import { OfficeError } from '../contract/errors.ts'
import { createBackup, exportList, listHistory, undoAction } from '../contract/office.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import {
  consentHistory,
  erasePerson,
  exportPerson,
  listOptIns,
  lookBeforeErasing,
  previewOptIns,
  restoreOptIns,
} from '../contract/privacy.ts'
import { createOffice } from './office.ts'

let dataDir: string
let office: OfficeClient
let contactId: string

beforeEach(async () => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'office-')), 'data')
  office = createOffice({ dataDir, runJobsInline: true })
  const person = { firstName: 'Zoë', lastName: 'Łukasiewicz', emails: ['zoe.unusual@example.org'] }
  contactId = (await ask(office, createContact, person)).contactId
  await ask(office, addNote, { contactId, text: 'Ελένη and Борис know her\nsecond line', isPinned: true })
})
afterEach(() => office.close())

test('a person is exported as JSON and as a PDF with every letter of their name', async () => {
  const json = await runTask(office, exportPerson, { contactId, format: 'json' })
  expect(json).toMatchObject({ fileName: 'Zoë Łukasiewicz.json', encoding: 'utf8' })
  expect(JSON.parse(json.text)).toMatchObject({ fullName: 'Zoë Łukasiewicz', contactIds: [contactId] })
  const pdf = await runTask(office, exportPerson, { contactId, format: 'pdf' })
  expect(pdf).toMatchObject({ fileName: 'Zoë Łukasiewicz.pdf', encoding: 'base64' })
  const document = await PDFDocument.load(Buffer.from(pdf.text, 'base64'))
  expect(document.getTitle()).toBe('Everything about Zoë Łukasiewicz')
  expect(document.getPageCount()).toBeGreaterThan(0)
})

/** As a program leaves it that was killed an hour ago with a workbook open. */
function leaveSheetBehind(text: string): void {
  const folder = join(dataDir, 'sheet-file_0')
  mkdirSync(folder)
  writeFileSync(join(folder, 'sheet.csv'), text)
  const hourAgo = Date.now() / 1000 - 3600
  utimesSync(folder, hourAgo, hourAgo)
}

test('erasing asks for the typed name, tells what stays and where else they are, and cannot be undone', async () => {
  const { backupId } = await runTask(office, createBackup, {})
  leaveSheetBehind('Łukasiewicz')
  const look = await runTask(office, lookBeforeErasing, { contactId })
  expect(look).toMatchObject({ fullName: 'Zoë Łukasiewicz', records: 1, payments: 0, keptFiles: 0 })
  expect(look.backups.map(backup => backup.backupId)).toEqual([backupId])
  const wrong = { contactId, typedName: 'Zoe', copies: 'keep' as const }
  await expect(runTask(office, erasePerson, wrong)).rejects.toThrow(OfficeError)
  expect(await ask(office, getContact, { contactId })).toMatchObject({ fullName: 'Zoë Łukasiewicz' })
  const done = await runTask(office, erasePerson, {
    contactId,
    typedName: 'Zoë Łukasiewicz',
    copies: 'delete',
  })
  expect(done).toMatchObject({ contactId, records: 1, copies: 1 })
  await expect(ask(office, getContact, { contactId })).rejects.toThrow(OfficeError)
  expect(await ask(office, listContacts, {})).toMatchObject({ total: 0 })
  const { rows } = await ask(office, listHistory, {})
  expect(rows[0]).toMatchObject({ origin: 'erasure', canUndo: false, title: 'Erased a person at their wish' })
  await expect(ask(office, undoAction, { groupId: rows[0]?.groupId ?? '' })).rejects.toThrow(
    'cannot be undone',
  )
  await office.close()
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const holding = files.filter(file => {
    const bytes = readFileSync(join(file.parentPath, file.name))
    return ['zoe.unusual', 'Łukasiewicz', 'Ελένη'].some(trace => bytes.includes(trace))
  })
  expect(holding.map(file => file.name)).toEqual([])
})

test('opt-ins are counted before they are put back, and the log tells of it', async () => {
  const from = new Date().toISOString()
  const evidence = { source: 'staff', method: 'a wrong list', date: '2025-01-01' }
  await ask(office, setContactOptIn, { contactId, subscribed: true, evidence })
  expect(await ask(office, previewOptIns, { from, contactIds: [contactId] })).toMatchObject({
    on: 0,
    off: 1,
    laterChanged: 0,
    total: 1,
    people: [{ contactId, contactName: 'Zoë Łukasiewicz', becomes: 'off' }],
  })
  await ask(office, restoreOptIns, { from })
  const { changes } = await ask(office, consentHistory, { contactId })
  expect(changes.map(change => change.subscribed)).toEqual([false, true])
  await expect(ask(office, consentHistory, { contactId: crypto.randomUUID() })).rejects.toThrow(OfficeError)
  const off = { subscribed: false, origin: 'staff' as const }
  expect(await ask(office, listOptIns, off)).toMatchObject({
    total: 1,
    rows: [{ contactId, wasSubscribed: true, subscribed: false, why: expect.stringContaining('put back') }],
  })
  const csv = await ask(office, exportList, { list: 'opt-ins', input: off })
  expect(csv).toMatchObject({ rows: 1, fileName: expect.stringMatching(/^opt-ins /) })
  expect(csv.text).toContain('Zoë Łukasiewicz')
})

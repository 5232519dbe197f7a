import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { workbookParts, writeZip } from '../../importers/pipeline/read/write-workbook.ts'
import { ask, giveFile, runTask } from '../contract/ask.ts'
import { listContacts } from '../contract/contacts.ts'
import { forgetFiles, listImports, recogniseFile, runImport, undoImport } from '../contract/imports.ts'
import { exportList } from '../contract/office.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import { type ColumnAnswers, forgetColumns, listRememberedColumns } from '../contract/remembered-columns.ts'
import { createOffice } from './office.ts'

let dataDir: string
let office: OfficeClient

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'starhouse-mapped-'))
  office = createOffice({ dataDir, runJobsInline: true })
})
afterEach(async () => {
  await office.close()
  rmSync(dataDir, { recursive: true, force: true })
})

function given(content: string | Uint8Array, fileName = 'list.csv'): Promise<string> {
  const path = join(dataDir, fileName)
  writeFileSync(path, content)
  return giveFile(office, path, fileName)
}

const look = async (content: string | Uint8Array, answers?: ColumnAnswers) =>
  runTask(office, recogniseFile, { fileId: await given(content), ...(answers ? { answers } : {}) })

const list = [
  'Who,Where to write,Born,Shirt',
  'Orla Fairweather,orla@example.org,03/04/1961,M',
  'Pim Vantongeren,pim@example.org,05/06/1970,L',
].join('\n')
const answers: ColumnAnswers = {
  source: 'mapped-list',
  columns: { Who: 'Full Name', 'Where to write': 'Email', Born: 'Birth Date', Shirt: null },
  dateOrder: 'dmy',
  rules: { Email: 'fill' },
}

test('a list nobody knows: guessed, answered, imported, remembered for its header, undone', async () => {
  expect(await look(list)).toMatchObject({
    source: 'mapped-list',
    isGuessed: true,
    isRemembered: false,
    rowCount: 2,
    columns: [
      { header: 'Who', samples: ['Orla Fairweather', 'Pim Vantongeren'], column: 'Full Name' },
      { header: 'Where to write', column: 'Email' },
      { header: 'Born', column: 'Birth Date' },
      { header: 'Shirt', column: null },
    ],
  })
  const asked = await look(list, { source: answers.source, columns: answers.columns })
  expect(asked.dateOrder).toEqual({
    value: 'mdy',
    isOpen: true,
    samples: ['03/04/1961', '05/06/1970'],
    otherwise: 0,
  })
  const fileId = await given(list)
  const { batches } = await runTask(office, runImport, { files: [{ fileId, answers, optIn: 'unknown' }] })
  expect(batches[0]).toMatchObject({ source: 'mapped-list', outcomes: { created: 2 } })

  const more = `${list}\nLee Fable,lee@example.org,01/02/1980,S\n`
  expect(await look(more)).toMatchObject({
    isGuessed: false,
    isRemembered: true,
    rules: { Email: 'fill' },
    dateOrder: { value: 'dmy', isOpen: false },
  })
  const again = await runTask(office, runImport, { files: [{ fileId: await given(more) }] })
  expect(again.batches[0]?.outcomes).toMatchObject({ created: 1, unchanged: 2 })
  for (const { batchId } of [...again.batches, ...batches]) await runTask(office, undoImport, { batchId })
  expect((await ask(office, listContacts, {})).total).toBe(0)
})

test('what is remembered is listed with its file and in words, exported, and forgotten', async () => {
  const { batches } = await runTask(office, runImport, {
    files: [{ fileId: await given(list, 'volunteers.csv'), answers }],
  })
  const remembered = await ask(office, listRememberedColumns, {})
  expect(remembered).toMatchObject({
    total: 1,
    rows: [
      {
        label: 'A list of people',
        fileName: 'volunteers.csv',
        columns: 'Who is Full Name, Where to write is Email, Born is Birth Date',
        answeredAt: batches[0] && expect.any(String),
        answers,
      },
    ],
  })
  const { text, rows } = await ask(office, exportList, { list: 'remembered-columns' })
  expect([rows, text]).toEqual([1, expect.stringContaining('volunteers.csv')])
  const rememberedId = remembered.rows[0]?.rememberedId ?? ''
  expect(await ask(office, forgetColumns, { rememberedId })).toEqual({ forgotten: true })
  expect(await ask(office, forgetColumns, { rememberedId })).toEqual({ forgotten: false })
  expect(await ask(office, listRememberedColumns, {})).toEqual({ total: 0, rows: [] })
  expect(await look(list)).toMatchObject({ isGuessed: true, isRemembered: false })
  expect((await ask(office, listContacts, {})).total).toBe(2)
})

test('a plan remembers nothing, and a file nobody answered for is still refused', async () => {
  const fileId = await given(list)
  await runTask(office, runImport, { files: [{ fileId, answers }], dryRun: true })
  await expect(runTask(office, runImport, { files: [{ fileId }] })).rejects.toMatchObject({
    error: { code: 'file.unknown' },
  })
})

test('another export with renamed columns is proposed, and refused while it lacks what it needs', async () => {
  const renamed = 'Kontakt,Mitglied,Post\n1,11,a@example.org\n'
  const asked = await look(renamed, { source: 'kajabi-contacts', columns: {} })
  expect(asked).toMatchObject({ source: 'kajabi-contacts', isGuessed: true })
  await expect(
    look(renamed, { source: 'kajabi-contacts', columns: { Kontakt: null, Mitglied: null, Post: null } }),
  ).rejects.toMatchObject({ error: { code: 'file.wrongSource' } })
})

test('an encoding that the file does not name is shown as each would read it', async () => {
  const { encodings } = await look(iconv.encode(list.replace('Orla', 'Zoë'), 'win1252'))
  expect(encodings).toEqual([
    { encoding: 'Windows-1252', lines: [expect.stringContaining('Zoë')] },
    { encoding: 'Mac Roman', lines: [expect.stringContaining('ZoÎ')] },
    { encoding: 'DOS 437', lines: [expect.stringContaining('Zoδ')] },
  ])
  const written = iconv.encode(list.replace('Orla', 'Zoë'), 'macroman')
  expect((await look(written)).notes).toEqual([expect.stringContaining('Windows-1252')])
  const never = iconv.encode(list.replace('Orla', 'Åsa'), 'macroman')
  expect(await look(never)).toMatchObject({
    encoding: 'Mac Roman',
    columns: [{ samples: ['Åsa Fairweather', 'Pim Vantongeren'] }, {}, {}, {}],
  })
  const dos = iconv.encode(list.replace('Orla', 'Zoë'), 'cp437')
  expect((await look(dos, { ...answers, encoding: 'DOS 437' })).columns[0]?.samples[0]).toBe(
    'Zoë Fairweather',
  )
  const chosen = await look(written, { ...answers, encoding: 'Mac Roman' })
  expect([chosen.notes, chosen.columns[0]?.samples[0]]).toEqual([[], 'Zoë Fairweather'])
})

test('another reading is one of the header too, and is remembered with it', async () => {
  const german =
    'Datum,Uhrzeit,Zeitzone,Name,Typ,Status,Währung,Brutto,Gebühr,Netto,Transaktionscode,Empfänger\n'
  const rows = '03/14/2026,10:00:00,PST,Jörg,Spende,Abgeschlossen,EUR,"5,00","0,00","5,00",T1,x\n'
  const written = iconv.encode(german + rows, 'cp437')
  const read = { source: 'mapped-list', columns: {}, encoding: 'DOS 437' } as const
  expect((await look(written)).columns.map(({ header }) => header)).not.toContain('Währung')
  const { columns } = await look(written, read)
  expect(columns.map(({ header }) => header)).toContain('Währung')
})

test('a workbook is read like its CSV file, its rows called as in the sheet, and nothing is left of it once forgotten', async () => {
  const rows = [
    ['People of the house'],
    [],
    ['ID', 'Member ID', 'Email', 'Tags'],
    [1, 11, 'ada@example.org', 'Choir'],
    ['1.2E+18', 12, 'bea@example.org', ''],
  ]
  const fileId = await given(writeZip(workbookParts([{ name: 'Export', rows }])), 'people.xlsx')
  expect(await runTask(office, recogniseFile, { fileId })).toMatchObject({
    source: 'kajabi-contacts',
    sheet: 'Export',
    rowCount: 2,
  })
  const { batches } = await runTask(office, runImport, { files: [{ fileId, optIn: 'unknown' }] })
  expect(batches[0]).toMatchObject({
    file: 'people.xlsx',
    outcomes: { created: 1, error: 1 },
    errors: [{ row: 5, column: 'ID' }],
  })
  expect(sheetsWritten()).toHaveLength(1)
  await ask(office, forgetFiles, { fileIds: [fileId] })
  expect(sheetsWritten()).toEqual([])
})

const sheetsWritten = () => readdirSync(dataDir).filter(name => name.startsWith('sheet-'))

test('of a workbook any sheet can be chosen, one after the other, and the import remembers which', async () => {
  const contacts = (id: string) => [
    ['ID', 'Member ID', 'Email', 'Tags'],
    [id, id, `a${id}@example.org`, ''],
  ]
  const sheets = [
    { name: 'Notes', rows: [['Dear office', 'see next page']] },
    { name: 'May', rows: contacts('5') },
    { name: 'June', rows: contacts('6') },
  ]
  const fileId = await given(writeZip(workbookParts(sheets)), 'people.xlsx')
  const names = ['Notes', 'May', 'June']
  const told: string[] = []
  const first = await runTask(office, recogniseFile, { fileId }, ({ phase }) => told.push(phase))
  expect(first).toMatchObject({ sheet: 'May', sheets: names })
  expect(told).toContain('Kajabi contacts')
  expect(await runTask(office, recogniseFile, { fileId, sheet: 'June' })).toMatchObject({ sheet: 'June' })
  for (const sheet of ['June', 'May']) {
    const { batches } = await runTask(office, runImport, { files: [{ fileId, sheet, optIn: 'unknown' }] })
    expect(batches[0]).toMatchObject({ sheet, sameFileAgain: false, outcomes: { created: 1 } })
  }
  expect(await runTask(office, recogniseFile, { fileId, sheet: 'June' })).toMatchObject({
    importedBeforeAt: expect.any(String),
  })
  const { rows } = await ask(office, listImports, {})
  expect(rows.map(row => row.sheet)).toEqual(['May', 'June'])
  await expect(runTask(office, runImport, { files: [{ fileId, sheet: 'July' }] })).rejects.toMatchObject({
    error: { code: 'file.noSheet', facts: { sheets: '"Notes", "May", "June"' } },
  })
})

test('a sheet that was written for a file already forgotten goes with the office', async () => {
  const fileId = await given(
    writeZip(
      workbookParts([
        {
          name: 'One',
          rows: [
            ['Who', 'Where'],
            ['Orla', 'here'],
          ],
        },
      ]),
    ),
  )
  const looking = runTask(office, recogniseFile, { fileId })
  await ask(office, forgetFiles, { fileIds: [fileId] })
  await looking
  await office.close()
  expect(sheetsWritten()).toEqual([])
})

test('sheets that a killed program left behind are removed when they are older than a day', async () => {
  for (const [name, days] of [
    ['sheet-old', 2],
    ['sheet-new', 0],
  ] as const) {
    mkdirSync(join(dataDir, name))
    const at = new Date(Date.now() - days * 86_400_000 - 60_000)
    utimesSync(join(dataDir, name), at, at)
  }
  await createOffice({ dataDir, runJobsInline: true }).close()
  expect(sheetsWritten()).toEqual(['sheet-new'])
})

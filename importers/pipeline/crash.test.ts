import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openOffice } from '../../db/open.ts'

/** Imports one file and says so when it is committed. */
const importer = `
const { openOffice } = await import(process.argv[1])
const { runImport } = await import(process.argv[2])
const { writeSync } = await import('node:fs')
const office = openOffice(process.argv[3])
writeSync(1, 'begins\\n')
const report = runImport(office.sqlite, { path: process.argv[4], fileName: 'export.csv', dryRun: false, who: 'Ada' },
  { onProgress: () => writeSync(1, 'goes on\\n'), isCancelled: () => false })
writeSync(1, 'done ' + report.contacts.created + '\\n')
office.close()`
const modules = ['../../db/open.ts', './run.ts'].map(name => new URL(name, import.meta.url).href)
const people = 4000

function exportFile(dir: string): string {
  const path = join(dir, 'export.csv')
  const rows = Array.from(
    { length: people },
    (_, i) =>
      `Ada ${i},Example,person${i}@example.org,Donor,${2100000000 + i},${1400000000 + i},303 555 ${1000 + i}`,
  )
  writeFileSync(
    path,
    ['First Name,Last Name,Email,Tags,ID,Member ID,Phone Number (phone_number)', ...rows].join('\n'),
  )
  return path
}

/** Runs an import in a process of its own; kills it at once when `killAt` has been said as often as wanted. */
function runImporter(
  dataDir: string,
  file: string,
  kill?: { after: string; times: number },
): Promise<string> {
  return new Promise(resolve => {
    const child = spawn(
      process.execPath,
      ['--input-type=module', '-e', importer, ...modules, dataDir, file],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let said = ''
    const listen = (chunk: Buffer) => {
      said += String(chunk)
      if (kill && said.split(kill.after).length > kill.times) child.kill('SIGKILL')
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('close', () => resolve(said))
  })
}

test('S35: an import killed at any moment is whole or absent, and the office is sound', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'killed-import-'))
  const file = exportFile(dir)
  const dataDir = join(dir, 'data')
  for (const times of [1, 2, 3, 5]) {
    const said = await runImporter(dataDir, file, { after: 'goes on', times })
    const office = openOffice(dataDir)
    const contacts = office.read.get<{ n: number }>('SELECT count(*) AS n FROM contacts')?.n
    const batches = office.read.get<{ n: number }>('SELECT count(*) AS n FROM import_batches')?.n
    expect(office.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(office.read.get('SELECT 1 FROM open_group')).toBeUndefined()
    expect([0, people]).toContain(contacts)
    expect(batches === 0).toBe(contacts === 0)
    if (said.includes('done')) expect(contacts).toBe(people)
    office.close()
  }
  expect(await runImporter(dataDir, file)).toContain('done')
}, 120_000)

test('the same file imported twice at once counts once', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'twice-import-'))
  const file = exportFile(dir)
  const dataDir = join(dir, 'data')
  openOffice(dataDir).close()
  const both = await Promise.all([runImporter(dataDir, file), runImporter(dataDir, file)])
  expect(both.join('')).toContain(`done ${people}`)
  const office = openOffice(dataDir)
  expect(office.read.get<{ n: number }>('SELECT count(*) AS n FROM contacts')?.n).toBe(people)
  expect(office.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
  office.close()
}, 120_000)

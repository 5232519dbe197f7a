import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { openOffice } from './open.ts'
import { temporaryFolder } from './sample-office.ts'

/** Writes groups of twenty people without end and says after each how many are committed. */
const writer = `
const { openOffice } = await import(process.argv[1])
const { addPeople } = await import(process.argv[2])
const { writeSync } = await import('node:fs')
const { sqlite } = openOffice(process.argv[3])
const names = Array.from({ length: 20 }, (_, i) => 'Person ' + i)
for (;;) {
  addPeople(sqlite, names)
  writeSync(1, sqlite.prepare('SELECT max(seq) FROM change_groups').pluck().get() + '\\n')
}`
const modules = ['./open.ts', './sample-office.ts'].map(name => new URL(name, import.meta.url).href)

/** Lets the writer commit at least `groups` more, kills it at once, and answers the last group that it had been told is committed. */
function runAndKill(dir: string, groups: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', writer, ...modules, dir], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let complaint = ''
    child.stdout.on('data', chunk => {
      said += String(chunk)
      if (said.split('\n').length > groups) child.kill('SIGKILL')
    })
    child.stderr.on('data', chunk => {
      complaint += String(chunk)
    })
    child.on('close', () => {
      const lines = said.split('\n').slice(0, -1)
      if (lines.length === 0) reject(new Error(complaint))
      else resolve(Number(lines.at(-1)))
    })
  })
}

test('S35: acknowledged groups survive kill -9, half-written ones are absent, the file is sound', async () => {
  const dir = temporaryFolder()
  let uncleanEnds = 0
  for (let round = 1; round <= 6; round++) {
    const acknowledged = await runAndKill(dir, round * 7)
    const office = openOffice(dir)
    if (office.wasUnclean) uncleanEnds += 1
    expect(office.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
    const groups = office.read.all<{ seq: number; people: number; emails: number }>(
      `SELECT g.seq, (SELECT count(*) FROM contacts c WHERE c.created_group = g.seq) AS people,
         (SELECT count(*) FROM contact_emails e WHERE e.created_group = g.seq) AS emails
       FROM change_groups g ORDER BY g.seq`,
    )
    expect(groups.length).toBeGreaterThanOrEqual(acknowledged)
    expect(groups.at(-1)?.seq).toBe(groups.length)
    expect(groups.filter(group => group.people !== 20 || group.emails !== 20)).toEqual([])
    expect(office.read.get<{ n: number }>('SELECT count(*) AS n FROM contact_search')?.n).toBe(
      groups.length * 20,
    )
    office.close()
  }
  expect(uncleanEnds).toBeGreaterThan(0)
})

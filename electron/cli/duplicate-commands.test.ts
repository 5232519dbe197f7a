import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { runCli } from './run.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'starhouse-cli-'))
})

async function run(...words: string[]): Promise<{ exit: number; out: string; err: string }> {
  const told = { out: '', err: '' }
  const exit = await runCli(['--data', dataDir, ...words], {
    out: text => {
      told.out += text
    },
    err: text => {
      told.err += text
    },
    showsProgress: false,
  })
  return { exit, ...told }
}

const Line = z.strictObject({
  contactIds: z.array(z.uuid()).min(2),
  score: z.number().min(0).max(1),
  reasons: z.array(z.string()).min(1),
})
async function duplicates(...options: string[]) {
  const { exit, out } = await run('duplicates', ...options)
  expect(exit).toBe(0)
  return out
    .split('\n')
    .filter(line => line !== '')
    .map(line => Line.parse(JSON.parse(line)))
}

/** An office full of people, and one more, twice. */
async function givenAdaTwice(): Promise<void> {
  await run('demo', '--contacts', '300', '--seed', '4')
  const address = { line1: '12 Alder St', city: 'Boulder', state: 'CO', postalCode: '80301' }
  const ada = { firstName: 'Ada', lastName: 'Quill', phones: ['303 555 0101', '720 555 0199'], address }
  for (const businessName of ['Quill Studio', 'The Quill Studio'])
    await run('call', 'contacts.create', JSON.stringify({ ...ada, businessName }))
}

test('duplicates are JSON lines; merge and unmerge answer their ids, and the list follows', async () => {
  await givenAdaTwice()
  const isAda = ({ reasons }: z.infer<typeof Line>) => reasons.some(reason => reason.includes('Ada Quill'))
  const found = await duplicates()
  expect(found.filter(isAda)).toHaveLength(1)
  expect(await duplicates('--json')).toEqual(found)
  expect(await duplicates('--min-score', '1')).toEqual([])
  const [survivorId = '', otherId = ''] = found.find(isAda)?.contactIds ?? []
  const merged = await run('merge', survivorId, otherId, '--json')
  expect(merged).toMatchObject({ exit: 0, err: '' })
  const { mergeId } = z.object({ mergeId: z.uuid() }).parse(JSON.parse(merged.out))
  expect(JSON.parse(merged.out)).toEqual({ mergeId, survivorId, mergedIds: [otherId] })
  expect((await duplicates()).filter(isAda)).toEqual([])
  const card = await run('call', 'contacts.get', JSON.stringify({ contactId: otherId }))
  expect(card.out).toContain(`"mergedIntoId": "${survivorId}"`)
  const apart = await run('unmerge', mergeId, '--json')
  expect(JSON.parse(apart.out)).toMatchObject({ restoredIds: [otherId] })
  expect(await duplicates()).toEqual(found)
})

test('for people both say what was done and how to go back', async () => {
  await givenAdaTwice()
  const [survivorId = '', otherId = ''] = (await duplicates())[0]?.contactIds ?? []
  const { out } = await run('merge', survivorId, otherId)
  expect(out).toMatch(/^Merged 2 records into one\.\n {2}to take apart: starhouse unmerge [0-9a-f-]{36}\n$/)
  expect((await run('unmerge', out.trim().slice(-36))).out).toBe('Taken apart: 1 record restored.\n')
})

const unknown = '01a1fd16-a0d0-7006-8429-03978de96ae3'
test.each([
  [['merge', unknown], 'merge needs the survivor and at least one other'],
  [['merge', 'ada', 'bo'], '"ada" is no id'],
  [['merge', unknown, unknown], 'A record cannot be merged with itself'],
  [['merge', unknown, unknown.replace('3978', '3979')], 'That contact is no longer there'],
  [['unmerge'], 'unmerge needs the id of one merge'],
  [['unmerge', unknown], 'That merge is no longer there'],
  [['duplicates', '--min-score', '1.5'], '--min-score needs a number from 0 to 1, not "1.5"'],
  [['duplicates', 'ada'], '"duplicates" takes options only'],
])('%j ends with 2 and says why', async (words, reason) => {
  const plain = await run(...words)
  expect(plain).toMatchObject({ exit: 2, out: '' })
  expect(plain.err).toContain(reason)
  expect(plain.err).toContain('Nothing was changed')
})

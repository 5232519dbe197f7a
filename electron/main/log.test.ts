import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as property, fc } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { factsOfError, type LogFacts, lineOf, logError, logInfo, openLog, redact } from './log.ts'

property.prop([fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })], { numRuns: 2000 })(
  'S49 no text makes a second line, a control character or an escape sequence',
  (event, reason) => {
    expect(lineOf(event, { reason })).toMatch(/^[^\p{Cc}\u2028\u2029]*$/u)
  },
)

test.each([
  ['a\r\nerror forged', 'a  error forged'],
  ['\u001b[31mred\u001b[0m', ' [31mred [0m'],
  ['left\u202eright', 'left right'],
])('S49 %j becomes %j', (given, line) => {
  expect(redact(given)).toBe(line)
})

test.each([
  ['from orla.fairweather@example.org now', 'orla'],
  ['see https://example.org/?token=abc', 'token'],
  ['open /home/ada/office.db failed', 'ada'],
  ['open C:\\Users\\ada\\office.db failed', 'ada'],
  ['open \\\\server\\ada\\office.db failed', 'ada'],
  ['call (303) 555-0101 back', '0101'],
  ['call +13035550101 back', '0101'],
])('S48 %j loses what is personal', (given, secret) => {
  expect(redact(given)).not.toContain(secret)
})

test('S48 a line is cut at 300 characters', () => {
  expect(redact('x'.repeat(5000))).toHaveLength(300)
})

test('S48 only the listed facts are written', () => {
  const facts = { code: 'not.found', count: 3, email: 'orla@example.org', row: { name: 'Orla' } } as LogFacts
  expect(lineOf('import done', facts)).toBe('import done code=not.found count=3')
})

test('S48 an error is its class, its code and its place, never its message', () => {
  const cause = Object.assign(new TypeError('Orla Fairweather is no number'), { code: 'SQLITE_CONSTRAINT' })
  const facts = factsOfError(cause)
  expect(facts).toMatchObject({ errorName: 'TypeError', code: 'SQLITE_CONSTRAINT' })
  expect(facts.place).toMatch(/^log\.test\.ts:\d+$/)
  expect(JSON.stringify(facts)).not.toContain('Orla')
  expect(factsOfError('Orla Fairweather')).toEqual({ errorName: 'string' })
})

test('S48 the file holds one redacted line per event', () => {
  const folder = mkdtempSync(join(tmpdir(), 'starhouse-log-'))
  try {
    openLog(folder)
    logInfo('started', { version: '0.1.0' })
    logError('failed\nfor orla@example.org', { exitCode: 3 })
    const lines = readFileSync(join(folder, 'starhouse.log'), 'utf8').trim().split(/\r?\n/)
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z info started version=0\.1\.0$/)
    expect(lines[1]).toMatch(/ error failed for \[e-mail\] exitCode=3$/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

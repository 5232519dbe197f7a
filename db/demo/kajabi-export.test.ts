import { expect, test } from 'vitest'
import { kajabiContactColumns, kajabiContactsExport } from './kajabi-export.ts'

const request = { contacts: 300, seed: 1, today: '2026-03-15' }

test('the same request gives the same bytes, with a header and one line a contact', () => {
  const lines = [...kajabiContactsExport(request)]
  expect([...kajabiContactsExport(request)]).toEqual(lines)
  expect(lines.length).toBe(301)
  expect(lines[0]?.trimEnd().split(',')).toEqual(kajabiContactColumns)
  expect(lines.every(line => line.endsWith('\n'))).toBe(true)
})

test('a newer export has the same people, of whom the wanted share says something else', () => {
  const before = [...kajabiContactsExport(request)]
  const after = [...kajabiContactsExport({ ...request, changedShare: 0.2 })]
  const changed = after.filter((line, i) => line !== before[i]).length
  expect(changed).toBeGreaterThan(35)
  expect(changed).toBeLessThan(85)
  const ids = (lines: string[]) => lines.map(line => /\b21000\d{5}\b/.exec(line)?.[0])
  expect(ids(after)).toEqual(ids(before))
})

test('every contact has an id and an e-mail of its own', () => {
  const lines = [...kajabiContactsExport({ ...request, contacts: 2000 })].slice(1)
  expect(new Set(lines.map(line => /[^,"]+@[^,"]+/.exec(line)?.[0])).size).toBe(2000)
  expect(new Set(lines.map(line => /\b21\d{8}\b/.exec(line)?.[0])).size).toBe(2000)
})

import { expect, test } from 'vitest'
import { keyTable } from './key-table.ts'

test('each text has the number it was given last, and others have none', () => {
  const table = keyTable()
  const texts = Array.from({ length: 30_000 }, (_, i) => `T${i}`)
  for (const [i, text] of texts.entries()) table.set(text, i)
  for (const [i, text] of texts.entries()) if (i % 2 === 0) table.set(text, 2 ** 52 + i)
  expect(texts.filter((text, i) => table.get(text) !== (i % 2 === 0 ? 2 ** 52 + i : i))).toEqual([])
  expect(texts.filter(text => table.get(`not ${text}`) !== null)).toEqual([])
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { strictTables } from './strict-tables.ts'

test('tables become strict once, those read by their whole key without row numbers', () => {
  const made = strictTables(
    'CREATE TABLE `a` (\n\t`id` text NOT NULL\n);\n--> statement-breakpoint\nCREATE TABLE `import_seen_rows` (\n\t`id` text\n);\n',
  )
  expect(made).toContain('`id` text NOT NULL\n) STRICT;')
  expect(made).toContain(') STRICT, WITHOUT ROWID;')
  expect(strictTables(made)).toBe(made)
})

test('the first migration is what the generator and this make of the schema', () => {
  const first = readFileSync(new URL('../migrations/0000_office.sql', import.meta.url), 'utf8')
  expect(strictTables(first)).toBe(first)
  expect(first.match(/^CREATE TABLE/gm)?.length).toBe(first.match(/^\) STRICT/gm)?.length)
})

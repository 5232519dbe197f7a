import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FormatRecord, MappedRow, ReadRow } from '../../formats/format.ts'
import { formats } from '../../formats/registry.ts'
import { type OpenedSource, openSource } from './open-source.ts'
import { type ReadingOptions, recordRows } from './record-rows.ts'

/** A file as its format reads it, for the tests of the formats. */
export type FixtureReading = {
  source: OpenedSource
  rows: ReadRow[]
  /** A line a row: the numbers of its lines, then its key, why it is skipped, or what is wrong. */
  outcomes: string[]
  /** The record of that key; there must be exactly one. */
  record: (key: string) => FormatRecord
}

const usualOptions: ReadingOptions = { optIn: 'unknown', today: '2025-11-30', timeZone: 'America/Denver' }

/** Reads a fixture of the format of that id; the file must be recognised as that format. */
export function readFixture(id: string, file: string, options: Partial<ReadingOptions> = {}): FixtureReading {
  const path = join(import.meta.dirname, '../../formats', id, 'fixtures', file)
  const reading = readPath(path, options)
  if (reading.source.format.id !== id) throw new Error(`${file} was taken for ${reading.source.format.id}`)
  return reading
}

/** The same for a file that exists only in the test. */
export function readText(text: string | Uint8Array, options: Partial<ReadingOptions> = {}): FixtureReading {
  const folder = mkdtempSync(join(tmpdir(), 'starhouse-format-'))
  try {
    const path = join(folder, 'file.csv')
    writeFileSync(path, text)
    return readPath(path, options)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readPath(path: string, options: Partial<ReadingOptions>): FixtureReading {
  const source = openSource(path, 'file.csv', formats)
  const rows = [...recordRows(source, { ...usualOptions, ...options })]
  return {
    source,
    rows,
    outcomes: rows.map(({ rows: numbers, mapped }) => `${numbers.join('+')}: ${outcomeOf(mapped)}`),
    record: key => {
      const found = rows.flatMap(({ mapped }) => (mapped.record?.key === key ? [mapped.record] : []))
      if (found.length !== 1 || !found[0]) throw new Error(`${found.length} records with the key ${key}`)
      return found[0]
    },
  }
}

function outcomeOf(mapped: MappedRow): string {
  if (mapped.record) return mapped.record.key
  if ('skipReason' in mapped) return mapped.skipReason
  return mapped.problems.map(({ column, value, reason }) => `${column} "${value}": ${reason}`).join(' | ')
}

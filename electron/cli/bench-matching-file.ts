/** Reads a labelled CSV file into people and into who is who. */
import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { nobody, type PersonForMatching } from '../../db/duplicates/person.ts'

export const matchingFields = [
  'first_name',
  'last_name',
  'business_name',
  'email',
  'phone',
  'street',
  'street_2',
  'city',
  'state',
  'postal_code',
  'birth_date',
  'other_id',
] as const
export type MatchingField = (typeof matchingFields)[number]
/** Which columns say what. Several of one field: further e-mails, phones and numbers; other texts are put together. */
export type FieldMap = Map<MatchingField, string[]>

/** The file or the wish cannot be used; `message` is a sentence. */
export class WrongBenchInput extends Error {}

type Row = Record<string, string>

/** `first_name=COL,phone=COL,phone=OTHER`. */
export function readFieldMap(text: string): FieldMap {
  const map: FieldMap = new Map()
  for (const part of text.split(',')) {
    const at = part.indexOf('=')
    const field = matchingFields.find(name => name === part.slice(0, at).trim())
    if (!field)
      throw new WrongBenchInput(`--map "${part}" is not FIELD=COLUMN. Fields: ${matchingFields.join(', ')}.`)
    map.set(field, [...(map.get(field) ?? []), part.slice(at + 1).trim()])
  }
  return map
}

export function readCsvRows(path: string): Row[] {
  const read = Papa.parse<Row>(readText(path), {
    header: true,
    skipEmptyLines: true,
    transformHeader: header => header.trim(),
    transform: value => value.trim(),
  })
  return read.data
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  } catch {
    throw new WrongBenchInput(`The file ${path} cannot be read.`)
  }
}

export function requireColumns(rows: readonly Row[], path: string, columns: readonly string[]): void {
  const known = Object.keys(rows[0] ?? {})
  const missing = columns.find(column => !known.includes(column))
  if (missing !== undefined)
    throw new WrongBenchInput(`${path} has no column "${missing}". It has: ${known.join(', ')}.`)
}

export function personOfRow(row: Row, map: FieldMap): PersonForMatching {
  const all = (field: MatchingField) => (map.get(field) ?? []).flatMap(column => row[column] || [])
  const text = (field: MatchingField) => all(field).join(' ') || null
  return {
    ...nobody,
    firstName: text('first_name'),
    lastName: text('last_name'),
    businessName: text('business_name'),
    emails: all('email'),
    phones: all('phone'),
    addresses: [
      {
        line1: text('street'),
        line2: text('street_2'),
        city: text('city'),
        state: text('state'),
        postalCode: text('postal_code'),
        country: null,
      },
    ],
    birthDate: text('birth_date'),
    otherIds: all('other_id'),
  }
}

/** Who each row is. FEBRL writes it into its record ids: `rec-12-dup-0` is person 12. */
export function labelsOfColumn(rows: readonly Row[], column: string): string[] {
  return rows.map((row, i) => {
    const label = row[column] ?? ''
    return /^rec-(\d+)-/.exec(label)?.[1] ?? (label || `row ${i}`)
  })
}

/** Who each row is, from a file of pairs of 0-based row numbers. Who is one with a second is one with the second's third. */
export function labelsOfPairs(count: number, path: string): string[] {
  const leaders = Array.from({ length: count }, (_, i) => i)
  const leaderOf = (row: number): number => {
    let at = row
    while (leaders[at] !== undefined && leaders[at] !== at) at = leaders[at] ?? at
    return at
  }
  for (const pair of readCsvRows(path)) {
    const [a, b] = Object.values(pair).map(Number)
    if (a === undefined || b === undefined || !(a < count) || !(b < count))
      throw new WrongBenchInput(
        `${path} names a row that the file does not have: ${Object.values(pair).join(', ')}.`,
      )
    leaders[leaderOf(a)] = leaderOf(b)
  }
  return leaders.map((_, i) => String(leaderOf(i)))
}

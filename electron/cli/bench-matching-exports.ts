/** The office's own exports: what importing them all joins by itself, and what the matching engine joins of the rest. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { comparePeople } from '../../db/duplicates/compare.ts'
import { findDuplicates } from '../../db/duplicates/find-duplicates.ts'
import { findPairs, finish, indexPeople } from '../../db/duplicates/find-pairs.ts'
import type { Findings } from '../../db/duplicates/findings.ts'
import { preparePerson } from '../../db/duplicates/prepare.ts'
import { readPeople } from '../../db/duplicates/read-people.ts'
import type { ReadDb } from '../../db/handles.ts'
import { nameKey } from '../../db/normalise/name.ts'
import { openOffice } from '../../db/open.ts'
import { runImport } from '../../importers/pipeline/run.ts'
import { type JudgedPair, meanOf } from './bench-matching-calibration.ts'
import { pairsOf } from './bench-matching-score.ts'

/** As an office would bring them in (`../shared/data/README.md`). */
const importOrder = [
  'kajabi-contacts.csv',
  'kajabi-contacts-subscribed.csv',
  'kajabi-subscriptions-october.csv',
  'kajabi-subscriptions.csv',
  'kajabi-transactions.csv',
  'paypal-activity.csv',
  'ticket-tailor-history.csv',
  'ticket-tailor-orders.csv',
  'zoho-contacts.csv',
  'zoho-invoices.csv',
  'quickbooks-donations.csv',
  'jotform-submissions.csv',
  'wix-contacts.csv',
  'stripe-payments.csv',
]

export type Joined = { precision: number; recall: number; f1: number }
export type ExportsResult = {
  /** Rows of the truth that were found in the office, and how many contacts they made. */
  rows: number
  contacts: number
  /** What imports join without asking. */
  automatic: Joined
  /** With the sets of the engine joined, the certain and the likely. */
  withEngine: Joined
  /** Of pairs of contacts that may be merged in bulk; null where there are none. */
  certainPairs: number
  certainPrecision: number | null
  /** Pairs of contacts that are one person after all imports, and what all pairs have in common. */
  apart: { truePairs: number; kinds: Kind[] }
  judged: JudgedPair[]
  /** Of the search for duplicates alone. */
  seconds: number
}

/** Pairs of contacts of one kind: how many, and how many of them are one person. */
export type Kind = { common: string; pairs: number; precision: number }

/** Imports every export into a new office and compares who is who with `truth.json`. */
export function measureExports(folder: string): ExportsResult {
  const dir = mkdtempSync(join(tmpdir(), 'starhouse-exports-'))
  const office = openOffice(dir)
  try {
    for (const fileName of importOrder.filter(name => existsSync(join(folder, name)))) {
      const request = { path: join(folder, fileName), fileName, dryRun: false, who: 'bench' }
      runImport(office.sqlite, request, { onProgress: () => undefined, isCancelled: () => false })
    }
    return measureOffice(office.read, readTruth(join(folder, 'truth.json')))
  } finally {
    office.sqlite.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** A row of a file, by its key, and whose it is. */
type TrueRow = { key: string; person: string }

/** Keys that the truth gives to several people say nothing: a report of names knows no more. */
function readTruth(path: string): TrueRow[] {
  const { people } = JSON.parse(readFileSync(path, 'utf8')) as {
    people: Record<string, Record<string, string[]>>
  }
  const owners = new Map<string, TrueRow | null>()
  for (const [person, files] of Object.entries(people)) {
    for (const [file, keys] of Object.entries(files))
      for (const key of keys)
        owners.set(`${file} ${key}`, owners.has(`${file} ${key}`) ? null : { key, person })
  }
  return [...owners.values()].filter(row => row !== null)
}

function measureOffice(db: ReadDb, truth: readonly TrueRow[]): ExportsResult {
  const contactOf = contactsByKey(db)
  const rows = truth.flatMap(({ key, person }) => {
    const contactId = contactOf(key)
    return contactId === undefined ? [] : [{ contactId, person }]
  })
  const people = readPeople(db)
  const prepared = people.map(preparePerson)
  const startedAt = performance.now()
  const { sets } = finish(findDuplicates(prepared))
  const seconds = (performance.now() - startedAt) / 1000
  const idOf = (place: number) => people[place]?.contactId ?? ''
  const leaders = new Map<string, string>()
  const personOf = new Map(rows.map(row => [row.contactId, row.person]))
  const judged = finish(findPairs(indexPeople(prepared))).pairs.flatMap(({ a, b, same }) => {
    const [one, other] = [personOf.get(idOf(a)), personOf.get(idOf(b))]
    const [x, y] = [prepared[a], prepared[b]]
    if (one === undefined || other === undefined || !x || !y) return []
    return [{ score: same, isOnePerson: one === other, found: comparePeople(x, y) }]
  })
  const certain = { pairs: 0, right: 0 }
  for (const { members, band } of sets) {
    if (band === 'look') continue
    for (const place of members) leaders.set(idOf(place), idOf(members[0] ?? place))
    for (const [a, b] of band === 'certain' ? pairsOf(members) : []) {
      const [one, other] = [personOf.get(idOf(a)), personOf.get(idOf(b))]
      if (one === undefined || other === undefined) continue
      certain.pairs++
      if (one === other) certain.right++
    }
  }
  return {
    rows: rows.length,
    contacts: personOf.size,
    automatic: joinedBy(rows, id => id),
    withEngine: joinedBy(rows, id => leaders.get(id) ?? id),
    certainPairs: certain.pairs,
    certainPrecision: certain.pairs === 0 ? null : certain.right / certain.pairs,
    apart: { truePairs: countPairs([...personOf.values()]), kinds: kindsOf(judged) },
    judged: judged.map(({ score, isOnePerson }) => ({ score, isOnePerson })),
    seconds,
  }
}

/** What the two of a pair have in common, the strongest first. A father and a son of one name can share all of it. */
const kinds: [common: string, isOf: (found: Findings) => boolean][] = [
  ['name, phone and home', found => isOneName(found) && isOnePhone(found) && found.address === 'same'],
  ['name and home', found => isOneName(found) && found.address === 'same'],
  ['name and phone', found => isOneName(found) && isOnePhone(found)],
  ['name, and an e-mail but for a slip', found => isOneName(found) && found.email === 'close'],
  ['name', isOneName],
  ['less', () => true],
]

function isOneName({ given, last }: Findings): boolean {
  return given === 'same' && last === 'same'
}

function isOnePhone({ phone }: Findings): boolean {
  return phone === 'same' || phone === 'two same'
}

function kindsOf(pairs: readonly (JudgedPair & { found: Findings })[]): Kind[] {
  const byKind = Map.groupBy(pairs, ({ found }) => kinds.find(([, isOf]) => isOf(found))?.[0])
  return kinds.flatMap(([common]) => {
    const ofKind = byKind.get(common) ?? []
    if (ofKind.length === 0) return []
    return [{ common, pairs: ofKind.length, precision: meanOf(ofKind.map(p => (p.isOnePerson ? 1 : 0))) }]
  })
}

/** Over all pairs of rows: joined rightly of those joined, and of those that should be. */
function joinedBy(
  rows: readonly { contactId: string; person: string }[],
  groupOf: (contactId: string) => string,
): Joined {
  const joined = countPairs(rows.map(row => groupOf(row.contactId)))
  const right = countPairs(rows.map(row => `${groupOf(row.contactId)} ${row.person}`))
  const wanted = countPairs(rows.map(row => row.person))
  const precision = joined === 0 ? 1 : right / joined
  const recall = wanted === 0 ? 1 : right / wanted
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

function countPairs(groups: readonly string[]): number {
  const sizes = new Map<string, number>()
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
}

/** The contact of a row: by the key that its import remembers, which for some files is more or less than the truth's. */
function contactsByKey(db: ReadDb): (key: string) => string | undefined {
  const byKey = new Map<string, string>()
  const byDonor = new Map<string, string>()
  for (const { source, rows } of db.all<{ source: string; rows: string }>(
    'SELECT source, rows FROM import_seen_rows ORDER BY group_seq, part',
  )) {
    for (const [key, , contactId] of JSON.parse(rows) as [string, number, string][]) {
      byKey.set(key, contactId)
      if (source.startsWith('quickbooks')) byDonor.set(nameKey(key.split('|')[0] ?? ''), contactId)
    }
  }
  const byInvoice = new Map(
    db
      .all<{ number: string; id: string }>(
        'SELECT invoice_number AS number, contact_id AS id FROM bookings WHERE invoice_number IS NOT NULL',
      )
      .map(row => [row.number, row.id]),
  )
  const survivors = new Map(
    db
      .all<{ id: string; into: string }>(
        'SELECT id, merged_into_id AS "into" FROM contacts WHERE merged_into_id IS NOT NULL',
      )
      .map(row => [row.id, row.into]),
  )
  return key => {
    const id =
      byKey.get(key) ??
      byKey.get(`email:${key.toLowerCase()}`) ??
      byInvoice.get(key) ??
      byDonor.get(nameKey(key))
    return id === undefined ? undefined : (survivors.get(id) ?? id)
  }
}

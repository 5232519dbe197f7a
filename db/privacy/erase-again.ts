import type Database from 'better-sqlite3'
import { checkMigrations } from '../check-migrations.ts'
import { connect } from '../connect.ts'
import { survivorOf } from '../contacts/contact-state.ts'
import { insertRow } from '../contacts/insert-row.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { newId } from '../ids.ts'
import { writeGroup, writeLocal } from '../journal/group.ts'
import { applyMigrations } from '../migrate.ts'
import type { AddressValue } from '../normalise/address.ts'
import { cleanFile } from './clean-file.ts'
import { erasePerson } from './erase-person.ts'
import { ensureErasureKey, erasableKeys, erasedHash, type Recognisable } from './erased.ts'
import { type ErasureList, readErasures } from './erasure-list.ts'

/** Takes everybody out of an office file, which nobody has open, who was erased from the office of this folder. The file becomes as new as this program. */
export function eraseFromFile(
  file: string,
  dataDir: string,
  { who, migrationsDir }: { who: string; migrationsDir: string },
): void {
  const list = readErasures(dataDir)
  if (list === null) return
  const sqlite = connect(file, 'write')
  try {
    if (checkMigrations(sqlite, migrationsDir).waiting > 0) applyMigrations(sqlite, migrationsDir)
    eraseAgain(sqlite, list, who)
    cleanFile(sqlite)
    sqlite.pragma('journal_mode = DELETE')
  } finally {
    sqlite.close()
  }
}

/**
 * An older file knows nothing of who was erased since: erases them from it again, by the list beside the office file, and lets it know them.
 */
function eraseAgain(sqlite: Database.Database, list: ErasureList, who: string): void {
  const officeKey = writeLocal(sqlite, db => ensureErasureKey(db, list.officeKey))
  const found = findErased(handlesOf(sqlite).read, list)
  for (const contactId of found) erasePerson(sqlite, { contactId, who }, () => undefined)
  // The file of another office hashes with a key of its own.
  if (officeKey === list.officeKey) rememberKeys(sqlite, list, who)
}

/** The records that stand of people on the list: by their id, else by what they are known by, unless they came back after the erasure. */
function findErased(read: ReadDb, list: ErasureList): Set<string> {
  const erasedAt = new Map<string, string>()
  for (const { at, keys } of list.erasures) for (const { hash } of keys) erasedAt.set(hash, at)
  const found = list.erasures.flatMap(erasure => erasure.contactIds)
  for (const { contactId, createdAt, ...person } of knownPeople(read)) {
    const isErased = erasableKeys(person).some(
      key => key.kind !== 'name' && (erasedAt.get(erasedHash(list.officeKey, key)) ?? '') > createdAt,
    )
    if (isErased) found.push(contactId)
  }
  const standing = 'SELECT 1 FROM contacts WHERE id = ? AND deleted_at IS NULL'
  return new Set(
    found.flatMap(id => survivorOf(read, id) ?? []).filter(id => read.get(standing, [id]) !== undefined),
  )
}

type KnownPerson = Recognisable & { contactId: string; createdAt: string }
type Row = { contactId: string; createdAt: string; firstName: string | null; lastName: string | null }

/** Every e-mail, phone, address and id of the office with whose it is. An e-mail that several use tells nobody apart. */
function* knownPeople(read: ReadDb): Generator<KnownPerson> {
  const nothing = { emails: [], phones: [], addresses: [], externalIds: [] }
  const rows = <Known>(columns: string, table: string) =>
    read.all<Row & Known>(
      `SELECT c.id AS contactId, c.created_at AS createdAt, c.first_name AS firstName, c.last_name AS lastName, ${columns}
       FROM ${table} r JOIN contacts c ON c.id = r.contact_id WHERE c.deleted_at IS NULL`,
    )
  for (const row of rows<{ email: string }>('r.email', '(SELECT * FROM contact_emails WHERE is_shared = 0)'))
    yield { ...nothing, ...row, emails: [row.email] }
  for (const row of rows<{ phone: string }>('coalesce(r.phone_e164, r.phone) AS phone', 'contact_phones'))
    yield { ...nothing, ...row, phones: [row.phone] }
  for (const row of rows<AddressValue>(
    'r.line_1 AS line1, r.line_2 AS line2, r.city, r.state, r.postal_code AS postalCode, r.country',
    'contact_addresses',
  ))
    yield { ...nothing, ...row, addresses: [row] }
  for (const row of rows<{ system: string; kind: string; id: string }>(
    'r.system, r.kind, r.external_id AS id',
    'contact_external_ids',
  ))
    yield { ...nothing, ...row, externalIds: [row] }
}

function rememberKeys(sqlite: Database.Database, list: ErasureList, who: string): void {
  const { read } = handlesOf(sqlite)
  const known = new Set(read.all<{ hash: string }>('SELECT hash FROM erased_keys').map(row => row.hash))
  const missing = list.erasures.flatMap(erasure => erasure.keys).filter(({ hash }) => !known.has(hash))
  if (missing.length === 0) return
  writeGroup(sqlite, { who, origin: 'erasure', title: 'Remembered who was erased' }, group => {
    for (const { kind, hash } of missing)
      insertRow(group, 'erased_keys', ['id', 'kind', 'hash'], [newId(), kind, hash])
  })
}

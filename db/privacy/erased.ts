import { createHmac, randomBytes } from 'node:crypto'
import type { ReadDb, WriteDb } from '../handles.ts'
import { type AddressValue, addressKey } from '../normalise/address.ts'
import { emailKey } from '../normalise/email.ts'
import { nameKey } from '../normalise/name.ts'
import { phoneE164 } from '../normalise/phone.ts'

/** What a person can be recognised by, as far as it is known. */
export type Recognisable = {
  firstName: string | null
  lastName: string | null
  emails: readonly string[]
  phones: readonly string[]
  addresses: readonly AddressValue[]
  externalIds: readonly { system: string; kind: string; id: string }[]
}

export type ErasedKey = {
  /** A `name` alone brings nobody back; it only keeps unreadable rows that may speak of them from being stored. */
  kind: 'email' | 'phone' | 'external_id' | 'name_and_address' | 'name'
  /** In its comparable form. */
  text: string
}

/**
 * Everything that would bring an erased person back. A phone or an address alone is no one's: families share them, so the name is with it;
 * and an e-mail that families share (`sharedEmails`) is theirs only with the name.
 */
export function erasableKeys(person: Recognisable, sharedEmails: readonly string[] = []): ErasedKey[] {
  const name = nameKey(`${person.firstName ?? ''} ${person.lastName ?? ''}`)
  const withName = name === '' ? [] : [name]
  return [
    ...person.emails.map(email => ({ kind: 'email' as const, text: emailKey(email) })),
    ...withName.map(text => ({ kind: 'name' as const, text })),
    ...withName.flatMap(key =>
      [...person.emails, ...sharedEmails].map(email => ({
        kind: 'email' as const,
        text: `${emailKey(email)} ${key}`,
      })),
    ),
    ...person.externalIds.map(({ system, kind, id }) => ({
      kind: 'external_id' as const,
      text: `${system} ${kind} ${id}`,
    })),
    ...withName.flatMap(key =>
      person.phones.flatMap(phone => {
        const e164 = phoneE164(phone)
        return e164 === null ? [] : [{ kind: 'phone' as const, text: `${e164} ${key}` }]
      }),
    ),
    ...withName.flatMap(key =>
      person.addresses.flatMap(address =>
        address.line1 ? [{ kind: 'name_and_address' as const, text: `${key}|${addressKey(address)}` }] : [],
      ),
    ),
  ]
}

/** HMAC-SHA256 with the office's own key: without that key nobody can tell whose e-mail a hash was. */
export function erasedHash(officeKey: string, key: ErasedKey): string {
  return createHmac('sha256', officeKey).update(`${key.kind} ${key.text}`).digest('hex')
}

function storedKey(db: ReadDb): string | null {
  const row = db.get<{ value: string }>(`SELECT value FROM settings WHERE name = 'erasure_key'`)
  return row ? (JSON.parse(row.value) as string) : null
}

/** The office's key; made when the first person is erased. An older file of the office, which has none, is `given` it. */
export function ensureErasureKey(db: WriteDb, given?: string): string {
  const known = storedKey(db)
  if (known !== null) return known
  const key = given ?? randomBytes(32).toString('hex')
  db.run(`INSERT INTO settings (name, value) VALUES ('erasure_key', ?)`, [JSON.stringify(key)])
  return key
}

/** Who was erased from this office, as far as hashes tell. */
export type ErasedPeople = {
  has: (person: Recognisable) => boolean
  /** Whether one of the cells, or two side by side, are the name of an erased person, who may have namesakes. */
  mayBeIn: (cells: readonly string[]) => boolean
  /** What an id is stored as that speaks of an erased person: QuickBooks has no other id of a gift than who gave it when. */
  maskedId: (id: string) => string
}

export function maskedIdOf(officeKey: string, id: string): string {
  return `erased-${createHmac('sha256', officeKey).update(`id ${id}`).digest('hex').slice(0, 32)}`
}

/** Tells whether somebody was erased. Null when nobody ever was, so that nothing needs to be hashed. */
export function readErased(db: ReadDb): ErasedPeople | null {
  const officeKey = storedKey(db)
  if (officeKey === null) return null
  const rows = db.all<{ hash: string }>('SELECT hash FROM erased_keys WHERE deleted_at IS NULL')
  if (rows.length === 0) return null
  const hashes = new Set(rows.map(row => row.hash))
  const isKnown = (key: ErasedKey) => hashes.has(erasedHash(officeKey, key))
  return {
    has: person => erasableKeys(person).some(key => key.kind !== 'name' && isKnown(key)),
    mayBeIn: cells =>
      cells.some((cell, place) =>
        [cell, `${cell} ${cells[place + 1] ?? ''}`].some(name =>
          isKnown({ kind: 'name', text: nameKey(name) }),
        ),
      ),
    maskedId: id => maskedIdOf(officeKey, id),
  }
}

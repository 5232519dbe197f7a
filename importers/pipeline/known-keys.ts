import type { ContactState } from '../../db/contacts/contact-state.ts'
import { sortNameOf } from '../../db/contacts/derived.ts'
import { claimKind, rowKind } from '../../db/contacts/own-ids.ts'
import type { ReadDb } from '../../db/handles.ts'
import { isEmail } from '../../db/normalise/email.ts'
import { nameKey } from '../../db/normalise/name.ts'
import { phoneE164 } from '../../db/normalise/phone.ts'
import { type ErasedPeople, readErased } from '../../db/privacy/erased.ts'
import type { PersonRecord } from '../formats/format.ts'
import { lastNameKey, type PersonName } from './compare-names.ts'
import { type KeySet, keySet } from './key-set.ts'

/**
 * What could match at all: every e-mail, phone, id and name of the office, and those this batch adds. Most rows of a first import match
 * nobody, and a set says so twenty times faster than an index. Each is read when a row first needs it.
 */
export type KnownKeys = {
  /** In lower case. */
  emails: KeySet
  /** With the last name: a phone alone is nobody's. */
  phones: KeySet
  /** Of the file's own system: `kind id`. */
  externalIds: KeySet
  /** E-mails that somebody came with although they are another contact's. */
  claimedEmails: KeySet
  /** As `sort_name` is written. */
  names: KeySet
  hasShared: boolean
  /** Null when nobody ever was. */
  erased: ErasedPeople | null
}

/** Where to look, and for whom: `ids` are the record's own, or that of its row. */
export type Search = {
  db: ReadDb
  system: string
  known: KnownKeys
  record: PersonRecord
  ids: readonly { kind: string; id: string }[]
  /** The others of the household that the row speaks of. */
  partners: readonly PersonRecord[]
}

export function readKnownKeys(db: ReadDb, system: string): KnownKeys {
  const column = (sql: string, params: string[] = []) =>
    db.all<{ key: string }>(sql, params).map(row => row.key)
  return {
    emails: keySet(() =>
      column('SELECT email AS key FROM contact_emails WHERE deleted_at IS NULL').map(email =>
        email.toLowerCase(),
      ),
    ),
    phones: keySet(() => readPhones(db)),
    externalIds: keySet(() =>
      column(
        `SELECT kind || ' ' || external_id AS key FROM contact_external_ids WHERE system = ? AND deleted_at IS NULL`,
        [system],
      ),
    ),
    claimedEmails: keySet(() =>
      column('SELECT external_id AS key FROM contact_external_ids WHERE kind = ? AND deleted_at IS NULL', [
        claimKind,
      ]).map(id => id.slice(0, id.indexOf(' '))),
    ),
    names: keySet(() =>
      column('SELECT sort_name AS key FROM contacts WHERE deleted_at IS NULL AND merged_into_id IS NULL'),
    ),
    hasShared:
      db.get('SELECT 1 FROM contact_emails WHERE is_shared = 1 AND deleted_at IS NULL LIMIT 1') !== undefined,
    erased: readErased(db),
  }
}

function readPhones(db: ReadDb): string[] {
  const lastKeys = new Map<string | null, string>()
  return db
    .all<{ phone: string; lastName: string | null }>(
      `SELECT p.phone_e164 AS phone, c.last_name AS lastName FROM contact_phones p JOIN contacts c ON c.id = p.contact_id
       WHERE p.deleted_at IS NULL AND p.phone_e164 IS NOT NULL`,
    )
    .map(({ phone, lastName }) => {
      const lastKey = lastKeys.get(lastName) ?? lastNameKey(lastName)
      lastKeys.set(lastName, lastKey)
      return `${phone} ${lastKey}`
    })
}

/** What `phones` holds for a number that somebody of this name has. */
export function phoneKey(e164: string, lastName: string | null): string {
  return `${e164} ${lastNameKey(lastName)}`
}

/**
 * Adds what a record brings, whether or not all of it was written (a key too many only costs a look), and the contact's phones under the name
 * that the record may have given it.
 */
export function rememberKeys(known: KnownKeys, record: PersonRecord, contact: ContactState | null): void {
  for (const email of record.emails) known.emails.add(email.toLowerCase())
  for (const { kind, id } of record.externalIds) known.externalIds.add(`${kind} ${id}`)
  for (const { phone } of record.phones) {
    const e164 = phoneE164(phone)
    if (e164) known.phones.add(phoneKey(e164, record.lastName))
  }
  for (const { phoneE164: e164 } of contact?.phones ?? [])
    if (e164) known.phones.add(phoneKey(e164, contact?.lastName ?? null))
  const name = wholeNameKey(record)
  if (name !== null) known.names.add(name)
}

/** What `sort_name` is for this record, when it has enough of a name to look for: first and last, or a business. */
export function wholeNameKey({ firstName, lastName, businessName }: PersonRecord): string | null {
  const isWhole = firstName !== null || lastName !== null ? firstName && lastName : businessName
  return isWhole ? sortNameOf({ firstName, lastName, businessName, email: null }) : null
}

export function claimId(email: string, name: PersonName): string {
  return `${email.toLowerCase()} ${nameKey(name.firstName ?? '')}|${nameKey(name.lastName ?? '')}`
}

export function nameOfClaim(id: string): PersonName {
  const [firstName = '', lastName = ''] = id.slice(id.indexOf(' ') + 1).split('|')
  return { firstName: firstName || null, lastName: lastName || null }
}

/** What the file's system knows the person by; without ids it is the row that speaks of them. */
export function idsOfRow(person: PersonRecord, rowKey: string): readonly { kind: string; id: string }[] {
  return person.externalIds.length > 0 ? person.externalIds : [{ kind: rowKind, id: rowKey }]
}

/** Whether the record is of somebody who was erased at their wish. */
export function isErased({
  system,
  known,
  record,
  ids,
}: Pick<Search, 'system' | 'known' | 'record' | 'ids'>): boolean {
  return (
    known.erased?.has({
      ...record,
      phones: record.phones.map(typed => typed.phone),
      addresses: record.address ? [record.address] : [],
      externalIds: ids.map(id => ({ system, ...id })),
    }) === true
  )
}

/** What a row that could not be read may be kept of: nothing with the e-mail of an erased person, no cells with their name. */
export function readableOf(db: ReadDb, cells: readonly string[]): 'all' | 'no cells' | 'nothing' {
  const erased = readErased(db)
  const nameless = { firstName: null, lastName: null, phones: [], addresses: [], externalIds: [] }
  if (erased?.has({ ...nameless, emails: cells.filter(isEmail) })) return 'nothing'
  return erased?.mayBeIn(cells) ? 'no cells' : 'all'
}

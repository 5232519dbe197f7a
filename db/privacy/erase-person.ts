import type Database from 'better-sqlite3'
import { insertRow } from '../contacts/insert-row.ts'
import { newId } from '../ids.ts'
import { type Group, writeGroup } from '../journal/group.ts'
import { eraseHistory } from './erase-history.ts'
import { eraseImports } from './erase-imports.ts'
import { type Erasing, eraseRows } from './erase-rows.ts'
import { ensureErasureKey, erasableKeys, erasedHash, maskedIdOf } from './erased.ts'
import type { Erasure } from './erasure-list.ts'
import { type PersonWords, readWholePerson, wordsOf } from './person.ts'
import { ownWords, scrubberOf } from './scrub.ts'

/**
 * Makes a contact, and all that were merged into it, an "Erased person" without any value, for ever: everywhere, in History and in what
 * imports keep, too. Money stays with dates, amounts and products. What is left to know them by are hashes, so that no import brings them
 * back. `note` is told before it is done: should the computer stop then, a restore erases somebody who wished it anyway. Afterwards the
 * file still holds old pages: `cleanFile`.
 */
export function erasePerson(
  sqlite: Database.Database,
  { contactId, who }: { contactId: string; who: string },
  note: (officeKey: string, erasure: Erasure) => void,
): Erasure {
  const intent = { who, origin: 'erasure' as const, title: 'Erased a person at their wish', contactId }
  sqlite.pragma('secure_delete = ON')
  return writeGroup(sqlite, { ...intent, keepsRemovedRows: false }, group => {
    const officeKey = ensureErasureKey(group.db)
    const erasure = eraseInGroup(group, contactId, officeKey)
    note(officeKey, erasure)
    return erasure
  })
}

function eraseInGroup(group: Group, contactId: string, officeKey: string): Erasure {
  const { db } = group
  const person = readWholePerson(db, contactId)
  const words = wordsOf(db, person)
  const scrubber = scrubberOf(ownWords(db, person, words))
  const keys = keysOf(words).map(key => ({ kind: key.kind, hash: erasedHash(officeKey, key) }))
  for (const { kind, hash } of keys)
    insertRow(group, 'erased_keys', ['id', 'kind', 'hash'], [newId(), kind, hash])
  const erasing: Erasing = {
    group,
    person,
    words,
    scrubber,
    speaksOf: text => scrubber.mentions(text) || isNamedIn(words, text),
    maskedId: id => maskedIdOf(officeKey, id),
  }
  eraseImports(erasing)
  eraseHistory(erasing)
  eraseRows(erasing)
  db.run('DELETE FROM journal_changes WHERE group_seq = ?', [group.seq])
  return { at: group.at, contactIds: person.contactIds, keys }
}

function keysOf(words: PersonWords) {
  const nameless = { firstName: null, lastName: null }
  const reach = {
    emails: words.emails,
    phones: words.phones.map(({ typed, e164 }) => e164 ?? typed),
    addresses: words.addresses,
    externalIds: words.externalIds,
  }
  const names = words.names.length > 0 ? words.names : [nameless]
  const keys = names.flatMap(name => erasableKeys({ ...name, ...reach }, words.sharedEmails))
  return [...new Map(keys.map(key => [`${key.kind} ${key.text}`, key])).values()]
}

/** First and last name both stand in it, whatever stands between them. */
function isNamedIn(words: PersonWords, text: string): boolean {
  return words.names.some(({ firstName, lastName }) => {
    if (firstName === null || lastName === null) return false
    return [firstName, lastName].every(name => scrubberOf([name]).mentions(text))
  })
}

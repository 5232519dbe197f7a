import { type ContactState, loadContactState, survivorOf } from '../contacts/contact-state.ts'
import { findContactsByAnyEmail } from '../contacts/find-by-email.ts'
import type { ReadDb } from '../handles.ts'
import { emailKey, isEmail } from '../normalise/email.ts'
import { CommandRefused } from './refused.ts'

/** The contact with everything on it; the survivor when it was merged away. Throws `not.found`. */
export function requireContact(db: ReadDb, contactId: string): ContactState {
  const id = survivorOf(db, contactId)
  const state = id === null ? null : loadContactState(db, id)
  if (!state) throw new CommandRefused('not.found', { thing: 'contact' })
  return state
}

/** The name an action is told with. */
export function nameOf(db: ReadDb, contactId: string): string {
  return (
    db.get<{ name: string }>('SELECT full_name AS name FROM contacts WHERE id = ?', [contactId])?.name ??
    'No name'
  )
}

export function refuse(reason: string): never {
  throw new CommandRefused('change.refused', { reason })
}

/** Refused when somebody else has the e-mail and it is not shared. */
export function refuseForeignEmail(db: ReadDb, email: string, contactId: string | null): void {
  const owner = findContactsByAnyEmail(db, email).find(person => !person.isShared)
  if (owner && owner.contactId !== contactId) refuse(`The e-mail ${email} belongs to ${owner.fullName}.`)
}

/** An e-mail a person typed, as it is stored. Refused when it is none, or when somebody else has it and it is not shared. */
export function requireFreeEmail(db: ReadDb, typed: string, contactId: string | null): string {
  if (!isEmail(typed)) refuse(`"${typed}" is not an e-mail address.`)
  const key = emailKey(typed)
  refuseForeignEmail(db, key, contactId)
  return key === typed.toLowerCase() ? typed : key
}

/** A phone a person typed: anything with digits, so that an extension or a short number can be kept. */
export function requirePhone(typed: string): string {
  if ((typed.match(/\d/g) ?? []).length < 3) refuse(`"${typed}" is not a phone number.`)
  return typed
}

/** What a person typed into a field; an emptied field is null. */
export function typedOrNull(text: string | null | undefined): string | null {
  return text?.trim() || null
}

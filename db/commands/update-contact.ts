import type Database from 'better-sqlite3'
import type { ContactState, EmailState, LockLevel } from '../contacts/contact-state.ts'
import type { Writing } from '../contacts/insert-row.ts'
import {
  addAddress,
  addEmail,
  addPhone,
  replaceAddress,
  replaceEmail,
  replacePhone,
  setBusinessName,
  setLock,
  setName,
} from '../contacts/write-contact.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { writeGroup } from '../journal/group.ts'
import { inWords } from '../normalise/in-words.ts'
import { phoneE164, samePhone } from '../normalise/phone.ts'
import { addressParts, type TypedAddress } from './create-contact.ts'
import {
  nameOf,
  refuse,
  requireContact,
  requireFreeEmail,
  requirePhone,
  typedOrNull,
} from './find-contact.ts'
import { finishEdit } from './finish-edit.ts'
import { makePrimary, removeRow } from './primary-rows.ts'

/** What a person edited. Absent: untouched; null or empty: taken away. */
export type ContactEdit = {
  firstName?: string | null | undefined
  lastName?: string | null | undefined
  businessName?: string | null | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
  address?: TypedAddress | null | undefined
}

/** One unit that really changes: its word for History, and how it is written. */
type UnitEdit = { word: string; write: (w: Writing, c: ContactState) => void }

function nameEdit(c: ContactState, set: ContactEdit): UnitEdit[] {
  const name = {
    firstName: set.firstName === undefined ? c.firstName : typedOrNull(set.firstName),
    lastName: set.lastName === undefined ? c.lastName : typedOrNull(set.lastName),
  }
  if (name.firstName === c.firstName && name.lastName === c.lastName) return []
  return [{ word: 'name', write: (w, contact) => setName(w, contact, name, 'staff') }]
}

function businessEdit(c: ContactState, set: ContactEdit): UnitEdit[] {
  if (set.businessName === undefined) return []
  const businessName = typedOrNull(set.businessName)
  if (businessName === c.businessName) return []
  return [
    { word: 'business name', write: (w, contact) => setBusinessName(w, contact, businessName, 'staff') },
  ]
}

/**
 * The primary e-mail is edited in place. An old one that another system knows stays beside it, so that its next export still finds this
 * contact; one that a person had typed was a slip and goes.
 */
function emailEdit(db: ReadDb, c: ContactState, set: ContactEdit): UnitEdit[] {
  if (set.email === undefined) return []
  const primary = c.emails.find(e => e.isPrimary)
  const typed = typedOrNull(set.email)
  if (typed === null) {
    return primary
      ? [{ word: 'e-mail', write: (w, contact) => removeRow(w, 'contact_emails', contact.emails) }]
      : []
  }
  const email = requireFreeEmail(db, typed, c.id)
  if (primary?.email === email) return []
  const write = (w: Writing, contact: ContactState) => {
    const row = contact.emails.find(e => e.isPrimary)
    const known = contact.emails.find(e => e.email.toLowerCase() === email.toLowerCase())
    if (!row) return addEmail(w, contact, email, 'staff')
    if (known && known !== row) return makePrimary(w, 'contact_emails', contact.emails, known)
    correctEmail(w, contact, row, email)
  }
  return [{ word: 'e-mail', write }]
}

/** Edits an e-mail in place; an old one that another system knows stays beside it. */
export function correctEmail(w: Writing, c: ContactState, row: EmailState, email: string): void {
  const old = { email: row.email, source: row.source }
  replaceEmail(w, row, email, 'staff')
  const isOther = old.email.toLowerCase() !== email.toLowerCase()
  if (old.source !== 'staff' && isOther) addEmail(w, c, old.email, old.source)
}

function phoneEdit(c: ContactState, set: ContactEdit): UnitEdit[] {
  if (set.phone === undefined) return []
  const primary = c.phones.find(p => p.isPrimary)
  const typed = typedOrNull(set.phone)
  if (typed === null) {
    return primary
      ? [{ word: 'phone', write: (w, contact) => removeRow(w, 'contact_phones', contact.phones) }]
      : []
  }
  const phone = requirePhone(typed)
  if (primary?.phone === phone) return []
  const write = (w: Writing, contact: ContactState) => {
    const row = contact.phones.find(p => p.isPrimary)
    const known = contact.phones.find(p => samePhone(p.phone, phone))
    const number = { phone, phoneE164: phoneE164(phone) }
    if (!row) return addPhone(w, contact, { ...number, type: 'other' }, 'staff')
    if (known && known !== row) return makePrimary(w, 'contact_phones', contact.phones, known)
    return replacePhone(w, row, number, 'staff')
  }
  return [{ word: 'phone', write }]
}

function mailingAddress(c: ContactState) {
  return c.addresses.find(a => a.isMailing) ?? c.addresses.find(a => a.isPrimary)
}

/** The mailing address is replaced whole. */
function addressEdit(c: ContactState, set: ContactEdit): UnitEdit[] {
  if (set.address === undefined) return []
  const present = mailingAddress(c)
  if (set.address === null) {
    const write = (w: Writing, contact: ContactState) =>
      removeRow(w, 'contact_addresses', contact.addresses, mailingAddress(contact))
    return present ? [{ word: 'address', write }] : []
  }
  const parts = addressParts(set.address)
  const isSame =
    present && Object.entries(parts).every(([part, text]) => present[part as keyof typeof parts] === text)
  if (isSame) return []
  const write = (w: Writing, contact: ContactState) => {
    const row = mailingAddress(contact)
    if (row) replaceAddress(w, row, { ...parts, type: row.type }, 'staff')
    else addAddress(w, contact, { ...parts, type: 'mailing' }, 'staff')
  }
  return [{ word: 'address', write }]
}

function editsOf(db: ReadDb, c: ContactState, set: ContactEdit): UnitEdit[] {
  return [
    ...nameEdit(c, set),
    ...businessEdit(c, set),
    ...emailEdit(db, c, set),
    ...phoneEdit(c, set),
    ...addressEdit(c, set),
  ]
}

/** Throws CommandRefused when nothing is left by which a contact could be known. */
export function refuseNobody(c: ContactState): void {
  if (!c.firstName && !c.lastName && !c.businessName && c.emails.length === 0) {
    refuse('A contact needs a name, a business name or an e-mail.')
  }
}

/**
 * A person's own edit, unit by unit; what is the same already is left alone, and when all is, nothing is written. Any change closes the
 * padlock (FULL_LOCK), with the reason. A merged contact's edit goes to its survivor. Throws CommandRefused.
 */
export function updateContact(
  sqlite: Database.Database,
  input: { contactId: string; set: ContactEdit },
  who: string,
): { contactId: string; lockLevel: LockLevel } {
  const { read } = handlesOf(sqlite)
  const before = requireContact(read, input.contactId)
  const edits = editsOf(read, before, input.set)
  if (edits.length === 0) return { contactId: before.id, lockLevel: before.lockLevel }
  const words = inWords(edits.map(edit => edit.word))
  const title = `Changed the ${words} of ${nameOf(read, before.id)}`
  writeGroup(sqlite, { who, origin: 'staff', title, contactId: before.id }, group => {
    const c = requireContact(group.db, before.id)
    for (const edit of editsOf(group.db, c, input.set)) edit.write(group, c)
    refuseNobody(c)
    if (c.lockLevel !== 'FULL_LOCK') setLock(group, c, 'FULL_LOCK', `${who} corrected the ${words} by hand`)
    finishEdit(group, c)
  })
  return { contactId: before.id, lockLevel: 'FULL_LOCK' }
}

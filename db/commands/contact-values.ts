import type Database from 'better-sqlite3'
import type { AddressState, ContactState, EmailState, PhoneState } from '../contacts/contact-state.ts'
import { addressText } from '../contacts/field-value.ts'
import {
  addAddress,
  addEmail,
  addPhone,
  replaceAddress,
  replacePhone,
  setLock,
} from '../contacts/write-contact.ts'
import { handlesOf } from '../handles.ts'
import { type Group, writeGroup } from '../journal/group.ts'
import { setColumns } from '../merge/move-rows.ts'
import { phoneE164, samePhone } from '../normalise/phone.ts'
import { addressParts, type TypedAddress } from './create-contact.ts'
import { nameOf, refuse, requireContact, requireFreeEmail, requirePhone } from './find-contact.ts'
import { finishEdit } from './finish-edit.ts'
import { makePrimary, removeRow } from './primary-rows.ts'
import { CommandRefused } from './refused.ts'
import { correctEmail, refuseNobody } from './update-contact.ts'

/** One e-mail, phone or address as a person types it. */
export type TypedValue =
  | { kind: 'email'; email: string }
  | { kind: 'phone'; phone: string; type: PhoneState['type'] }
  | { kind: 'address'; address: TypedAddress; type: AddressState['type'] }

export type FoundValue =
  | { kind: 'email'; table: 'contact_emails'; row: EmailState }
  | { kind: 'phone'; table: 'contact_phones'; row: PhoneState }
  | { kind: 'address'; table: 'contact_addresses'; row: AddressState }

const kindWords = { email: 'e-mail', phone: 'phone', address: 'address' } as const

/** The value with this id, whatever it is. Throws `not.found`. */
export function requireValue(c: ContactState, valueId: string): FoundValue {
  const email = c.emails.find(row => row.id === valueId)
  if (email) return { kind: 'email', table: 'contact_emails', row: email }
  const phone = c.phones.find(row => row.id === valueId)
  if (phone) return { kind: 'phone', table: 'contact_phones', row: phone }
  const address = c.addresses.find(row => row.id === valueId)
  if (address) return { kind: 'address', table: 'contact_addresses', row: address }
  throw new CommandRefused('not.found', { thing: 'value' })
}

/** `e-mail ada@example.org`, for a title. */
export function valueWords({ kind, row }: FoundValue): string {
  const text = 'email' in row ? row.email : 'phone' in row ? row.phone : addressText(row)
  return `${kindWords[kind]} ${text}`
}

type Action = { contactId: string; who: string; title: (c: ContactState, name: string) => string }

/** A person's own change to the values of a contact: one action, which closes the padlock like every correction. */
function correct(
  sqlite: Database.Database,
  action: Action,
  work: (group: Group, c: ContactState) => void,
): void {
  const { read } = handlesOf(sqlite)
  const before = requireContact(read, action.contactId)
  const title = action.title(before, nameOf(read, before.id))
  writeGroup(sqlite, { who: action.who, origin: 'staff', title, contactId: before.id }, group => {
    const c = requireContact(group.db, before.id)
    work(group, c)
    refuseNobody(c)
    if (c.lockLevel !== 'FULL_LOCK') setLock(group, c, 'FULL_LOCK', `${action.who}: ${title}`)
    finishEdit(group, c)
  })
}

/** One more e-mail, phone or address. Throws CommandRefused when the contact has it already. */
export function addValue(
  sqlite: Database.Database,
  input: { contactId: string; value: TypedValue },
  who: string,
): { valueId: string } {
  const { value } = input
  const title = (_: ContactState, name: string) =>
    `Added ${value.kind === 'phone' ? 'a' : 'an'} ${kindWords[value.kind]} to ${name}`
  let valueId = ''
  correct(sqlite, { contactId: input.contactId, who, title }, (group, c) => {
    refuseRepeated(c, value)
    if (value.kind === 'email') {
      addEmail(group, c, requireFreeEmail(group.db, value.email, c.id), 'staff')
      valueId = c.emails.at(-1)?.id ?? ''
    } else if (value.kind === 'phone') {
      const phone = requirePhone(value.phone)
      addPhone(group, c, { phone, phoneE164: phoneE164(phone), type: value.type }, 'staff')
      valueId = c.phones.at(-1)?.id ?? ''
    } else {
      addAddress(group, c, { ...addressParts(value.address), type: value.type }, 'staff')
      valueId = c.addresses.at(-1)?.id ?? ''
    }
  })
  return { valueId }
}

function refuseRepeated(c: ContactState, value: TypedValue, except?: string): void {
  const isKnown =
    value.kind === 'email'
      ? c.emails.some(e => e.id !== except && e.email.toLowerCase() === value.email.toLowerCase())
      : value.kind === 'phone' && c.phones.some(p => p.id !== except && samePhone(p.phone, value.phone))
  if (isKnown) refuse(`This ${value.kind === 'email' ? 'e-mail' : 'phone'} is there already.`)
}

/** Corrects one value in place. An old e-mail that another system knows stays beside the new one. */
export function editValue(
  sqlite: Database.Database,
  input: { contactId: string; valueId: string; value: TypedValue },
  who: string,
): { valueId: string } {
  const { valueId, value } = input
  const title = (c: ContactState, name: string) =>
    `Changed the ${valueWords(requireValue(c, valueId))} of ${name}`
  correct(sqlite, { contactId: input.contactId, who, title }, (group, c) => {
    const { kind, row } = requireValue(c, valueId)
    refuseRepeated(c, value, valueId)
    if (kind === 'email' && value.kind === 'email')
      correctEmail(group, c, row, requireFreeEmail(group.db, value.email, c.id))
    else if (kind === 'phone' && value.kind === 'phone') {
      const phone = requirePhone(value.phone)
      if (phone !== row.phone) replacePhone(group, row, { phone, phoneE164: phoneE164(phone) }, 'staff')
      setColumns(group, 'contact_phones', valueId, { type: value.type })
    } else if (kind === 'address' && value.kind === 'address')
      replaceAddress(group, row, { ...addressParts(value.address), type: value.type }, 'staff')
    else refuse('A value stays what it is: remove it and add another.')
  })
  return { valueId }
}

/** Takes a value off a contact; the oldest of the others becomes primary. */
export function removeValue(
  sqlite: Database.Database,
  input: { contactId: string; valueId: string },
  who: string,
): { contactId: string } {
  const title = (c: ContactState, name: string) =>
    `Removed the ${valueWords(requireValue(c, input.valueId))} of ${name}`
  correct(sqlite, { contactId: input.contactId, who, title }, (group, c) => {
    const found = requireValue(c, input.valueId)
    if (found.kind === 'email') removeRow(group, found.table, c.emails, found.row)
    else if (found.kind === 'phone') removeRow(group, found.table, c.phones, found.row)
    else removeRow(group, found.table, c.addresses, found.row)
  })
  return { contactId: input.contactId }
}

/** Says which value comes first, or which address the mail goes to. */
export function markValue(
  sqlite: Database.Database,
  input: { contactId: string; valueId: string; mark: 'primary' | 'mailing' },
  who: string,
): { contactId: string } {
  const title = (c: ContactState, name: string) =>
    `Made the ${valueWords(requireValue(c, input.valueId))} of ${name} the ${input.mark} one`
  correct(sqlite, { contactId: input.contactId, who, title }, (group, c) => {
    const found = requireValue(c, input.valueId)
    if (input.mark === 'mailing') {
      if (found.kind !== 'address') return refuse('Mail goes to an address.')
      makeMailing(group, c, found.row)
    } else if (found.kind === 'email') makePrimary(group, found.table, c.emails, found.row)
    else if (found.kind === 'phone') makePrimary(group, found.table, c.phones, found.row)
    else makePrimary(group, found.table, c.addresses, found.row)
  })
  return { contactId: input.contactId }
}

function makeMailing(group: Group, c: ContactState, next: AddressState): void {
  for (const row of c.addresses.filter(a => a.isMailing && a !== next))
    setColumns(group, 'contact_addresses', row.id, { is_mailing: 0 })
  setColumns(group, 'contact_addresses', next.id, { is_mailing: 1 })
}

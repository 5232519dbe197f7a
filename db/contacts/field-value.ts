import { addressKey } from '../normalise/address.ts'
import { emailKey } from '../normalise/email.ts'
import { nameKey } from '../normalise/name.ts'
import type { AddressState, ContactState, EmailState, PhoneState, PhoneType } from './contact-state.ts'
import { type ConsentValue, type NewAddress } from './insert-contact.ts'
import type { Writing } from './insert-row.ts'
import {
  addAddress,
  addEmail,
  addPhone,
  replaceAddress,
  replaceEmail,
  replacePhone,
  setBirthDate,
  setBusinessName,
  setConsent,
  setName,
} from './write-contact.ts'

/** One value of one protected unit of a contact, ready to be written; also how conflicts and suggestions keep theirs. */
export type FieldValue =
  | { field: 'name'; firstName: string | null; lastName: string | null }
  | { field: 'business_name'; businessName: string }
  | { field: 'birth_date'; birthDate: string }
  | { field: 'email'; email: string }
  | { field: 'phone' | 'mobile_phone'; phone: string; phoneE164: string | null; type: PhoneType }
  | ({ field: 'address' } & NewAddress)
  | { field: 'email_subscribed'; consent: ConsentValue }

export type ContactField = FieldValue['field']
export type FieldGroup = 'opt_in' | 'name' | 'phone' | 'address' | 'email'

/** Which column of the rule matrix (`import_lock_rules.field_group`) protects a field. */
export const groupOfField: Record<ContactField, FieldGroup> = {
  name: 'name',
  business_name: 'name',
  birth_date: 'name',
  email: 'email',
  phone: 'phone',
  mobile_phone: 'phone',
  address: 'address',
  email_subscribed: 'opt_in',
}

/** The name a phone goes by in conflicts and rules. */
export function phoneField(type: PhoneType): 'phone' | 'mobile_phone' {
  return type === 'mobile' ? 'mobile_phone' : 'phone'
}

export function addressText(a: Omit<NewAddress, 'type'>): string {
  const region = [a.state, a.postalCode].filter(Boolean).join(' ')
  return [a.line1, a.line2, a.city, region, a.country].filter(Boolean).join(', ')
}

/** A value as a person reads it in a conflict, a plan or a story. */
export function fieldText(value: FieldValue): string {
  switch (value.field) {
    case 'name':
      return [value.firstName, value.lastName].filter(Boolean).join(' ')
    case 'business_name':
      return value.businessName
    case 'birth_date':
      return value.birthDate
    case 'email':
      return value.email
    case 'phone':
    case 'mobile_phone':
      return value.phone
    case 'address':
      return addressText(value)
    case 'email_subscribed':
      return value.consent.subscribed ? 'subscribed' : 'not subscribed'
  }
}

/** The comparable form: two values of a field with one key are one value written differently. */
export function fieldKey(value: FieldValue): string {
  switch (value.field) {
    case 'name':
      return `${nameKey(value.firstName ?? '')}|${nameKey(value.lastName ?? '')}`
    case 'business_name':
      return nameKey(value.businessName)
    case 'email':
      return emailKey(value.email)
    case 'phone':
    case 'mobile_phone':
      return value.phoneE164 ?? value.phone.replace(/\D/g, '')
    case 'address':
      return addressKey(value)
    default:
      return fieldText(value)
  }
}

/** The source's own row where there is one, else the primary one, else the first. */
function rowFor<Row extends { isPrimary: boolean; source: string }>(
  rows: readonly Row[],
  source: string | null,
): Row | undefined {
  return rows.find(r => r.source === source) ?? rows.find(r => r.isPrimary) ?? rows[0]
}

export function emailFor(c: ContactState, source: string | null): EmailState | undefined {
  return rowFor(c.emails, source)
}
/** The number that a number of this type stands against: a mobile, a work phone, or the one at home. */
export function phoneFor(c: ContactState, type: PhoneType, source: string | null): PhoneState | undefined {
  return rowFor(
    c.phones.filter(p => placeOf(p.type) === placeOf(type)),
    source,
  )
}

function placeOf(type: PhoneType): PhoneType {
  return type === 'other' ? 'home' : type
}
export function addressFor(c: ContactState, source: string | null): AddressState | undefined {
  return rowFor(c.addresses, source)
}

/**
 * Writes a value in its place: over the source's own row, else the primary one; as a new row where there is none, or when `asExtra`.
 * Changes the state along with the tables; the caller calls `touchContact` when it is done with the contact.
 */
export function writeField(
  w: Writing,
  c: ContactState,
  value: FieldValue,
  how: { source: string; why: string; asExtra?: boolean },
): void {
  const { source } = how
  switch (value.field) {
    case 'name':
      return setName(w, c, { firstName: value.firstName, lastName: value.lastName }, source)
    case 'business_name':
      return setBusinessName(w, c, value.businessName, source)
    case 'birth_date':
      return setBirthDate(w, c, value.birthDate, source)
    case 'email': {
      const row = how.asExtra ? undefined : emailFor(c, source)
      return row ? replaceEmail(w, row, value.email, source) : addEmail(w, c, value.email, source)
    }
    case 'phone':
    case 'mobile_phone': {
      const { phone, phoneE164, type } = value
      const row = how.asExtra ? undefined : phoneFor(c, type, source)
      return row
        ? replacePhone(w, row, { phone, phoneE164 }, source)
        : addPhone(w, c, { phone, phoneE164, type }, source)
    }
    case 'address': {
      const { field: _, ...address } = value
      const row = how.asExtra ? undefined : addressFor(c, source)
      return row ? replaceAddress(w, row, address, source) : addAddress(w, c, address, source)
    }
    case 'email_subscribed':
      return setConsent(w, c, value.consent, how.why)
  }
}

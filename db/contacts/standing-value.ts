import { addsNothing } from '../normalise/address.ts'
import { emailKey } from '../normalise/email.ts'
import { sameName } from '../normalise/name.ts'
import type { ContactState } from './contact-state.ts'
import { addressFor, addressText, emailFor, type FieldValue, fieldText, phoneFor } from './field-value.ts'

/**
 * What a contact has in the place of a value that another system tells; null when that place is empty. `row` is where it is written, as the
 * journal names it: the contact's own row, or the one of an e-mail, a phone or an address.
 */
export type StandingValue = { text: string; source: string; row?: { id: string; unit: string } }

export function standingValue(c: ContactState, value: FieldValue, source: string): StandingValue | null {
  switch (value.field) {
    case 'name': {
      const text = [c.firstName, c.lastName].filter(Boolean).join(' ')
      return ownValue(c, 'name', text || null, c.nameSource)
    }
    case 'business_name':
      return ownValue(c, 'business_name', c.businessName, c.businessNameSource)
    case 'birth_date':
      return ownValue(c, 'birth_date', c.birthDate, c.birthDateSource)
    case 'email': {
      const row = emailFor(c, source)
      return row ? rowValue(row, row.email) : null
    }
    case 'phone':
    case 'mobile_phone': {
      const row = phoneFor(c, value.type, source)
      return row ? rowValue(row, row.phone) : null
    }
    case 'address': {
      const row = addressFor(c, source)
      return row ? rowValue(row, addressText(row)) : null
    }
    case 'email_subscribed':
      return {
        text: fieldText({ ...value, consent: { ...value.consent, subscribed: c.emailSubscribed } }),
        source: c.sourceSystem,
      }
  }
}

function ownValue(
  { id }: ContactState,
  unit: string,
  text: string | null,
  source: string,
): StandingValue | null {
  return text === null ? null : { text, source, row: { id, unit } }
}

/** A value that is a row of its own. */
export function rowValue({ id, source }: { id: string; source: string }, text: string): StandingValue {
  return { text, source, row: { id, unit: 'value' } }
}

/** Whether the contact says the same already, in whatever form. */
export function saysAlready(c: ContactState, value: FieldValue): boolean {
  switch (value.field) {
    case 'name':
      return sameName(c.firstName, value.firstName) && sameName(c.lastName, value.lastName)
    case 'business_name':
      return sameName(c.businessName, value.businessName)
    case 'birth_date':
      return c.birthDate === value.birthDate
    case 'email':
      return c.emails.some(row => emailKey(row.email) === emailKey(value.email))
    case 'phone':
    case 'mobile_phone':
      return c.phones.some(row =>
        value.phoneE164 ? row.phoneE164 === value.phoneE164 : row.phone.trim() === value.phone.trim(),
      )
    case 'address':
      return c.addresses.some(row => addsNothing(row, value))
    case 'email_subscribed':
      return c.emailSubscribed === value.consent.subscribed
  }
}

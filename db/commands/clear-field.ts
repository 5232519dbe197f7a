import type { ContactState } from '../contacts/contact-state.ts'
import { addressFor, type FieldValue, phoneFor } from '../contacts/field-value.ts'
import type { Writing } from '../contacts/insert-row.ts'
import { setBirthDate, setBusinessName } from '../contacts/write-contact.ts'
import { removeRow } from './primary-rows.ts'

/** A value that may be taken away and leave nothing: without a name, an e-mail and an opt-in a contact is another. */
export type ClearableValue = Extract<
  FieldValue,
  { field: 'business_name' | 'birth_date' | 'phone' | 'mobile_phone' | 'address' }
>

/**
 * Takes a value off a contact: the one that `writeField` of that source would write over. The caller calls `touchContact` when it is done
 * with the contact.
 */
export function clearField(w: Writing, c: ContactState, value: ClearableValue, source: string): void {
  switch (value.field) {
    case 'business_name':
      return setBusinessName(w, c, null, source)
    case 'birth_date':
      return setBirthDate(w, c, null, source)
    case 'phone':
    case 'mobile_phone': {
      const row = phoneFor(c, value.type, source)
      return row && removeRow(w, 'contact_phones', c.phones, row)
    }
    case 'address': {
      const row = addressFor(c, source)
      return row && removeRow(w, 'contact_addresses', c.addresses, row)
    }
  }
}

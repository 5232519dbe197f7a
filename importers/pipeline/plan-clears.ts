import type { ClearableValue } from '../../db/commands/clear-field.ts'
import type { ContactState } from '../../db/contacts/contact-state.ts'
import { addressFor, type FieldValue, phoneField, phoneFor } from '../../db/contacts/field-value.ts'
import { standingValue } from '../../db/contacts/standing-value.ts'
import type { PersonPart, PersonRecord } from '../formats/format.ts'
import type { Current, PlannedField } from './planned-field.ts'

const why = 'The cell is empty, and you said that empty cells of its column erase.'

/** The part of a person that a value belongs to. */
function partOf(value: FieldValue): PersonPart | null {
  if (value.field === 'email_subscribed') return null
  return value.field === 'phone' ? (value.type === 'work' ? 'work_phone' : 'home_phone') : value.field
}

/** Whether the person who imports wants this value only where there is none. */
export function isFillOnly({ fillOnly }: PersonRecord, value: FieldValue): boolean {
  const part = partOf(value)
  return part !== null && fillOnly?.includes(part) === true
}

/**
 * What empty cells take away, where the person who imports wants it: a value that the same file might replace, of a contact that nothing protects.
 * Otherwise it stays, and the plan says why. `weigh` decides as if the file had another value.
 */
export function planClears(
  contact: { state: ContactState; startLevel: ContactState['lockLevel'] },
  { clears }: PersonRecord,
  source: string,
  weigh: (value: FieldValue, current: Current) => PlannedField | null,
): PlannedField[] {
  return (clears ?? []).flatMap(part => {
    const value = valueOf(contact.state, part, source)
    const standing = value && standingValue(contact.state, value, source)
    const planned = standing && weigh(value, { ...standing, isSame: false })
    if (!planned) return []
    const isErased = planned.action === 'replace' && contact.startLevel === 'UNLOCKED'
    const stays = { ...planned, incoming: '', action: 'keep' as const }
    return [isErased ? { ...stays, action: 'remove' as const, clears: value, why } : stays]
  })
}

/** What the office has of a part: the value that one of this source would stand against. */
function valueOf(c: ContactState, part: PersonPart, source: string): ClearableValue | null {
  switch (part) {
    case 'business_name':
      return c.businessName ? { field: part, businessName: c.businessName } : null
    case 'birth_date':
      return c.birthDate ? { field: part, birthDate: c.birthDate } : null
    case 'home_phone':
    case 'work_phone':
    case 'mobile_phone': {
      const row = phoneFor(c, phoneTypes[part], source)
      if (!row) return null
      const { phone, phoneE164, type } = row
      return { field: phoneField(type), phone, phoneE164, type }
    }
    case 'address': {
      const row = addressFor(c, source)
      if (!row) return null
      const { id: _, ...address } = row
      return { field: part, ...address }
    }
    case 'name':
    case 'email':
      return null
  }
}

const phoneTypes = { home_phone: 'home', work_phone: 'work', mobile_phone: 'mobile' } as const

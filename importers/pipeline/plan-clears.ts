import type { ClearableValue } from '../../db/commands/clear-field.ts'
import type { ContactState } from '../../db/contacts/contact-state.ts'
import { addressFor, addressText, type FieldValue, phoneFor } from '../../db/contacts/field-value.ts'
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
    const there = valueOf(contact.state, part, source)
    const planned = there && weigh(there.value, there.current)
    if (!there || !planned) return []
    const isErased = planned.action === 'replace' && contact.startLevel === 'UNLOCKED'
    const stays = { ...planned, incoming: '', action: 'keep' as const }
    return [isErased ? { ...stays, action: 'remove' as const, clears: there.value, why } : stays]
  })
}

/** What the office has of a part, and where: the row that a value of this source would stand against. */
function valueOf(
  c: ContactState,
  part: PersonPart,
  source: string,
): { value: ClearableValue; current: Current } | null {
  const isSame = false
  switch (part) {
    case 'business_name':
      return c.businessName
        ? {
            value: { field: part, businessName: c.businessName },
            current: {
              text: c.businessName,
              source: c.businessNameSource,
              isSame,
              row: { id: c.id, unit: part },
            },
          }
        : null
    case 'birth_date':
      return c.birthDate
        ? {
            value: { field: part, birthDate: c.birthDate },
            current: { text: c.birthDate, source: c.birthDateSource, isSame, row: { id: c.id, unit: part } },
          }
        : null
    case 'home_phone':
    case 'work_phone':
    case 'mobile_phone':
      return phoneValue(c, phoneTypes[part], source)
    case 'address': {
      const row = addressFor(c, source)
      if (!row) return null
      const { id, ...address } = row
      const value = { field: part, ...address }
      return {
        value,
        current: { text: addressText(row), source: row.source, isSame, row: { id, unit: 'value' } },
      }
    }
    case 'name':
    case 'email':
      return null
  }
}

const phoneTypes = { home_phone: 'home', work_phone: 'work', mobile_phone: 'mobile' } as const

function phoneValue(
  c: ContactState,
  type: 'home' | 'work' | 'mobile',
  source: string,
): ReturnType<typeof valueOf> {
  const row = phoneFor(c, type, source)
  if (!row) return null
  const { phone, phoneE164 } = row
  const field = type === 'mobile' ? ('mobile_phone' as const) : ('phone' as const)
  return {
    value: { field, phone, phoneE164, type: row.type },
    current: { text: phone, source: row.source, isSame: false, row: { id: row.id, unit: 'value' } },
  }
}

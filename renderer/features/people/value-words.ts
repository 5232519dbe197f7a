import type { z } from 'zod'
import type { ContactCard } from '../../../electron/contract/contact-card.ts'
import type {
  AddressType,
  PhoneType,
  ValueInput,
  ValueState,
} from '../../../electron/contract/contact-edits.ts'
import { addressText } from './contact-words.ts'
import type { EditField } from './InlineEdit.tsx'

export type CardEmail = ContactCard['emails'][number]
export type CardPhone = ContactCard['phones'][number]
export type CardAddress = ContactCard['addresses'][number]

/** One value of the card with its kind. */
export type CardValue =
  | { kind: 'email'; row: CardEmail }
  | { kind: 'phone'; row: CardPhone }
  | { kind: 'address'; row: CardAddress }
export type ValueKind = CardValue['kind']

export const kindWords: Record<ValueKind, string> = { email: 'E-mail', phone: 'Phone', address: 'Address' }

/** What can become of a value of each kind. */
export const possibleStates: Record<ValueKind, readonly ValueState[]> = {
  email: ['verified', 'bounced', 'invalid'],
  phone: ['verified', 'wrong_number', 'disconnected'],
  address: ['returned'],
}

export const stateWords: Record<ValueState, string> = {
  verified: 'Verified',
  bounced: 'Bounced',
  invalid: 'Not valid',
  wrong_number: 'Wrong number',
  disconnected: 'Disconnected',
  returned: 'Mail came back',
}

export const typesOf: Record<
  ValueKind,
  readonly (z.infer<typeof PhoneType> | z.infer<typeof AddressType>)[]
> = {
  email: [],
  phone: ['mobile', 'home', 'work', 'other'],
  address: ['home', 'mailing', 'billing', 'shipping', 'work', 'other'],
}

type Said = { state: ValueState; by: string | null; at: string | null; why: string | null }

/** What was said of a value, by whom, when and why; null while nobody said anything. */
export function saidOf(value: CardValue): Said | null {
  if (value.kind === 'address') {
    const { returnedAt, returnedBy } = value.row
    return returnedAt === null ? null : { state: 'returned', by: returnedBy, at: returnedAt, why: null }
  }
  const { state, stateBy, stateAt, stateNote } = value.row
  return state === null ? null : { state, by: stateBy, at: stateAt, why: stateNote }
}

export function valueText(value: CardValue): string {
  return value.kind === 'email'
    ? value.row.email
    : value.kind === 'phone'
      ? value.row.phone
      : addressText(value.row)
}

/** The fields by which a value of a kind is typed; filled with the present one, or empty. */
export function fieldsOf(kind: ValueKind, value?: CardValue): EditField[] {
  if (value?.kind === 'address' || kind === 'address') {
    const row = value?.kind === 'address' ? value.row : null
    return [
      { name: 'line1', label: 'Street', text: row?.line1 ?? '' },
      { name: 'line2', label: 'Second line', text: row?.line2 ?? '' },
      { name: 'city', label: 'City', text: row?.city ?? '' },
      { name: 'state', label: 'State', text: row?.state ?? '' },
      { name: 'postalCode', label: 'ZIP', text: row?.postalCode ?? '' },
    ]
  }
  return [{ name: kind, label: kindWords[kind], text: value === undefined ? '' : valueText(value) }]
}

/** What was typed as the input of the call; null when it was emptied. `present` lends type and country. */
export function typedValue(
  kind: ValueKind,
  texts: Record<string, string>,
  present?: CardValue,
): ValueInput | null {
  if (Object.values(texts).every(text => text === '')) return null
  if (kind === 'email') return { kind, email: texts['email'] ?? '' }
  if (kind === 'phone') {
    const type = present?.kind === 'phone' ? { type: present.row.type } : {}
    return { kind, phone: texts['phone'] ?? '', ...type }
  }
  const { line1 = '', line2 = '', city = '', state = '', postalCode = '' } = texts
  const row = present?.kind === 'address' ? present.row : null
  const address = {
    line1,
    city,
    state,
    postalCode,
    ...(line2 ? { line2 } : {}),
    ...(row?.country ? { country: row.country } : {}),
  }
  return { kind, address, ...(row ? { type: row.type } : {}) }
}

/** The same value as another type: `work`. */
export function asType(value: CardValue, type: string): ValueInput | null {
  const texts = Object.fromEntries(fieldsOf(value.kind, value).map(field => [field.name, field.text]))
  const typed = typedValue(value.kind, texts, value)
  return typed === null || typed.kind === 'email' ? null : ({ ...typed, type } as ValueInput)
}

import { addressText } from '../contacts/field-value.ts'
import { isJsonObject, type JsonObject } from './json.ts'

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null
}

function joined(value: JsonObject, ...columns: string[]): string | null {
  return (
    columns
      .map(column => textOf(value[column]))
      .filter(Boolean)
      .join(' ') || null
  )
}

function addressOf(value: JsonObject): string | null {
  return (
    addressText({
      line1: textOf(value['line_1']),
      line2: textOf(value['line_2']),
      city: textOf(value['city']),
      state: textOf(value['state']),
      postalCode: textOf(value['postal_code']),
      country: textOf(value['country']),
    }) || null
  )
}

/** Money in a journalled price: `22.00 USD`. */
function priceOf(value: JsonObject): string | null {
  const cents = value['amount_cents']
  if (typeof cents !== 'number') return null
  return [(cents / 100).toFixed(2), textOf(value['currency']), textOf(value['billing_cycle'])]
    .filter(Boolean)
    .join(' ')
}

/** An opt-out is told from nobody ever having agreed. */
function consentOf(value: JsonObject): string {
  if (value['email_subscribed'] === 1) return 'subscribed'
  const day = textOf(value['unsubscribe_date'])?.slice(0, 10)
  return day === undefined ? 'not subscribed' : `unsubscribed since ${day}`
}

function missingOf(value: JsonObject): string {
  const answer = textOf(value['reconciliation'])
  if (textOf(value['missing_from_export_since']) !== null)
    return answer === 'investigate' ? 'missing, to be looked into' : 'missing from the export'
  return answer === 'keep' ? 'kept without the export' : (answer ?? 'in the export')
}

/** Who said it and when stand beside the change already. */
function stateOf(value: JsonObject): string | null {
  return textOf(value['state'])?.replaceAll('_', ' ') ?? null
}

/** Units whose columns read best in a form of their own; the others read column by column. */
const readings: Record<string, (value: JsonObject) => string | null> = {
  'contacts.name': value => joined(value, 'first_name', 'last_name'),
  'contacts.business_name': value => joined(value, 'business_name'),
  'contacts.birth_date': value => joined(value, 'birth_date'),
  'contacts.consent': consentOf,
  'contacts.lock': value => joined(value, 'lock_level'),
  'contacts.household': value => (textOf(value['household_id']) === null ? null : 'in a household'),
  'contact_emails.state': stateOf,
  'contact_phones.state': stateOf,
  'contact_addresses.returned_at': value => textOf(value['returned_at'])?.slice(0, 10) ?? null,
  'contact_emails.value': value => joined(value, 'email'),
  'contact_phones.value': value => joined(value, 'phone'),
  'contact_addresses.value': addressOf,
  'contact_roles.value': value =>
    [textOf(value['role']), value['ended_at'] === null ? null : 'ended'].filter(Boolean).join(', '),
  'subscriptions.price': priceOf,
  'subscriptions.status': value => joined(value, 'status'),
  'subscriptions.missing': missingOf,
  'transactions.amount': priceOf,
  'products.name': value => joined(value, 'name'),
}

/** Columns that hold a mark (0 or 1) read as words. */
function plainText(value: JsonObject): string | null {
  const parts = Object.entries(value).flatMap(([column, content]) => {
    if (column.endsWith('_source') || column === 'source_system') return []
    if (column.startsWith('is_') || column.startsWith('do_not_') || column === 'deceased')
      return content === 1 ? ['yes'] : ['no']
    const text = textOf(content)
    return text === null ? [] : [text]
  })
  return parts.join(', ') || null
}

/** A journalled value (JSON of a unit's columns) as a person reads it; null when it was empty, a mark of removal or a whole row. */
export function unitText(table: string, unit: string, json: string | null): string | null {
  if (json === null) return null
  const value: unknown = JSON.parse(json)
  if (!isJsonObject(value)) return null
  if (unit === 'deleted') return value['deleted_at'] === null ? null : 'removed'
  if (unit === '*') return wholeRowText(table, value)
  return (readings[`${table}.${unit}`] ?? plainText)(value)
}

/** What a removed row was, as far as one line can tell it. */
function wholeRowText(table: string, row: JsonObject): string | null {
  if (table === 'contacts') return joined(row, 'full_name')
  if (table === 'contact_addresses') return addressOf(row)
  if (table === 'transactions' || table === 'subscriptions') return priceOf(row)
  return joined(row, 'email', 'phone', 'name', 'text', 'external_id', 'role')
}

const unitNames: Record<string, string> = {
  'contacts.consent': 'newsletter',
  'contacts.lock': 'protection',
  'contacts.merged_into': 'merged into',
  'contact_emails.value': 'e-mail',
  'contact_emails.is_primary': 'primary e-mail',
  'contact_phones.value': 'phone',
  'contact_phones.is_primary': 'primary phone',
  'contact_addresses.value': 'address',
  'contact_addresses.is_primary': 'primary address',
  'contact_addresses.is_mailing': 'mailing address',
  'contact_emails.state': 'e-mail',
  'contact_phones.state': 'phone',
  'contact_addresses.returned_at': 'mail came back',
  'contact_notes.text': 'note',
  'contact_roles.value': 'role',
  'contact_tags.value': 'tag',
  'subscriptions.missing': 'subscription',
  'subscriptions.price': 'price',
  'transactions.kind': 'type',
}

const tableNames: Record<string, string> = {
  contacts: 'person',
  contact_emails: 'e-mail',
  contact_phones: 'phone',
  contact_addresses: 'address',
  contact_external_ids: 'id in another system',
  contact_tags: 'tag',
  contact_notes: 'note',
  contact_roles: 'role',
  contact_products: 'product',
  households: 'household',
  tags: 'tag',
  products: 'product',
  subscriptions: 'subscription',
  transactions: 'transaction',
  pledges: 'pledge',
  pledge_payments: 'pledge payment',
  acknowledgments: 'acknowledgment',
  duplicate_verdicts: 'answer about two records',
  erased_keys: 'what an erased person is known by',
  venues: 'venue',
  bookings: 'rental',
  events: 'event',
  event_registrations: 'ticket',
}

/** The word for what a row is: "phone", "transaction". */
export function tableWord(table: string): string {
  return tableNames[table] ?? table.replaceAll('_', ' ')
}

/** The word for a journalled unit: "e-mail", "newsletter", "do not call". */
export function unitWord(table: string, unit: string): string {
  if (unit === '*' || unit === 'deleted' || unit === 'owner') return tableWord(table)
  return unitNames[`${table}.${unit}`] ?? unit.replace(/^is_/, '').replaceAll('_', ' ')
}

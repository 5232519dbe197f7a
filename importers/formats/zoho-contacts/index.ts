import { parseDate } from '../cells/dates.ts'
import { parseEmails } from '../cells/emails.ts'
import { type IdReading, readId } from '../cells/ids.ts'
import { localDay } from '../cells/moments.ts'
import { type NameReading, readName } from '../cells/names.ts'
import { problem, refused } from '../cells/problem.ts'
import { readStreet } from '../cells/street.ts'
import { textOf } from '../cells/text.ts'
import type {
  AddressRecord,
  Cell,
  Format,
  MapOptions,
  MappedRow,
  OptInClaim,
  PersonRecord,
  PhoneRecord,
} from '../format.ts'

/**
 * Zoho CRM's contacts: two addresses, several phones, and `Email Opt Out`, which is the inverse of an opt-in. Exports of a view hold fewer
 * columns than those of the whole module.
 */
export const zohoContacts: Format = {
  id: 'zoho-contacts',
  label: 'Zoho contacts',
  system: 'zoho',
  provenance: 'zoho',
  asksOptIn: false,
  isFullExport: false,
  requiresOneOf: ['Email', 'Last Name', 'Contact Name'],
  columns: [
    {
      name: 'Record Id',
      aliases: ['Contact Id', 'ContactId', 'Datensatz-ID', 'ID de registro'],
      required: true,
    },
    {
      name: 'Contact Owner',
      aliases: ['Contact Owner Name', 'Contact Owner.id', 'Kontaktbesitzer', 'Propietario de Contacto'],
      required: true,
    },
    { name: 'Salutation', aliases: ['Anrede'] },
    { name: 'First Name', part: 'name', aliases: ['Vorname', 'Nombre'] },
    { name: 'Last Name', part: 'name', aliases: ['Nachname', 'Apellidos'] },
    { name: 'Contact Name', part: 'name', aliases: ['Full Name', 'Kontaktname'] },
    { name: 'Account Name', part: 'business_name', aliases: ['Company', 'Kontoname', 'Organization Name'] },
    {
      name: 'Email',
      part: 'email',
      aliases: ['E-mail', 'E-Mail-Adresse', 'Email Address', 'Correo electrónico'],
    },
    { name: 'Secondary Email', part: 'email', aliases: ['Sekundäre E-Mail', 'Email 2', 'Alternate Email'] },
    { name: 'Phone', part: 'home_phone', aliases: ['Telefon', 'Teléfono'] },
    { name: 'Mobile', part: 'mobile_phone', aliases: ['Mobile Phone', 'Cell', 'Mobil', 'Móvil'] },
    { name: 'Home Phone', aliases: ['Telefon privat'] },
    { name: 'Other Phone', aliases: ['Work Phone'] },
    { name: 'Mailing Street', part: 'address', aliases: ['Postanschrift: Straße', 'Mailing Address'] },
    { name: 'Mailing City', part: 'address' },
    { name: 'Mailing State', part: 'address', aliases: ['Mailing Province'] },
    { name: 'Mailing Zip', part: 'address', aliases: ['Mailing Code', 'Mailing Postal Code'] },
    { name: 'Mailing Country', part: 'address' },
    { name: 'Other Street' },
    { name: 'Other City' },
    { name: 'Other State' },
    { name: 'Other Zip', aliases: ['Other Code'] },
    { name: 'Other Country' },
    { name: 'Date of Birth', part: 'birth_date', aliases: ['Birthday', 'Geburtsdatum'], holds: 'date' },
    { name: 'Email Opt Out', aliases: ['Email Opt-Out', 'E-Mail-Abmeldung'] },
    { name: 'Unsubscribed Mode' },
    { name: 'Unsubscribed Time', holds: 'date' },
    { name: 'Tag', aliases: ['Tags'] },
    { name: 'Lead Source' },
    { name: 'Description' },
    { name: 'Created Time', holds: 'date' },
    { name: 'Modified Time', holds: 'date' },
  ],
  map,
}

function map(cell: Cell, raw: Cell, options: MapOptions): MappedRow {
  const typedId = cell('Record Id')
  const record = typedId === null ? null : readRecordId(typedId)
  if (record?.reason) return refused(problem('Record Id', typedId, record.reason))
  const typedEmail = cell('Email')
  const emails = emailsOf(cell)
  const key = record?.id ?? (emails[0] ? `email:${emails[0].toLowerCase()}` : null)
  if (key === null && typedEmail !== null)
    return refused(problem('Email', typedEmail, 'This is not an e-mail address, and the row has no id.'))
  if (key === null) return refused(problem('Record Id', null, 'The row has no id and no e-mail.'))
  const birthDate = cell('Date of Birth')
  const person: PersonRecord = {
    externalIds: record?.id ? [{ kind: 'record', id: record.id }] : [],
    ...nameOf(cell, raw),
    emails,
    phones: phonesOf(cell),
    address: addressOf(cell, 'Mailing') ?? addressOf(cell, 'Other'),
    birthDate: birthDate === null ? null : parseDate(birthDate, options.dateOrder),
    tagsCell: textOf(cell('Tag')),
    productsCell: null,
    optIn: optOutOf(cell, options),
    enrichOnly: false,
  }
  return { record: { key, person }, problems: [] }
}

/** Newer exports write `zcrm_` before the number, older ones do not: one record either way. */
function readRecordId(typed: string): IdReading {
  if (/^zcrm_\d{5,30}$/i.test(typed)) return { id: typed.toLowerCase(), reason: null }
  const reading = readId(typed)
  return reading.id !== null && /^\d{5,}$/.test(reading.id)
    ? { id: `zcrm_${reading.id}`, reason: null }
    : reading
}

/** Zoho wants a last name: people who know none write a sign or a word, or the e-mail address again. */
const placeholders = new Set([
  '-',
  '--',
  '.',
  '..',
  '?',
  'x',
  'xx',
  'unknown',
  'not provided',
  'no last name',
])

function nameOf(cell: Cell, raw: Cell): NameReading {
  const spoken = (column: string) => {
    const text = raw(column)
    return text === null || placeholders.has(text.toLowerCase()) || text.includes('@') ? null : text
  }
  const name = readName(spoken('First Name'), spoken('Last Name'), spoken('Contact Name'))
  const account = textOf(cell('Account Name'))
  if (name.businessName !== null || account === null || isOwnName(account, name)) return name
  return { ...name, businessName: account }
}

/** Zoho makes an account of everybody: `Ann Lee`, `Lee, Ann` or `Lee Household` say nothing about Ann Lee. */
function isOwnName(account: string, { firstName, lastName }: NameReading): boolean {
  const words = wordsOf(account.replace(/\s(?:family|household|account)$/i, ''))
  const own = wordsOf(`${firstName ?? ''} ${lastName ?? ''}`)
  return words === own || words === wordsOf(lastName ?? '') || words === wordsOf(firstName ?? '')
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .split(/[\s,.]+/)
    .filter(Boolean)
    .sort()
    .join(' ')
}

function emailsOf(cell: Cell): string[] {
  const found: string[] = []
  for (const email of [...parseEmails(cell('Email')), ...parseEmails(cell('Secondary Email'))])
    if (!found.some(known => known.toLowerCase() === email.toLowerCase())) found.push(email)
  return found
}

const phoneColumns = [
  ['Phone', 'other'],
  ['Mobile', 'mobile'],
  ['Home Phone', 'home'],
  ['Other Phone', 'other'],
] as const

function phonesOf(cell: Cell): PhoneRecord[] {
  const phones: PhoneRecord[] = []
  for (const [column, type] of phoneColumns) {
    const phone = cell(column)
    if (phone === null || !/\d/.test(phone)) continue
    if (!phones.some(known => digitsOf(known.phone) === digitsOf(phone))) phones.push({ phone, type })
  }
  return phones
}

function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '')
}

function addressOf(cell: Cell, which: 'Mailing' | 'Other'): AddressRecord | null {
  const below = {
    city: textOf(cell(`${which} City`)),
    state: textOf(cell(`${which} State`)),
    postalCode: cell(`${which} Zip`),
    country: textOf(cell(`${which} Country`)),
  }
  return readStreet(cell(`${which} Street`), below, which === 'Mailing' ? 'mailing' : 'other')
}

/** An opt-out is a fact; its absence is not a consent. */
function optOutOf(cell: Cell, options: MapOptions): OptInClaim | null {
  if (!/^(?:true|yes|y|1|on|ja|wahr|sí|si|verdadero)$/i.test(cell('Email Opt Out') ?? '')) return null
  const mode = textOf(cell('Unsubscribed Mode'))
  const time = cell('Unsubscribed Time')
  return {
    subscribed: false,
    method: mode === null ? 'Email Opt Out in Zoho' : `Email Opt Out in Zoho (${mode})`,
    date: time === null ? null : localDay(time, options.dateOrder),
  }
}

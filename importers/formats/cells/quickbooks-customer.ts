import type { HouseholdRecord, PersonRecord } from '../format.ts'
import { parseEmails } from './emails.ts'
import { readParty } from './joint-names.ts'
import { partyRecords } from './party-records.ts'
import { emptyPerson } from './person.ts'
import { decodeEntities } from './text.ts'

/** A customer of QuickBooks, whose display name is the only id that its reports carry. */
export type QuickbooksCustomer = {
  /** As shown, without the marks of QuickBooks. */
  name: string
  /** The name in the form that does not change with spelling: the customer's id. */
  key: string
  /** `Spring appeal` of `Ann Lee:Spring appeal`: a job or fund under the customer who pays. */
  subCustomer: string | null
}

const marks = /\s*(?:\((?:deleted|inactive|c|v)\)(?:-\d+)?|\{[cv]\})\s*$/i

/** Null when the cell names nobody. */
export function readQuickbooksCustomer(typed: string | null): QuickbooksCustomer | null {
  const [first = '', ...rest] = (typed === null ? '' : decodeEntities(typed)).replace(/\s+/g, ' ').split(':')
  const name = withoutMarks(first)
  if (name === '') return null
  return {
    name,
    key: name.normalize('NFKC').toLowerCase(),
    subCustomer: withoutMarks(rest.join(':')) || null,
  }
}

function withoutMarks(name: string): string {
  let plain = name.trim()
  while (marks.test(plain)) plain = plain.replace(marks, '')
  return plain
}

/**
 * Who the customer is. `id` tells customers of one name apart. Reports know no more than a name, so they only fill what is empty. Null: the
 * name is nobody's (`Anonymous`).
 */
export function quickbooksPeople(
  { name }: QuickbooksCustomer,
  id: string,
  known: Partial<PersonRecord> = {},
): { person: PersonRecord; household: HouseholdRecord | null } | null {
  const customer: PersonRecord = {
    ...emptyPerson(),
    externalIds: [{ kind: 'customer', id }],
    enrichOnly: true,
    ...known,
  }
  const [email] = parseEmails(name)
  if (email === name) return { person: { ...customer, emails: [email, ...customer.emails] }, household: null }
  const party = readParty(name)
  return party === null ? null : partyRecords(party, customer)
}

const footer =
  /^(?:(?:accrual|cash) basis\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \p{L}{3,9}\.? \d{1,2},? \d{4})/iu

/** The stamp below a report: `Accrual basis Tuesday, November 11, 2025 08:14 PM GMT-07:00`. */
export function isReportStamp(text: string): boolean {
  return footer.test(text.slice(0, 200).trim())
}

import type { BatchReport } from './report.ts'
import type { TestOffice } from './test-office.ts'

/** Two people as Kajabi's contacts export has them. */
export const ada = {
  'First Name': 'Ada',
  'Last Name': 'Example',
  Email: 'ada@example.org',
  ID: '2100000001',
  'Member ID': '1400000001',
  'Phone Number (phone_number)': '(303) 555-0101',
  'Address (address_line_1)': '12 Alder St',
  'City (address_city)': 'Boulder',
  'State (address_state)': 'CO',
  'Zip Code (address_zip)': '80301',
  Tags: 'Donor',
}
export const bo = { 'First Name': 'Bo', 'Last Name': 'Sample', Email: 'bo@example.org', ID: '2100000002' }

type Contact = {
  id: string
  full_name: string
  phone: string | null
  lock_level: string
  email_subscribed: number
}
export function contactByEmail(office: TestOffice, email: string): Contact {
  const contact = office.read.get<Contact>('SELECT * FROM contacts WHERE email = ?', [email])
  if (!contact) throw new Error(`no contact ${email}`)
  return contact
}
export function conflictsOf(office: TestOffice) {
  return office.read.all<{ id: string; field: string; status: string; incoming_value: string }>(
    'SELECT id, field, status, incoming_value FROM import_conflicts ORDER BY created_at, id',
  )
}
/** What of a receipt must be nothing when the same is imported again. */
export const changesOf = (report: BatchReport) => ({
  created: report.outcomes.created,
  updated: report.outcomes.updated,
  conflicts: report.conflicts,
  suggestions: report.suggestions,
})

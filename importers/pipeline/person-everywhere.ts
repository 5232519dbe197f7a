import { join } from 'node:path'
import { addNote, setContactFlags, setContactLock, setContactOptIn } from '../../db/commands/contact-marks.ts'
import { updateContact } from '../../db/commands/update-contact.ts'
import { insertRow } from '../../db/contacts/insert-row.ts'
import { scanDuplicates } from '../../db/duplicates/scan.ts'
import { newId } from '../../db/ids.ts'
import { writeGroup, writeLocal } from '../../db/journal/group.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import { mergeContacts } from '../../db/merge/merge.ts'
import { unmergeContacts } from '../../db/merge/unmerge.ts'
import { formHousehold, markNotSame } from '../../db/merge/verdicts.ts'
import {
  contactColumns,
  subscriptionColumns,
  type TestOffice,
  testOffice,
  transactionColumns,
} from './test-office.ts'

/** Words that stand nowhere but with the one person: a piece of each must be gone from every file. */
export const traces = [
  'zwybertha',
  'quuxlein',
  'zwymail',
  'quuxold',
  'zwytag',
  'zwynote',
  'zwyoldnote',
  'zwyreason',
  'zwymethod',
  'zwystreet',
  'zwycity',
  'zwybusiness',
  'zwymemo',
  'zwyrole',
  'zwyhall',
  'zwylock',
  '5550142',
  '5550143',
  '555-0142',
  '2199000001',
]
const zoho = [
  'Record Id',
  'Contact Owner',
  'Created Time',
  'Modified Time',
  'Email Opt Out',
  'Mobile',
  'First Name',
  'Last Name',
  'Email',
  'Phone',
  'Mailing Street',
  'Mailing City',
  'Mailing State',
  'Mailing Zip',
  'Date of Birth',
  'Tag',
  'Description',
]
const quickbooks = [
  'Customer',
  'Transaction date',
  'Transaction type',
  'Num',
  'Full name',
  'Memo/Description',
  'Payment method',
  'Amount',
]

export let office: TestOffice
export let files: string[]
export let dataDir: string
export let personId: string
let boId: string

const person = {
  'First Name': 'Zwybertha',
  'Last Name': 'Quuxlein',
  Email: 'zwymail@example.org',
  ID: '2199000001',
  Tags: 'zwytag, Donor',
  'Phone Number (phone_number)': '(303) 555-0142',
  'Address (address_line_1)': '12 Zwystreet',
  'City (address_city)': 'Zwycity',
  'State (address_state)': 'CO',
  'Zip Code (address_zip)': '80301',
}
const bo = {
  'First Name': 'Bo',
  'Last Name': 'Example',
  Email: 'bo@example.org',
  ID: '2100000002',
  Tags: 'Donor',
}

const who = 'Mira'
const idOf = (sql: string) => office.read.get<{ id: string }>(sql)?.id ?? ''

export const newestGroup = () =>
  office.read.get<{ seq: number }>('SELECT max(seq) AS seq FROM change_groups')?.seq ?? 0

function exportsOfAll(): string[] {
  return [...kajabiExports(), ...otherExports()]
}

function kajabiExports(): string[] {
  return [
    office.csv(contactColumns, [
      person,
      bo,
      ...Array.from({ length: 30 }, (_, i) => ({
        'First Name': `Other${i}`,
        'Last Name': 'Person',
        Email: `other${i}@example.org`,
        ID: `22000000${i + 10}`,
        'City (address_city)': 'Boulder',
      })),
      { 'First Name': 'Zwybertha', 'Last Name': 'Quuxlein', Email: 'zwymail(at)example', ID: '' },
    ]),
    office.csv(transactionColumns, [
      payment('2160000001', '85.50', 'Zwybertha Quuxlein', 'zwymail@example.org'),
      payment('2160000002', '-10.00', 'Zwybertha Quuxlein', 'zwymail@example.org'),
      boPayment('2160000003', '40.00'),
    ]),
    office.csv(subscriptionColumns, [
      {
        'Kajabi Subscription ID': '3100000001',
        Amount: '22',
        Currency: 'USD',
        Interval: '1 month',
        Status: 'Active',
        'Customer ID': '1400000001',
        'Customer Name': 'Zwybertha Quuxlein',
        'Customer Email': 'zwymail@example.org',
        'Offer ID': '2150000001',
        'Offer Title': 'Membership',
        'Created At': '2025-01-01 10:00:00 -0700',
      },
    ]),
  ]
}

function otherExports(): string[] {
  return [
    office.csv(quickbooks, [
      {
        'Transaction date': '03/01/2025',
        'Transaction type': 'Sales Receipt',
        Num: '77',
        Customer: 'Zwybertha Quuxlein',
        'Memo/Description': 'zwymemo for the choir',
        Amount: '120.00',
      },
      {
        'Transaction date': '03/02/2025',
        'Transaction type': 'Sales Receipt',
        Num: '78',
        Customer: 'Mo Other',
        'Memo/Description': 'Gift',
        Amount: '20.00',
      },
    ]),
    office.csv(zoho, [
      {
        'Record Id': 'zcrm_4100000000000000001',
        'First Name': 'Zwybertha',
        'Last Name': 'Quuxleinova',
        Email: 'zwymail@example.org',
        Phone: '(303) 555-0143',
        'Date of Birth': '1961-02-03',
        Tag: 'zwytag',
        Description: 'A note',
      },
    ]),
  ]
}

/** What staff did with the person, in words that name them. */
function workByHand(): void {
  const { sqlite } = office
  updateContact(
    sqlite,
    edit(personId, { email: 'quuxold@example.org', businessName: 'Zwybusiness LLC' }),
    who,
  )
  updateContact(sqlite, edit(personId, { email: 'zwymail@example.org' }), who)
  addNote(sqlite, { contactId: personId, text: 'zwynote: sings alto', isPinned: true }, who)
  setContactFlags(sqlite, { contactId: personId, doNotCall: true, reason: 'zwyreason' }, who)
  undoGroup(sqlite, newestGroup(), who)
  setContactFlags(sqlite, { contactId: personId, doNotMail: true, reason: 'zwyreason' }, who)
  setContactLock(sqlite, { contactId: personId, lockLevel: 'FULL_LOCK', reason: 'zwylock' }, who)
  const evidence = { source: 'staff', method: 'zwymethod', date: '2025-06-01' }
  setContactOptIn(sqlite, { contactId: personId, subscribed: false, evidence }, who)
  writeGroup(sqlite, { who, origin: 'staff', title: 'Rented to Zwybertha Quuxlein' }, group => {
    const add = (table: string, row: Record<string, string | number | null>) =>
      insertRow(group, table, ['id', ...Object.keys(row)], [newId(), ...Object.values(row)])
    add('contact_roles', { contact_id: personId, role: 'zwyrole' })
    add('contact_notes', { contact_id: personId, text: 'zwyoldnote', deleted_at: group.at })
    add('bookings', {
      contact_id: personId,
      title: 'zwyhall',
      notes: 'zwyhall',
      status: 'confirmed',
      quote_cents: 900,
      source_system: 'staff',
    })
  })
}

/** A newer export disagrees; a twin is merged, somebody else by mistake; a home, a verdict, a list of one's own, a visit. */
function makeThemOne(): void {
  const { sqlite } = office
  files.push(
    office.csv(contactColumns, [
      {
        ...person,
        'Last Name': 'Quuxleinsky',
        Tags: 'zwytag',
        'Phone Number (phone_number)': '303 555 0143',
      },
      bo,
    ]),
  )
  office.import(files.at(-1) ?? '', { optIn: 'subscribed' })
  scanDuplicates(sqlite, { onProgress: () => undefined, isCancelled: () => false })
  const twin = idOf(
    `SELECT id FROM contacts WHERE full_name LIKE 'Zwybertha%' AND id <> '${personId}' AND merged_into_id IS NULL`,
  )
  mergeContacts(sqlite, { survivorId: personId, otherIds: [twin], who })
  const wrong = mergeContacts(sqlite, { survivorId: personId, otherIds: [boId], who })
  unmergeContacts(sqlite, { mergeId: wrong.mergeId, who })
  formHousehold(sqlite, { contactIds: [personId, boId], salutation: 'Dear Zwybertha and Bo' }, who)
  const other = idOf(`SELECT id FROM contacts WHERE email = 'other3@example.org'`)
  markNotSame(sqlite, [personId, other], who)
  writeLocal(sqlite, db => {
    db.run(`INSERT INTO saved_views (id, list, name, view, created_at) VALUES (?, 'people', 'Mine', ?, ?)`, [
      newId(),
      JSON.stringify({ search: 'Zwybertha Quuxlein zwymail@example.org' }),
      '2025-01-01T00:00:00.000Z',
    ])
    db.run(`INSERT INTO contact_visits (contact_id, visited_at, group_seq) VALUES (?, 'x', 1)`, [personId])
  })
}

/** One person in every place where a person can be, beside others. */
export function openOfficeWithPersonEverywhere(): void {
  office = testOffice()
  dataDir = join(office.dir, 'data')
  files = exportsOfAll()
  for (const file of files) office.import(file, { optIn: 'subscribed' })
  personId = idOf(`SELECT id FROM contacts WHERE email = 'zwymail@example.org'`)
  boId = idOf(`SELECT id FROM contacts WHERE email = 'bo@example.org'`)
  workByHand()
  makeThemOne()
}

export function boPayment(id: string, amount: string) {
  return { ...payment(id, amount, 'Bo Example', 'bo@example.org'), 'Customer ID': '1400000002', Address: '' }
}

function payment(id: string, amount: string, name: string, email: string) {
  return {
    ID: id,
    Amount: amount,
    Currency: 'USD',
    Type: amount.startsWith('-') ? 'refund' : 'charge',
    Status: 'succeeded',
    'Customer ID': '1400000001',
    'Customer Name': name,
    'Customer Email': email,
    'Offer Title': 'Course',
    'Offer ID': '2150000009',
    'Created At': '2025-11-08 04:11:00 -0700',
    Address: '12 Zwystreet',
  }
}

function edit(contactId: string, set: Parameters<typeof updateContact>[1]['set']) {
  const row = office.read.get<{ at: string }>('SELECT updated_at AS at FROM contacts WHERE id = ?', [
    contactId,
  ])
  return { contactId, set, expectedUpdatedAt: row?.at ?? '' }
}

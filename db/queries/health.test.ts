import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { setValueState } from '../commands/value-state.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPayment, addPerson, addRow, addSubscription, importing } from '../sample-records.ts'
import { listContacts } from './contacts-list.ts'
import { type PaymentFlaw, type PersonFlaw, paymentFlaws, personFlaws } from './flaws.ts'
import { findHealth } from './health.ts'
import { listSubscriptions } from './subscriptions.ts'
import { listTransactions } from './transactions.ts'

let sqlite: Database.Database
let db: ReadDb

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
})

function figure(kind: string): number {
  const part = findHealth(db).parts.find(each => each.kind === kind)
  if (!part) throw new Error(`no figure ${kind}`)
  return part.count
}
const namesBehind = (flaw: PersonFlaw) =>
  listContacts(db, { filter: { flaw }, sort: 'name', direction: 'asc', offset: 0, limit: 100 }).map(
    row => row.fullName,
  )
const paymentsBehind = (flaw: PaymentFlaw) =>
  listTransactions(db, {
    filter: { flaw },
    sort: 'date',
    direction: 'asc',
    offset: 0,
    limit: 100,
    timeZone: 'America/Denver',
  })

/** One person for each flaw, who has no other, and one without any. */
function addPeople(): void {
  const add = (person: Parameters<typeof addPerson>[1]) => importing(sqlite, w => addPerson(w, person))
  add({ firstName: 'Sound', emails: ['sound@example.org'], phones: ['303 555 0100'], city: 'Lyons' })
  add({ emails: ['nameless@example.org'] })
  add({ firstName: 'Unreachable' })
  add({ firstName: 'nan', emails: ['blank@example.org'] })
  add({ firstName: 'Misspelt', emails: ['misspelt at example'] })
  add({ firstName: 'Undialled', phones: ['12345'] })
  const half = add({ firstName: 'Halfway', emails: ['half@example.org'] })
  importing(sqlite, w =>
    addRow(w, 'contact_addresses', {
      contact_id: half,
      city: 'Lyons',
      type: 'home',
      source_system: 'kajabi',
    }),
  )
  const said = (firstName: string, table: string, state: 'bounced' | 'wrong_number' | 'returned') => {
    const contactId = add({
      firstName,
      emails: [`${firstName}@example.org`],
      phones: ['303 555 0101'],
      city: 'Lyons',
    })
    const row = db.get<{ id: string }>(`SELECT id FROM ${table} WHERE contact_id = ?`, [contactId])
    setValueState(sqlite, { contactId, valueId: row?.id ?? '', state }, 'Mira')
  }
  said('Bouncing', 'contact_emails', 'bounced')
  said('Wrong', 'contact_phones', 'wrong_number')
  said('Returned', 'contact_addresses', 'returned')
}

const expected: Record<PersonFlaw, string> = {
  noName: 'nameless@example.org',
  noReach: 'Unreachable',
  blankWords: 'nan',
  invalidEmail: 'Misspelt',
  bouncedEmail: 'Bouncing',
  invalidPhone: 'Undialled',
  wrongPhone: 'Wrong',
  incompleteAddress: 'Halfway',
  returnedMail: 'Returned',
}

test.each(personFlaws)('the figure of %s is the list behind it', flaw => {
  addPeople()
  expect(namesBehind(flaw)).toEqual([expected[flaw]])
  expect(figure(flaw)).toBe(1)
})

test('the figures of payments are the lists behind them', () => {
  importing(sqlite, w => {
    const ada = addPerson(w, { firstName: 'Ada' })
    const bo = addPerson(w, { firstName: 'Bo' })
    const at = (hour: string, day = '03') => `2025-03-${day}T${hour}:00:00.000Z`
    addPayment(w, { contactId: ada, at: at('10'), cents: 2200 })
    addPayment(w, { contactId: ada, at: at('15'), cents: 2200 })
    addPayment(w, { contactId: ada, at: at('10', '04'), cents: 2200 })
    addPayment(w, { contactId: ada, at: at('11'), cents: 2200, status: 'failed' })
    addPayment(w, { contactId: bo, at: at('10'), cents: 2200 })
    addPayment(w, { contactId: bo, at: at('11'), cents: 2200, currency: 'EUR' })
    addPayment(w, { contactId: null, at: at('10'), cents: 900 })
    addSubscription(w, { contactId: ada })
    addSubscription(w, { contactId: addPerson(w, { firstName: 'Cy' }) })
  })
  expect(paymentsBehind('paymentsTwice').map(row => row.transactionDate)).toEqual([
    '2025-03-03T10:00:00.000Z',
    '2025-03-03T15:00:00.000Z',
  ])
  for (const flaw of paymentFlaws) expect(figure(flaw)).toBe(paymentsBehind(flaw).length)
  const unpaid = listSubscriptions(db, {
    flaw: 'subscriptionsWithoutPayment',
    sort: 'person',
    direction: 'asc',
    offset: 0,
    limit: 10,
  })
  expect(unpaid.map(row => row.contactName)).toEqual(['Cy'])
  expect(figure('subscriptionsWithoutPayment')).toBe(1)
})

test('an office without flaws has a hundred, and every flaw lowers it', () => {
  expect(findHealth(db).score).toBe(100)
  importing(sqlite, w => addPerson(w, { firstName: 'Sound', emails: ['sound@example.org'] }))
  expect(findHealth(db).score).toBe(100)
  importing(sqlite, w => addPerson(w, { firstName: 'Unreachable' }))
  expect(findHealth(db).score).toBeLessThan(100)
})

import type { Page } from '@playwright/test'
import { z } from 'zod'
import { contactsFile, people, subscriptionsFile, transactionsFile } from './kajabi-files.ts'
import { call, fillWithDemo, importFiles } from './office-calls.ts'

const Found = z.object({ results: z.array(z.object({ contactId: z.string() })).min(1) })

export async function idOf(page: Page, text: string): Promise<string> {
  const found = await call(page, 'contacts.search', { text, limit: 1 }, Found)
  return found.results[0]?.contactId ?? ''
}

/** Orla's phone as a person corrected it; the next export still has the old one. */
export const correctedPhone = '(303) 555-0199'

export type FullOffice = { orlaId: string; lastBatchId: string }

/** Imported people, one corrected by hand, an open conflict, and a subscription missing from the newest export. */
export async function fillWithImports(page: Page): Promise<FullOffice> {
  await importFiles(page, [
    { name: 'contacts.csv', text: contactsFile(people) },
    { name: 'subscriptions.csv', text: subscriptionsFile(people) },
    { name: 'transactions.csv', text: transactionsFile(people) },
  ])
  const orlaId = await idOf(page, 'Orla Fairweather')
  await call(page, 'contacts.update', { contactId: orlaId, set: { phone: correctedPhone } }, z.unknown())
  const moved = people.map(person =>
    person.first === 'Orla' ? { ...person, phone: '(303) 555-0177', street: '99 Elder St' } : person,
  )
  const { batches } = await importFiles(page, [
    { name: 'contacts in december.csv', text: contactsFile(moved) },
    { name: 'subscriptions in december.csv', text: subscriptionsFile(people.slice(1)) },
  ])
  return { orlaId, lastBatchId: batches[0]?.batchId ?? '' }
}

/** A second record of Orla, as somebody at the door would type her. */
async function addTwin(page: Page): Promise<void> {
  await call(
    page,
    'contacts.create',
    {
      firstName: 'Orla',
      lastName: 'Fairweather',
      phones: [correctedPhone],
      address: { line1: '12 Alder Street', city: 'Boulder', state: 'CO', postalCode: '80301' },
    },
    z.unknown(),
  )
}

/** Everything a screen can show: a demo office with imports on top. */
export async function fillOffice(page: Page): Promise<FullOffice> {
  await fillWithDemo(page)
  const office = await fillWithImports(page)
  await addTwin(page)
  return office
}

import type Database from 'better-sqlite3'
import { inserter } from '../contacts/insert-row.ts'
import { newId } from '../ids.ts'
import { type Group, writeGroup } from '../journal/group.ts'
import { nameKey } from '../normalise/name.ts'
import { type DemoProduct, demoNotes, demoProducts, demoRoles, demoTags } from './catalogue.ts'
import { inventMoney } from './money.ts'
import { inventHome } from './people.ts'
import { leaveQuestions, type Queues } from './queues.ts'
import { type Random, randomOf } from './random.ts'
import { moneyWriter } from './write-money.ts'
import { personWriter } from './write-person.ts'

export type DemoRequest = {
  contacts: number
  seed: number
  who: string
  /** YYYY-MM-DD that everything is relative to; default: today. The same day and seed give the same values but for ids and times of writing. */
  today?: string
  /** After every few hundred people. */
  onProgress?: (progress: { phase: string; rows: number; share: number }) => void
  isCancelled?: () => boolean
}
export type DemoCounts = {
  contacts: number
  transactions: number
  subscriptions: number
  products: number
  conflicts: number
  suggestions: number
}

/** Thrown when `isCancelled` said so: nothing was written. */
export class DemoCancelled extends Error {}

/** Thrown when there are contacts already: invented people never mix with real ones. */
export class OfficeNotEmpty extends Error {}

const peoplePerReport = 250

/** Fills an empty office with invented people and everything around them, as one group of the journal. Throws OfficeNotEmpty, DemoCancelled. */
export function createDemo(sqlite: Database.Database, request: DemoRequest): DemoCounts {
  if (sqlite.prepare('SELECT 1 FROM contacts LIMIT 1').get())
    throw new OfficeNotEmpty('there are contacts already')
  const title = `Created a demo office of ${request.contacts.toLocaleString('en-US')} invented people`
  return writeGroup(sqlite, { who: request.who, origin: 'demo', title }, group => fill(group, request))
}

function fill(group: Group, request: DemoRequest): DemoCounts {
  const today = request.today ?? group.at.slice(0, 10)
  const random = randomOf(request.seed)
  const writePerson = personWriter(group)
  const productIds = writeProducts(group)
  const money = { transactions: 0, subscriptions: 0 }
  const writeMoney = moneyWriter(group, productIds, money)
  const extras = extrasWriter(group, random)
  const household = inserter(group, 'households', ['id', 'name', 'salutation', 'mailing_contact_id'])
  const made = { people: 0, addresses: new Set<string>() }
  const queues: Queues = { conflicts: 0, suggestions: 0 }
  let written = 0
  let nextReport = 0
  while (written < request.contacts) {
    const home = inventHome(random, today, made)
    const householdId = home.household ? newId() : null
    const ids: string[] = []
    for (const person of home.people.slice(0, request.contacts - written)) {
      const contactId = writePerson(person, householdId)
      ids.push(contactId)
      writeMoney(contactId, inventMoney(random, person, today))
      extras(contactId)
      leaveQuestions({ group, random, today, queues }, contactId, person)
    }
    written += ids.length
    if (home.household && householdId) {
      household([householdId, home.household.name, home.household.salutation, ids[0] ?? null])
    }
    if (written >= nextReport) {
      if (request.isCancelled?.()) throw new DemoCancelled('cancelled')
      request.onProgress?.({ phase: 'inventing', rows: written, share: written / request.contacts })
      nextReport = written + peoplePerReport
    }
  }
  return { contacts: written, ...money, products: demoProducts.length, ...queues }
}

function writeProducts(group: Group): Map<DemoProduct, string> {
  const insert = inserter(group, 'products', [
    'id',
    'name',
    'normalized_name',
    'product_type',
    'kajabi_offer_id',
    'membership_type',
    'membership_level',
    'rental_dates_allowed',
    'course_type',
    'duration_hours',
  ])
  return new Map(
    demoProducts.map((p, i) => {
      const id = newId()
      const membershipType = p.isPartner ? 'program_partner' : 'individual'
      const offerId = p.type === 'donation' || p.type === 'rental' ? null : String(2_147_000_001 + i)
      insert([
        id,
        p.name,
        nameKey(p.name),
        p.type,
        offerId,
        p.type === 'membership' ? membershipType : null,
        p.level ?? null,
        p.rentalDates ?? null,
        p.courseType ?? null,
        p.hours ?? null,
      ])
      return [p, id]
    }),
  )
}

/** Tags, notes and roles. */
function extrasWriter(group: Group, random: Random): (contactId: string) => void {
  const tag = inserter(group, 'tags', ['id', 'name'])
  const contactTag = inserter(group, 'contact_tags', ['id', 'contact_id', 'tag_id', 'source_system'])
  const note = inserter(group, 'contact_notes', ['id', 'contact_id', 'text', 'is_pinned'])
  const role = inserter(group, 'contact_roles', ['id', 'contact_id', 'role'])
  const tagIds = demoTags.map(name => {
    const id = newId()
    tag([id, name])
    return id
  })
  return contactId => {
    const first = Math.floor(random.next() * random.next() * tagIds.length)
    const count = random.weighted([
      [0, 22],
      [1, 38],
      [2, 26],
      [3, 14],
    ])
    for (let i = 0; i < count; i++) {
      const tagId = tagIds[(first + i * 5) % tagIds.length]
      if (tagId) contactTag([newId(), contactId, tagId, random.chance(0.8) ? 'kajabi' : 'staff'])
    }
    if (random.chance(0.06)) note([newId(), contactId, random.pick(demoNotes), random.chance(0.1) ? 1 : 0])
    if (random.chance(0.03)) role([newId(), contactId, random.pick(demoRoles)])
  }
}

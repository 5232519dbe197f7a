import { z } from 'zod'
import { ConflictFilter } from '../../electron/contract/conflicts.ts'
import { ContactFilter } from '../../electron/contract/contacts.ts'
import { SubscriptionFlaw, TransactionFilter } from '../../electron/contract/money.ts'
import { HistoryRow } from '../../electron/contract/office.ts'
import { listOptIns } from '../../electron/contract/privacy.ts'

/** What somebody searched for is personal, so it never becomes part of an address the browser remembers. */
export const PeopleFilter = ContactFilter.omit({ search: true, ids: true })
export type PeopleFilter = z.infer<typeof PeopleFilter>
export const MoneyFilter = TransactionFilter.omit({ search: true })
export type MoneyFilter = z.infer<typeof MoneyFilter>
export const OptInFilter = listOptIns.input.omit({ offset: true, limit: true })
export type OptInFilter = z.infer<typeof OptInFilter>

/** Every place of the window a person can be at, and what it needs to be found again. */
export const Place = z.discriminatedUnion('screen', [
  z.object({ screen: z.literal('today') }),
  z.object({
    screen: z.literal('people'),
    filter: PeopleFilter.optional(),
    selected: z.string().optional(),
    /** The form for a new person is open. */
    isNew: z.boolean().optional(),
  }),
  z.object({ screen: z.literal('contact'), id: z.string() }),
  z.object({ screen: z.literal('transactions'), filter: MoneyFilter.optional() }),
  z.object({ screen: z.literal('products') }),
  z.object({
    screen: z.literal('subscriptions'),
    status: z.string().optional(),
    flaw: SubscriptionFlaw.optional(),
  }),
  z.object({ screen: z.literal('import'), view: z.literal('columns').optional() }),
  z.object({ screen: z.literal('importBatch'), batchId: z.string() }),
  z.object({
    screen: z.literal('conflicts'),
    filter: ConflictFilter.omit({ ids: true }).partial().optional(),
    view: z.enum(['conflicts', 'suggestions']).optional(),
  }),
  z.object({ screen: z.literal('reconciliation') }),
  z.object({
    screen: z.literal('duplicates'),
    view: z.enum(['certain', 'likely', 'look', 'households']).optional(),
    contactId: z.string().optional(),
  }),
  z.object({ screen: z.literal('quality') }),
  z.object({
    screen: z.literal('history'),
    origin: HistoryRow.shape.origin.optional(),
    contactId: z.string().optional(),
  }),
  z.object({ screen: z.literal('optIns'), filter: OptInFilter.optional() }),
  z.object({ screen: z.literal('settings'), section: z.string().optional() }),
])
export type Place = z.infer<typeof Place>
export type Screen = Place['screen']
export type PlaceOf<S extends Screen> = Extract<Place, { screen: S }>

/** `{screen:'people', filter:{lockLevel:'FULL_LOCK'}}` -> `#/people?filter=%7B...%7D`. Absent and empty parts are left out. */
export function hashOfPlace(place: Place): string {
  const { screen, ...parts } = place
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(parts)) {
    if (value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)) continue
    params.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  const query = params.toString()
  return query ? `#/${screen}?${query}` : `#/${screen}`
}

/** The place behind an address; anything that is not one of ours leads to Today. */
export function placeOfHash(hash: string): Place {
  const [screen = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const parts: Record<string, unknown> = { screen }
  for (const [name, value] of new URLSearchParams(query)) {
    if (name !== 'screen') parts[name] = /^[{[]|^(true|false)$/.test(value) ? parsed(value) : value
  }
  const place = Place.safeParse(parts)
  return place.success ? place.data : { screen: 'today' }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** The filter without what is not set, so that equal filters have equal addresses. */
export function withoutEmpty<T extends object>(filter: T): T {
  return Object.fromEntries(Object.entries(filter).filter(([, v]) => v !== undefined && v !== '')) as T
}

import type { z } from 'zod'
import type { ContactAddress, ContactCard } from '../../../electron/contract/contact-card.ts'

type Address = z.infer<typeof ContactAddress>

export function primaryOf<T extends { isPrimary: boolean }>(values: readonly T[]): T | undefined {
  return values.find(value => value.isPrimary) ?? values[0]
}

type Said = {
  isPrimary: boolean
  state: 'verified' | 'bounced' | 'invalid' | 'wrong_number' | 'disconnected' | null
}

/** The value to use: the primary one, unless somebody said that it does not work and another one may. */
export function bestOf<T extends Said>(values: readonly T[]): T | undefined {
  const usable = values.filter(value => value.state === null || value.state === 'verified')
  return primaryOf(usable) ?? primaryOf(values)
}

export function mailingAddress(addresses: readonly Address[]): Address | undefined {
  return addresses.find(address => address.isMailing) ?? primaryOf(addresses)
}

/** `12 Alder St, Boulder CO 80301`; parts that are not known are left out. */
export function addressText(address: Address): string {
  const place = [address.city, address.state, address.postalCode].filter(Boolean).join(' ')
  return [address.line1, address.line2, place, address.country === 'US' ? null : address.country]
    .filter(Boolean)
    .join(', ')
}

/** How letters and callers address them: as their household is addressed, else by the first name. Null when the name says it already. */
export function greetingOf(
  contact: Pick<ContactCard, 'household' | 'firstName' | 'fullName'>,
): string | null {
  const greeting = contact.household?.salutation ?? contact.firstName
  return greeting === contact.fullName ? null : greeting
}

const running = new Set(['active', 'trialing', 'past_due'])

/** What a membership says at an instant: words, and the day they end with. One that runs although its time is over was paid until then. */
export function membershipWords(
  membership: NonNullable<ContactCard['membership']>,
  now: string,
): { words: string; until: string | null; isMember: boolean } {
  const { status, endsAt } = membership
  const isAhead = endsAt !== null && endsAt.slice(0, 10) >= now.slice(0, 10)
  if (status === 'paused') return { words: 'Membership paused', until: null, isMember: false }
  if (running.has(status)) {
    const late = status === 'past_due' ? 'Member, payment overdue' : 'Member'
    const words = endsAt === null ? late : isAhead ? `${late} until` : `${late}, paid until`
    return { words, until: endsAt, isMember: true }
  }
  if (isAhead) return { words: 'Cancelled, member until', until: endsAt, isMember: true }
  return { words: endsAt === null ? 'Was a member' : 'Was a member until', until: endsAt, isMember: false }
}

/** `2:14 pm`, as a clock in that time zone shows it. */
export function localTimeText(now: Date, timeZone: string): string {
  return now
    .toLocaleTimeString('en-US', { timeZone, hour: 'numeric', minute: '2-digit' })
    .toLowerCase()
    .replace('\u202f', ' ')
}

/** The calendar year that it is in a time zone. */
export function yearIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric' }).format(now)
}

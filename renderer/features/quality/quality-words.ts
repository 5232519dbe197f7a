import type { z } from 'zod'
import { PersonFlaw } from '../../../electron/contract/contacts.ts'
import { PaymentFlaw } from '../../../electron/contract/money.ts'
import type { officeHealth } from '../../../electron/contract/office.ts'
import type { Place } from '../../lib/navigation.ts'

type Health = z.output<typeof officeHealth.output>
export type HealthPart = Health['parts'][number]
type Kind = HealthPart['kind']

/** The list behind a figure, counted by the same question; null where only the file itself can be mended. */
export function placeOfPart(kind: Kind): Place | null {
  const person = PersonFlaw.safeParse(kind)
  if (person.success) return { screen: 'people', filter: { flaw: person.data } }
  const payment = PaymentFlaw.safeParse(kind)
  if (payment.success) return { screen: 'transactions', filter: { flaw: payment.data } }
  const others: Partial<Record<Kind, Place>> = {
    subscriptionsWithoutPayment: { screen: 'subscriptions', flaw: 'subscriptionsWithoutPayment' },
    missingSubscriptions: { screen: 'reconciliation' },
    duplicates: { screen: 'duplicates' },
    conflicts: { screen: 'conflicts' },
    integrity: { screen: 'settings', section: 'backups' },
  }
  return others[kind] ?? null
}

/** What helps, in one line. */
export const fixWords: Record<Kind, string> = {
  integrity: 'Restore the newest backup: nothing that was in it is lost.',
  links: 'Restore the newest backup, or ask for help: these rows belong to nobody.',
  noName: 'Open each and type the name, or merge it with the record that has one.',
  noReach: 'Nobody can write or call them. Ask whoever knows them.',
  blankWords: 'A spreadsheet wrote a word for nothing. Empty the value.',
  invalidEmail: 'Correct the spelling, or take it off.',
  bouncedEmail: 'Ask for another one by phone or letter.',
  invalidPhone: 'Too short, too long, or no number at all. Correct it.',
  wrongPhone: 'Ask for another one by e-mail or letter.',
  incompleteAddress: 'Letters need street, city and ZIP.',
  returnedMail: 'Ask for the new address, or take the old one off.',
  paymentsWithoutPerson: 'Money that nobody is thanked for. Find out whose it is.',
  paymentsTwice: 'Look at each pair: two tickets are two payments, one payment told twice is one.',
  subscriptionsWithoutPayment: 'Active in the export, and never paid. Look whether it ended.',
  missingSubscriptions: 'Keep, cancel or look into each.',
  duplicates: 'Merge them, make a household, or say that they are not the same.',
  conflicts: 'Keep ours, or take theirs.',
}

/** How sound the data is, in a word. */
export function scoreWords(score: number): string {
  if (score >= 95) return 'In very good order'
  if (score >= 85) return 'In good order'
  return score >= 70 ? 'Some things to mend' : 'Much to mend'
}

/** What needs somebody first, the larger shares first; then what is in order. */
export function inOrderOfNeed(parts: readonly HealthPart[]): { open: HealthPart[]; clean: HealthPart[] } {
  const share = (part: HealthPart) => part.count / Math.max(1, part.of)
  return {
    open: parts.filter(part => part.count > 0).toSorted((a, b) => share(b) - share(a)),
    clean: parts.filter(part => part.count === 0),
  }
}

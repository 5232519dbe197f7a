import type { z } from 'zod'
import type { DuplicateSet, listDuplicates, MergeProof } from '../../../electron/contract/duplicates.ts'
import { dayText, phoneText } from '../../lib/format.ts'

/** The four queues: three of one person, by how sure it is, and one of households. */
export type View = 'certain' | 'likely' | 'look' | 'households'

export const views: readonly View[] = ['certain', 'likely', 'look', 'households']

export const viewFilter: Record<View, Pick<z.input<typeof listDuplicates.input>, 'band' | 'outcome'>> = {
  certain: { band: 'certain', outcome: 'same_person' },
  likely: { band: 'likely', outcome: 'same_person' },
  look: { band: 'look', outcome: 'same_person' },
  households: { outcome: 'same_household' },
}

export const viewWords: Record<View, { title: string; hint: string }> = {
  certain: {
    title: 'Certain',
    hint: 'As good as certain. Look at a sample, then merge them all.',
  },
  likely: { title: 'Likely', hint: 'Most speaks for one person. Decide one by one.' },
  look: { title: 'Unsure', hint: 'Something speaks for one person, and something against.' },
  households: {
    title: 'Households',
    hint: 'Different people of one home. They share letters, not their history.',
  },
}

/** Records of one name by it: "Ada Example (2 records)". Of three or more the first two and how many more: "Ada Example and Bob Example", "Ada, A. Example and 2 more". */
export function namesOf(set: Pick<DuplicateSet, 'members'>): string {
  const names = set.members.map(member => member.fullName)
  if (names.length > 1 && new Set(names).size === 1) return `${names[0]} (${names.length} records)`
  if (names.length <= 2) return names.join(' and ')
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`
}

/** Why a set is there, in one line: the likeliest story, unless it is only what the queue says anyway; else what speaks for it. */
export function reasonOf(set: DuplicateSet): string {
  const { conclusion, for: reasons } = set.evidence
  const isTold = set.outcome === 'same_household' && conclusion !== null
  return inWords(isTold || reasons.length === 0 ? (conclusion ?? '') : reasons.join(' '))
}

/** What the set in hand probably is; of one that is only to be looked at nobody says "probably". */
export function headlineOf(set: DuplicateSet): string {
  if (set.outcome === 'same_household') return set.evidence.conclusion ?? 'Probably one household.'
  return set.band === 'look' ? 'Perhaps one person.' : (set.evidence.conclusion ?? 'Probably one person.')
}

/** The engine names a phone and a day as they are stored; a person reads them as on the card. */
export function inWords(sentence: string): string {
  return sentence
    .replace(/\+\d{8,15}/g, phone => phoneText(phone))
    .replace(/\b\d{4}-\d\d-\d\d\b/g, day => dayText(day))
}

export const proofWords: Record<z.infer<typeof MergeProof>['what'], string> = {
  payments: 'Payments',
  amountCents: 'Money',
  subscriptions: 'Subscriptions',
  attendance: 'Tickets',
  bookings: 'Rentals',
  pledges: 'Pledges',
  notes: 'Notes',
}

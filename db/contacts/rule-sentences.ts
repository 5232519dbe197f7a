import type { LockLevel } from './contact-state.ts'

export type RuleCode =
  | 'empty-cell'
  | 'same'
  | 'fill'
  | 'own-source'
  | 'stronger-source'
  | 'taken-always'
  | 'kept-always'
  | 'set-by-this-file'
  | 'fills-only'
  | 'told-before'
  | 'locked'
  | 'locked-empty'
  | 'enriched'
  | 'weaker-source'
  | 'less-than-ours'
  | 'opt-in'
  | 'opt-out'
  | 'newer-answer'
  | 'older-answer'
  | 'opt-in-protected'
  | 'opted-out'
  | 'consent-elsewhere'
  | 'opt-out-elsewhere'

/** Why an import did what it did with a value: for the plan, the conflict queue and the story of a value. */
export const ruleSentences: Record<RuleCode, string> = {
  'empty-cell': 'An empty cell never erases a value.',
  same: 'The value is the same.',
  fill: 'The field was empty.',
  'own-source': 'It updates a value from the same system.',
  'stronger-source': 'It comes from a stronger system than the value we had.',
  'taken-always': 'You decided to always take this from this system.',
  'kept-always': 'You decided to always keep ours.',
  'set-by-this-file': 'An earlier row of this file already said something else.',
  'fills-only': 'Payment records, and columns you said it of, only fill empty fields.',
  'told-before': 'The row says what it said before; our value came later, from another file.',
  locked: 'The contact is protected.',
  'locked-empty': 'The contact is protected, so the value is kept as a suggestion.',
  enriched: 'The value was enriched from another system.',
  'weaker-source': 'Our value comes from a stronger source.',
  'less-than-ours':
    'It leaves out the street or the town that we have; an address is replaced whole or not at all.',
  'opt-in': 'Kajabi is where people sign up.',
  'opt-out': 'An opt-out is always remembered.',
  'newer-answer': 'It is the newest answer of the file that brought this person.',
  'older-answer': 'They answered otherwise later.',
  'opt-in-protected': 'The opt-in is protected. Until you decide, this person is left out of mailings.',
  'opted-out': 'This person opted out; an import never signs anybody up again.',
  'consent-elsewhere': 'Kajabi is where people sign up; what another system says is a suggestion.',
  'opt-out-elsewhere':
    'Another system says that they opted out. Until you decide, this person is left out of mailings.',
}

/** What keeps imports from a value, or what lets them in. */
export type Standing = {
  /** Whether the rule matrix lets imports change it at this level. */
  isAllowed: boolean
  lockLevel: LockLevel
  lockReason: string | null
  /** Who the value is from; null when there is none. */
  source: string | null
  /** Only for the opt-in. */
  optIn: { isProtected: boolean; hasOptedOut: boolean } | null
}

const levelWords: Record<LockLevel, string> = {
  FULL_LOCK: 'fully',
  PARTIAL_LOCK: 'partly',
  UNLOCKED: 'not',
}

/** What the next import may do with a value as it stands: the same rules, told beforehand. */
export function standingSentence({ isAllowed, lockLevel, lockReason, source, optIn }: Standing): string {
  if (!isAllowed) {
    const reason = lockReason === null ? '' : ` (${lockReason})`
    return `No import changes it: the contact is ${levelWords[lockLevel]} protected${reason}.`
  }
  if (optIn) {
    if (optIn.isProtected) return 'An import that would end the subscription asks a person first.'
    if (optIn.hasOptedOut)
      return 'They unsubscribed: an import that would subscribe them again asks a person first.'
    return 'Kajabi may change it, with evidence; what other systems say becomes a suggestion.'
  }
  if (source === 'staff') return 'No import changes it: a person typed it.'
  return source === null
    ? 'It is empty: any import may fill it.'
    : 'An import from the same system or a stronger one may change it.'
}

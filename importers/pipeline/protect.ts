import type { LockLevel } from '../../db/contacts/contact-state.ts'
import { type ContactField, groupOfField } from '../../db/contacts/field-value.ts'
import { type Rules, systemOf } from './rules.ts'

/** Everything that decides what happens to one field, and nothing else. */
export type FieldSituation = {
  field: ContactField
  /** The contact's level when the batch began. */
  lockLevel: LockLevel
  /** Who created the contact. */
  contactSource: string
  /** What the office has: null when empty. `isSame`: equal in the normalised comparison. */
  current: { source: string; isSame: boolean; isFromThisBatch: boolean } | null
  /** What the file says: null when its cell is empty. */
  incoming: { source: string } | null
  /** The record may only fill what is empty. */
  enrichOnly: boolean
}

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
  | 'locked'
  | 'locked-empty'
  | 'enriched'
  | 'weaker-source'

/**
 * `none` and `same` change nothing and are not counted; `fill` and `replace` write; `keep` is a protected value that calls for nobody;
 * `conflict` asks a person; `suggest` keeps a value for an empty field of a protected contact.
 */
export type Decision = {
  action: 'none' | 'same' | 'fill' | 'replace' | 'keep' | 'conflict' | 'suggest'
  rule: RuleCode
}

/** Why, in words, for the plan, the conflict queue and the story of a value. */
export const ruleSentences: Record<RuleCode, string> = {
  'empty-cell': 'An empty cell never erases a value.',
  same: 'The value is the same.',
  fill: 'The field was empty.',
  'own-source': 'It updates a value from the same system.',
  'stronger-source': 'It comes from a stronger system than the value we had.',
  'taken-always': 'You decided to always take this from this system.',
  'kept-always': 'You decided to always keep ours.',
  'set-by-this-file': 'An earlier row of this file already said something else.',
  'fills-only': 'Payment records only fill empty fields.',
  locked: 'The contact is protected.',
  'locked-empty': 'The contact is protected, so the value is kept as a suggestion.',
  enriched: 'The value was enriched from another system.',
  'weaker-source': 'Our value comes from a stronger source.',
}

/**
 * The one function that decides for every field of every import (spec 03.3). Pure: the rule matrix, the source order and the standing
 * answers come in as data.
 */
export function decide(situation: FieldSituation, rules: Rules): Decision {
  const { current, incoming, field, lockLevel } = situation
  if (!incoming) return { action: 'none', rule: 'empty-cell' }
  const isAllowed = rules.isAllowed(lockLevel, groupOfField[field])
  if (!current)
    return isAllowed ? { action: 'fill', rule: 'fill' } : { action: 'suggest', rule: 'locked-empty' }
  if (current.isSame) return { action: 'same', rule: 'same' }
  if (situation.enrichOnly) return { action: 'keep', rule: 'fills-only' }
  if (current.isFromThisBatch) return { action: 'keep', rule: 'set-by-this-file' }
  const answer = rules.decisionFor(incoming.source, field)
  if (answer === 'keep') return { action: 'keep', rule: 'kept-always' }
  if (answer === 'take' && current.source !== 'staff') return { action: 'replace', rule: 'taken-always' }
  if (!isAllowed) return { action: 'conflict', rule: 'locked' }
  if (isEnriched(situation, current.source) && !rules.isAllowed(lockLevel, 'enriched')) {
    return { action: 'conflict', rule: 'enriched' }
  }
  return decideBySource(current.source, incoming.source, rules)
}

/** A value from a system other than the one that created the contact; what staff typed is not enrichment but correction. */
function isEnriched(situation: FieldSituation, source: string): boolean {
  return source !== 'staff' && systemOf(source) !== systemOf(situation.contactSource)
}

function decideBySource(current: string, incoming: string, rules: Rules): Decision {
  if (current === incoming) return { action: 'replace', rule: 'own-source' }
  return rules.rankOf(incoming) < rules.rankOf(current)
    ? { action: 'replace', rule: 'stronger-source' }
    : { action: 'conflict', rule: 'weaker-source' }
}

const levelOrder: Record<LockLevel, number> = { UNLOCKED: 0, PARTIAL_LOCK: 1, FULL_LOCK: 2 }

/**
 * The level a contact's values give it: two other systems or a person's hand FULL, one other system PARTIAL. Levels only rise here;
 * null means it stays.
 */
export function raisedLock(
  now: LockLevel,
  contactSource: string,
  valueSources: Iterable<string>,
): { lockLevel: LockLevel; reason: string } | null {
  const others = new Set<string>()
  for (const source of valueSources)
    if (systemOf(source) !== systemOf(contactSource)) others.add(systemOf(source))
  const lockLevel: LockLevel =
    others.has('staff') || others.size >= 2 ? 'FULL_LOCK' : others.size === 1 ? 'PARTIAL_LOCK' : 'UNLOCKED'
  if (levelOrder[lockLevel] <= levelOrder[now]) return null
  return { lockLevel, reason: `enriched from ${[...others].sort().join(' and ')}` }
}

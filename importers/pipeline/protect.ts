import type { LockLevel } from '../../db/contacts/contact-state.ts'
import { type ContactField, groupOfField } from '../../db/contacts/field-value.ts'
import { systemOf } from '../../db/contacts/raised-lock.ts'
import type { RuleCode } from '../../db/contacts/rule-sentences.ts'
import type { Rules } from './rules.ts'

/** Everything that decides what happens to one field, and nothing else. */
export type FieldSituation = {
  field: ContactField
  /** The contact's level when the batch began. */
  lockLevel: LockLevel
  /** Who created the contact. */
  contactSource: string
  /** What the office has: null when empty. `isSame`: equal in the normalised comparison. `isFuller`: taking theirs would lose a part of it. */
  current: {
    source: string
    isSame: boolean
    isFuller: boolean
    isFromThisBatch: boolean
    isNewerThanRow: boolean
  } | null
  /** What the file says: null when its cell is empty. */
  incoming: { source: string } | null
  /** The record may only fill what is empty. */
  enrichOnly: boolean
  /** A person closed the padlock, by saying so or by correcting something. */
  isLockedByHand: boolean
  /** Only for the opt-in. */
  optIn: OptInSituation | null
}

/** The opt-in as the office has it and as the file tells it. Days are YYYY-MM-DD. */
export type OptInSituation = {
  isSubscribed: boolean
  isProtected: boolean
  consentDay: string | null
  optOutDay: string | null
  says: boolean
  saidOn: string
  /** This very file made the contact, so its own consent counts. */
  isOfThisFile: boolean
}

/**
 * `none` and `same` change nothing and are not counted; `fill` and `replace` write; `keep` is a protected value that calls for nobody;
 * `conflict` asks a person; `suggest` keeps a value for an empty field of a protected contact.
 */
export type Decision = {
  action: 'none' | 'same' | 'fill' | 'replace' | 'keep' | 'conflict' | 'suggest'
  rule: RuleCode
}

/**
 * The one function that decides for every field of every import (spec 03.3). Pure: the rule matrix, the source order and the standing
 * answers come in as data.
 */
export function decide(situation: FieldSituation, rules: Rules): Decision {
  const { current, incoming, field, lockLevel } = situation
  if (!incoming) return { action: 'none', rule: 'empty-cell' }
  const isAllowed = rules.isAllowed(lockLevel, groupOfField[field])
  if (situation.optIn) return decideOptIn(situation, incoming.source, situation.optIn, rules)
  if (!current)
    return isAllowed ? { action: 'fill', rule: 'fill' } : { action: 'suggest', rule: 'locked-empty' }
  if (current.isSame) return { action: 'same', rule: 'same' }
  if (situation.enrichOnly) return { action: 'keep', rule: 'fills-only' }
  if (current.isFromThisBatch) return { action: 'keep', rule: 'set-by-this-file' }
  const answer = rules.decisionFor(incoming.source, field)
  if (answer === 'keep') return { action: 'keep', rule: 'kept-always' }
  const isAPersons = current.source === 'staff' || situation.isLockedByHand
  if (answer === 'take' && !isAPersons && !current.isFuller)
    return { action: 'replace', rule: 'taken-always' }
  if (current.isNewerThanRow) return { action: 'keep', rule: 'told-before' }
  if (!isAllowed) return { action: 'conflict', rule: 'locked' }
  if (isEnriched(situation, current.source) && !rules.isAllowed(lockLevel, 'enriched')) {
    return { action: 'conflict', rule: 'enriched' }
  }
  if (current.isFuller) return { action: 'conflict', rule: 'less-than-ours' }
  return decideBySource(current.source, incoming.source, rules)
}

/** Where people sign up: the one system whose imports may change the opt-in of a contact that is there. */
const optInAuthority = 'kajabi'

/** Opt-ins are sacred, and so are opt-outs (spec 03.4): never silently off, never silently on, and an older answer never beats a newer one. */
function decideOptIn(
  { field, lockLevel }: FieldSituation,
  source: string,
  optIn: OptInSituation,
  rules: Rules,
): Decision {
  const { says, isSubscribed, optOutDay } = optIn
  if (says === isSubscribed && (says || optOutDay !== null)) return { action: 'same', rule: 'same' }
  if (!says && !isSubscribed) return { action: 'replace', rule: 'opt-out' }
  if (rules.decisionFor(source, field) === 'keep') return { action: 'keep', rule: 'kept-always' }
  if (optIn.isOfThisFile && isNewest(optIn)) return { action: 'replace', rule: 'newer-answer' }
  if (optIn.isOfThisFile || (source !== optInAuthority && !isNewest(optIn)))
    return { action: 'keep', rule: 'older-answer' }
  if (source !== optInAuthority)
    return says
      ? { action: 'suggest', rule: 'consent-elsewhere' }
      : { action: 'conflict', rule: 'opt-out-elsewhere' }
  if (!says && optIn.isProtected) return { action: 'conflict', rule: 'opt-in-protected' }
  if (!rules.isAllowed(lockLevel, groupOfField[field])) return { action: 'conflict', rule: 'locked' }
  if (says && optOutDay !== null) return { action: 'conflict', rule: 'opted-out' }
  return { action: 'replace', rule: 'opt-in' }
}

/** Of two answers of one day the no counts. */
function isNewest({ says, saidOn, consentDay, optOutDay }: OptInSituation): boolean {
  return says ? optOutDay === null || saidOn > optOutDay : consentDay === null || saidOn >= consentDay
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

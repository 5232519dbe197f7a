import { automaticLockReason, type ContactState, type LockLevel } from './contact-state.ts'
import type { Writing } from './insert-row.ts'
import { setLock } from './write-contact.ts'

/** The system behind a provenance: Kajabi's payment records are Kajabi. */
export function systemOf(source: string): string {
  return source === 'kajabi_transaction' ? 'kajabi' : source
}

const levelOrder: Record<LockLevel, number> = { UNLOCKED: 0, PARTIAL_LOCK: 1, FULL_LOCK: 2 }

/**
 * The level a contact's values give it: two other systems or a person's hand FULL, one other system PARTIAL. Levels only rise here;
 * null means it stays. Imports alone seldom come to FULL: PARTIAL turns what a second system knows into suggestions (spec 03.3(8)), so
 * that system counts once a person has taken one, or where a person had unlocked the contact.
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
  const reason = others.has('staff')
    ? 'somebody typed a value'
    : `${automaticLockReason}${[...others].sort().join(' and ')}`
  return { lockLevel, reason }
}

/** Raises the level to what the sources of the contact's values make it. Answers whether it rose. */
export function raiseLockBySources(w: Writing, c: ContactState): boolean {
  const sources = [
    ...(c.firstName || c.lastName ? [c.nameSource] : []),
    ...(c.businessName ? [c.businessNameSource] : []),
    ...(c.birthDate ? [c.birthDateSource] : []),
    ...[...c.emails, ...c.phones, ...c.addresses].map(row => row.source),
  ]
  const raised = raisedLock(c.lockLevel, c.sourceSystem, sources)
  if (!raised) return false
  setLock(w, c, raised.lockLevel, raised.reason)
  return true
}

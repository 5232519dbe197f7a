import type { LockLevel } from '../contacts/contact-state.ts'
import type { ReadDb } from '../handles.ts'
import { liveContact } from './where.ts'

export type LockRule = {
  lockLevel: LockLevel
  fieldGroup: 'opt_in' | 'name' | 'phone' | 'address' | 'email' | 'source_system' | 'enriched'
  allowed: boolean
}

const byStrength = "CASE lock_level WHEN 'FULL_LOCK' THEN 0 WHEN 'PARTIAL_LOCK' THEN 1 ELSE 2 END"

/** The table that imports are decided by, strongest level first. */
export function listLockRules(db: ReadDb): LockRule[] {
  return db
    .all<Omit<LockRule, 'allowed'> & { allowed: number }>(
      `SELECT lock_level AS lockLevel, field_group AS fieldGroup, allowed FROM import_lock_rules ORDER BY ${byStrength}, rowid`,
    )
    .map(rule => ({ ...rule, allowed: rule.allowed === 1 }))
}

/** How many live contacts have each level, strongest first; all three are listed. */
export function countLockLevels(db: ReadDb): { lockLevel: LockLevel; contacts: number }[] {
  const counts = new Map(
    db
      .all<{ lockLevel: LockLevel; contacts: number }>(
        `SELECT lock_level AS lockLevel, count(*) AS contacts FROM contacts c WHERE ${liveContact('c')} GROUP BY lock_level`,
      )
      .map(row => [row.lockLevel, row.contacts]),
  )
  const levels = ['FULL_LOCK', 'PARTIAL_LOCK', 'UNLOCKED'] as const
  return levels.map(lockLevel => ({ lockLevel, contacts: counts.get(lockLevel) ?? 0 }))
}

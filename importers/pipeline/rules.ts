import type { LockLevel } from '../../db/contacts/contact-state.ts'
import type { ContactField } from '../../db/contacts/field-value.ts'
import type { ReadDb } from '../../db/handles.ts'
import { readSettings } from '../../db/queries/settings.ts'

/** The rules in force, read once per import from the tables that the office shows. */
export type Rules = {
  /** `import_lock_rules`: may an import change this group at this level? */
  isAllowed: (level: LockLevel, group: string) => boolean
  /** Place in the source order, 0 strongest; unknown sources are weakest. */
  rankOf: (source: string) => number
  /** A person's standing answer for this source and field. */
  decisionFor: (source: string, field: ContactField) => 'keep' | 'take' | null
  /** Changes whenever a rule does, so that rows seen under other rules are looked at again. */
  version: string
}

export function readRules(db: ReadDb): Rules {
  const cells = db.all<{ lock_level: LockLevel; field_group: string; allowed: number }>(
    'SELECT lock_level, field_group, allowed FROM import_lock_rules ORDER BY lock_level, field_group',
  )
  const decisions = db.all<{ source: string; field: string; decision: 'keep' | 'take' }>(
    'SELECT source, field, decision FROM import_decisions ORDER BY source, field',
  )
  const order: readonly string[] = readSettings(db).sourceOrder
  const allowed = new Set(cells.filter(c => c.allowed === 1).map(c => `${c.lock_level} ${c.field_group}`))
  const ranks = new Map(order.map((source, rank) => [source, rank]))
  const answers = new Map(decisions.map(d => [`${d.source} ${d.field}`, d.decision]))
  return {
    isAllowed: (level, group) => allowed.has(`${level} ${group}`),
    rankOf: source => ranks.get(source) ?? ranks.size,
    decisionFor: (source, field) => answers.get(`${source} ${field}`) ?? null,
    version: JSON.stringify([cells, order, decisions]),
  }
}

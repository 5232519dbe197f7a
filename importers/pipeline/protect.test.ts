import { expect, test } from 'vitest'
import type { LockLevel } from '../../db/contacts/contact-state.ts'
import { type ContactField, groupOfField } from '../../db/contacts/field-value.ts'
import { allSourceSystems } from '../../db/queries/row-types.ts'
import { decide, type FieldSituation, raisedLock } from './protect.ts'
import type { Rules } from './rules.ts'

const matrix: Record<LockLevel, readonly string[]> = {
  FULL_LOCK: [],
  PARTIAL_LOCK: ['opt_in'],
  UNLOCKED: ['opt_in', 'name', 'phone', 'address', 'email'],
}
const ranks: readonly string[] = allSourceSystems
const rules: Rules = {
  isAllowed: (level, group) => matrix[level].includes(group),
  rankOf: source => (ranks.includes(source) ? ranks.indexOf(source) : ranks.length),
  decisionFor: () => null,
  version: 'test',
}

const levels = ['UNLOCKED', 'PARTIAL_LOCK', 'FULL_LOCK'] as const
const fields = Object.keys(groupOfField) as ContactField[]
/** The office's value as a Kajabi contact can have it, and what a Kajabi file may do to it where the level allows the group. */
const currents = [
  { name: 'empty', current: null, allowed: 'fill', locked: 'suggest' },
  { name: 'same system', source: 'kajabi', allowed: 'replace', locked: 'conflict' },
  { name: 'weaker, same system', source: 'kajabi_transaction', allowed: 'replace', locked: 'conflict' },
  { name: 'weaker, enriched', source: 'jotform', allowed: 'conflict', locked: 'conflict' },
  { name: 'stronger, enriched', source: 'paypal', allowed: 'conflict', locked: 'conflict' },
  { name: 'staff', source: 'staff', allowed: 'conflict', locked: 'conflict' },
] as const
const incomings = ['empty', 'equal in another form', 'different'] as const

function situationOf(cell: {
  level: LockLevel
  field: ContactField
  source: string | null
  incoming: (typeof incomings)[number]
}): FieldSituation {
  const isSame = cell.incoming === 'equal in another form'
  return {
    field: cell.field,
    lockLevel: cell.level,
    contactSource: 'kajabi',
    current: cell.source === null ? null : { source: cell.source, isSame, isFromThisBatch: false },
    incoming: cell.incoming === 'empty' ? null : { source: 'kajabi' },
    enrichOnly: false,
  }
}

const cells = levels.flatMap(level =>
  fields.flatMap(field =>
    currents.flatMap(current => incomings.map(incoming => ({ level, field, current, incoming }))),
  ),
)

test('the matrix walks every cell: level x field x what we have x what comes', () => {
  expect(cells).toHaveLength(levels.length * fields.length * currents.length * incomings.length)
})

test.each(cells)(
  '$level, $field, ours $current.name, theirs $incoming',
  ({ level, field, current, incoming }) => {
    const source = 'source' in current ? current.source : null
    const { action } = decide(situationOf({ level, field, source, incoming }), rules)
    const isAllowed = matrix[level].includes(groupOfField[field])
    const whenDifferent = isAllowed ? current.allowed : current.locked
    if (incoming === 'empty') expect(action).toBe('none')
    else if (incoming === 'equal in another form' && source !== null) expect(action).toBe('same')
    else expect(action).toBe(whenDifferent)
  },
)

const different = (over: Partial<FieldSituation>): FieldSituation => ({
  ...situationOf({ level: 'UNLOCKED', field: 'phone', source: 'kajabi', incoming: 'different' }),
  ...over,
})

test('a stronger system replaces a value of the contact’s own system', () => {
  const paypalSpeaks = different({ incoming: { source: 'paypal' } })
  expect(decide(paypalSpeaks, rules)).toEqual({ action: 'replace', rule: 'stronger-source' })
})

test('a payment record only fills, and an earlier row of the same file is not overruled', () => {
  expect(decide(different({ enrichOnly: true }), rules).action).toBe('keep')
  const earlier = { source: 'kajabi', isSame: false, isFromThisBatch: true }
  expect(decide(different({ current: earlier }), rules)).toEqual({ action: 'keep', rule: 'set-by-this-file' })
})

test('standing answers: keep is always kept, take never takes what a person typed', () => {
  const answering = (answer: 'keep' | 'take'): Rules => ({ ...rules, decisionFor: () => answer })
  const locked = different({ lockLevel: 'FULL_LOCK' })
  const typed = different({
    lockLevel: 'FULL_LOCK',
    current: { source: 'staff', isSame: false, isFromThisBatch: false },
  })
  expect(decide(locked, answering('keep')).action).toBe('keep')
  expect(decide(locked, answering('take')).action).toBe('replace')
  expect(decide(typed, answering('take')).action).toBe('conflict')
})

test('levels rise by the systems whose values a contact carries, and never fall', () => {
  expect(raisedLock('UNLOCKED', 'kajabi', ['kajabi', 'kajabi_transaction'])).toBeNull()
  expect(raisedLock('UNLOCKED', 'kajabi', ['kajabi', 'zoho'])?.lockLevel).toBe('PARTIAL_LOCK')
  expect(raisedLock('PARTIAL_LOCK', 'kajabi', ['zoho', 'paypal'])?.lockLevel).toBe('FULL_LOCK')
  expect(raisedLock('UNLOCKED', 'kajabi', ['staff'])?.lockLevel).toBe('FULL_LOCK')
  expect(raisedLock('FULL_LOCK', 'kajabi', ['kajabi'])).toBeNull()
})

import type Database from 'better-sqlite3'
import { refreshDerived } from '../contacts/derived.ts'
import { handlesOf } from '../handles.ts'
import { writeGroup } from '../journal/group.ts'
import { setColumns } from '../merge/move-rows.ts'
import { requireValue, valueWords } from './contact-values.ts'
import { nameOf, refuse, requireContact } from './find-contact.ts'

export type ValueState = 'verified' | 'bounced' | 'invalid' | 'wrong_number' | 'disconnected' | 'returned'

const statesOf = {
  email: ['verified', 'bounced', 'invalid'],
  phone: ['verified', 'wrong_number', 'disconnected'],
  address: ['returned'],
} as const satisfies Record<string, readonly ValueState[]>

const stateWords: Record<ValueState, string> = {
  verified: 'verified',
  bounced: 'bounced',
  invalid: 'not valid',
  wrong_number: 'a wrong number',
  disconnected: 'disconnected',
  returned: 'returned mail',
}

/** What became of a value, who said so and when; null takes it back. The value itself stays, and so does the padlock. */
export function setValueState(
  sqlite: Database.Database,
  input: { contactId: string; valueId: string; state: ValueState | null; note?: string | undefined },
  who: string,
): { contactId: string } {
  const { read } = handlesOf(sqlite)
  const c = requireContact(read, input.contactId)
  const found = requireValue(c, input.valueId)
  const { state } = input
  const possible: readonly ValueState[] = statesOf[found.kind]
  if (state !== null && !possible.includes(state))
    refuse(`${valueWords(found)} cannot be ${stateWords[state]}.`)
  const words = state === null ? 'neither good nor bad' : stateWords[state]
  const note = input.note?.trim() || null
  const title = `Marked the ${valueWords(found)} of ${nameOf(read, c.id)} as ${words}${note ? `: ${note}` : ''}`
  writeGroup(sqlite, { who, origin: 'staff', title, contactId: c.id }, group => {
    const said = state === null ? null : group.at
    setColumns(
      group,
      found.table,
      found.row.id,
      found.kind === 'address'
        ? { returned_at: said }
        : {
            state,
            state_at: said,
            state_by: state === null ? null : who,
            state_note: state === null ? null : note,
          },
    )
    refreshDerived(group.db, [c.id], group)
  })
  return { contactId: c.id }
}

import { emailFor, writeField } from '../../db/contacts/field-value.ts'
import { touchContact } from '../../db/contacts/write-contact.ts'
import type { Batch } from './batch.ts'
import { workingContact } from './import-person.ts'
import type { PlannedField, WorkingContact } from './planned-field.ts'

/** A contact whose e-mail the file replaces by one that another contact still had when its row was read. */
type Wish = { contact: WorkingContact; planned: PlannedField; email: string; ownRowId: string }

/**
 * At the end of a file: whoever waited for an e-mail gets it when its owner gave it up in the same file, be it for an e-mail that is free or for
 * one that somebody else gives up. What nobody gave up stays a question.
 */
export function exchangeEmails(batch: Batch): void {
  const granted = grantable(batch, wishesOf(batch))
  const park = 'UPDATE contact_emails SET email = id WHERE id = ?'
  for (const { ownRowId } of granted) batch.w.db.run(park, [ownRowId])
  for (const { contact, planned } of granted) {
    const { state } = contact
    writeField(batch.w, state, planned.value, { source: batch.format.provenance, why: planned.why })
    touchContact(batch.w, state)
    batch.setFields.set(state.id, contact.setFields.add('email'))
    batch.exchanged.set(state.id, planned)
  }
  batch.wishes.clear()
}

function wishesOf(batch: Batch): Wish[] {
  const wanted = new Set<string>()
  return [...batch.wishes].flatMap(([contactId, planned]) => {
    const contact = workingContact(batch, contactId)
    const own = contact && emailFor(contact.state, batch.format.provenance)
    const { value } = planned
    if (!own || value.field !== 'email' || wanted.has(value.email.toLowerCase())) return []
    wanted.add(value.email.toLowerCase())
    return [{ contact, planned, email: value.email, ownRowId: own.id }]
  })
}

/** Takes away the wishes for what nobody gives up, and then those that counted on these, until all that are left can be granted together. */
function grantable({ w }: Batch, wishes: readonly Wish[]): readonly Wish[] {
  const owners = new Map(
    wishes.map(wish => [
      wish,
      w.db.get<{ id: string }>(
        'SELECT id FROM contact_emails WHERE email = ? COLLATE NOCASE AND deleted_at IS NULL AND is_shared = 0',
        [wish.email],
      )?.id,
    ]),
  )
  let left = wishes
  for (;;) {
    const givenUp = new Set<string | undefined>(left.map(wish => wish.ownRowId))
    const still = left.filter(wish => owners.get(wish) === undefined || givenUp.has(owners.get(wish)))
    if (still.length === left.length) return left
    left = still
  }
}

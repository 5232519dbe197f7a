import type { ReadDb } from '../handles.ts'
import { emailKey } from '../normalise/email.ts'

/** Somebody with an e-mail: its owner, or one of those who share it. */
export type PersonOfEmail = { contactId: string; fullName: string; isShared: boolean }

const peopleOf = (isShared: 0 | 1) =>
  `SELECT e.contact_id AS contactId, c.full_name AS fullName FROM contact_emails e JOIN contacts c ON c.id = e.contact_id
   WHERE e.email = ? COLLATE NOCASE AND e.deleted_at IS NULL AND e.is_shared = ${isShared}`

/** Who has an e-mail as any of theirs, not only as the primary one: the owner, then those who share it. Two looks into two indexes. */
export function findContactsByAnyEmail(db: ReadDb, email: string): PersonOfEmail[] {
  return ([0, 1] as const).flatMap(isShared =>
    db
      .all<Omit<PersonOfEmail, 'isShared'>>(peopleOf(isShared), [emailKey(email)])
      .map(person => ({ ...person, isShared: isShared === 1 })),
  )
}

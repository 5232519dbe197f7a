import type { WriteDb } from '../handles.ts'
import { nameKey } from '../normalise/name.ts'
import type { ContactState } from './contact-state.ts'

/** The name shown everywhere: first and last, else the business, else the e-mail, else "No name". */
export function fullNameOf(c: {
  firstName: string | null
  lastName: string | null
  businessName: string | null
  email: string | null
}): string {
  const person = c.firstName && c.lastName ? `${c.firstName} ${c.lastName}` : (c.firstName ?? c.lastName)
  return person ?? c.businessName ?? c.email ?? 'No name'
}

/** What lists sort by: last name, then first, without accents and case; the business name when there is no person. */
export function sortNameOf(c: {
  firstName: string | null
  lastName: string | null
  businessName: string | null
  email: string | null
}): string {
  const person = `${c.lastName ?? ''} ${c.firstName ?? ''}`.trim()
  return nameKey(person || (c.businessName ?? c.email ?? ''))
}

/** Full name, sort name, primary e-mail and primary phone of a state. */
export function derivedOf(c: ContactState): [string, string, string | null, string | null] {
  const email = c.emails.find(row => row.isPrimary)?.email ?? null
  const names = { firstName: c.firstName, lastName: c.lastName, businessName: c.businessName, email }
  return [fullNameOf(names), sortNameOf(names), email, c.phones.find(row => row.isPrimary)?.phone ?? null]
}

type Row = {
  id: string
  first_name: string | null
  last_name: string | null
  business_name: string | null
  email: string | null
  phone: string | null
}

/**
 * Derives names, primary e-mail and primary phone of these contacts again after their rows changed (undo, merge), and marks them as
 * touched by this group, so that the search index follows at its end. Contacts that are gone are passed over.
 */
export function refreshDerived(
  db: WriteDb,
  contactIds: Iterable<string>,
  group: { seq: number; at: string; who: string },
): void {
  for (const contactId of contactIds) {
    const row = db.get<Row>(
      `SELECT c.id, c.first_name, c.last_name, c.business_name,
         (SELECT email FROM contact_emails e WHERE e.contact_id = c.id AND e.is_primary = 1 AND e.deleted_at IS NULL) AS email,
         (SELECT phone FROM contact_phones p WHERE p.contact_id = c.id AND p.is_primary = 1 AND p.deleted_at IS NULL) AS phone
       FROM contacts c WHERE c.id = ?`,
      [contactId],
    )
    if (!row) continue
    const names = {
      firstName: row.first_name,
      lastName: row.last_name,
      businessName: row.business_name,
      email: row.email,
    }
    db.run(
      `UPDATE contacts SET full_name = ?, sort_name = ?, email = ?, phone = ?, touched_group = ?, updated_at = ?, updated_by = ?
       WHERE id = ?`,
      [fullNameOf(names), sortNameOf(names), row.email, row.phone, group.seq, group.at, group.who, contactId],
    )
  }
}

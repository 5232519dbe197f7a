import { claimKind } from '../../db/contacts/own-ids.ts'
import type { ReadDb } from '../../db/handles.ts'
import type { PersonRecord } from '../formats/format.ts'
import { compareNames, type NamedContact } from './compare-names.ts'
import { type KnownKeys, nameOfClaim } from './known-keys.ts'

/** Somebody an e-mail may stand for: the one who owns it, those who share it, and those who came with it although it is another's. */
export type EmailPerson = NamedContact & { isOwner: boolean }

export function peopleOfEmail(db: ReadDb, known: KnownKeys, email: string): EmailPerson[] {
  const named = 'e.contact_id AS contactId, c.first_name AS firstName, c.last_name AS lastName'
  const of = (isShared: 0 | 1) =>
    db
      .all<NamedContact>(
        `SELECT ${named} FROM contact_emails e JOIN contacts c ON c.id = e.contact_id
         WHERE e.email = ? COLLATE NOCASE AND e.deleted_at IS NULL AND e.is_shared = ${isShared}`,
        [email],
      )
      .map(person => ({ ...person, isOwner: isShared === 0 }))
  return [
    ...of(0),
    ...(known.hasShared ? of(1) : []),
    ...(known.claimedEmails.has(email.toLowerCase()) ? claimants(db, email) : []),
  ]
}

/** Compared by the name they came with: a claim still tells who it was when the contact has been merged or renamed since. */
function claimants(db: ReadDb, email: string): EmailPerson[] {
  const from = `${email.toLowerCase()} `
  return db
    .all<{ contactId: string; id: string }>(
      `SELECT contact_id AS contactId, external_id AS id FROM contact_external_ids
       WHERE external_id >= ? AND external_id < ? AND kind = ? AND deleted_at IS NULL`,
      [from, `${email.toLowerCase()}!`, claimKind],
    )
    .map(({ contactId, id }) => ({ contactId, ...nameOfClaim(id), isOwner: false }))
}

/**
 * Which of them the record is: the one whose name fits best. An e-mail is strong evidence for its owner, so it takes two clearly different names
 * to doubt it; who shares an e-mail or only came with it needs the name as well.
 */
export function personOfEmail(
  db: ReadDb,
  people: readonly EmailPerson[],
  record: PersonRecord,
): EmailPerson | null {
  let best: EmailPerson[] = []
  let bestFit = 0
  for (const person of people) {
    const fit = fitOf(db, person, record)
    if (fit === 0 || fit < bestFit) continue
    best = fit > bestFit ? [person] : [...best, person]
    bestFit = fit
  }
  return new Set(best.map(person => person.contactId)).size === 1 ? (best[0] ?? null) : null
}

const fits = { same: 3, renamed: 2, open: 1, two: 0 }

function fitOf(db: ReadDb, person: EmailPerson, record: PersonRecord): number {
  const fit = fits[compareNames(person, record)]
  if (fit === fits.same) return fit
  if (!person.isOwner) return 0
  return fit === fits.two && wasCalled(db, person.contactId, record) ? fits.renamed : fit
}

/** A person corrected the first name since: the system still writes the one from before. */
function wasCalled(db: ReadDb, contactId: string, record: PersonRecord): boolean {
  return db
    .all<{ name: string }>(
      `SELECT j.base_value AS name FROM journal_changes j JOIN change_groups g ON g.seq = j.group_seq
       WHERE j.row_id = ? AND j.table_name = 'contacts' AND j.unit = 'name' AND g.origin = 'staff' AND g.undone_at IS NULL`,
      [contactId],
    )
    .some(({ name }) => {
      const before = JSON.parse(name) as { first_name: string | null; last_name: string | null }
      return compareNames({ firstName: before.first_name, lastName: before.last_name }, record) === 'same'
    })
}

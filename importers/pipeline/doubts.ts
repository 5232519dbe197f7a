import { survivorOf } from '../../db/contacts/contact-state.ts'
import { insertRow } from '../../db/contacts/insert-row.ts'
import { claimKind } from '../../db/contacts/own-ids.ts'
import { newId } from '../../db/ids.ts'
import { nameKey } from '../../db/normalise/name.ts'
import type { PersonRecord } from '../formats/format.ts'
import type { Batch } from './batch.ts'
import type { PersonName } from './compare-names.ts'
import { claimId } from './known-keys.ts'
import type { EmailPerson } from './match-email.ts'
import type { Namesake } from './match-name.ts'

/** Whom a record may be after all, and by what; not certain, so a person decides. */
export type Doubt =
  | { by: 'e-mail'; email: string; person: EmailPerson }
  | { by: 'phone'; phone: string; person: Namesake; isOnlyOne: boolean }
  | { by: 'name'; person: Namesake }

type Pair = {
  band: 'likely' | 'look'
  outcome: 'same_person' | 'same_household'
  for: string[]
  against: string[]
}

/** As the matching engine would say it, so that one list sorts both: likely, or worth a look. */
const scores = { likely: 0.8, look: 0.4 }

/** Puts a new contact and those it may be after all into the queue of duplicates. */
export function queueDoubts(
  batch: Batch,
  contactId: string,
  record: PersonRecord,
  doubts: readonly Doubt[],
): void {
  const { w } = batch
  const asked = new Set<string>([contactId])
  for (const doubt of doubts) {
    const other = survivorOf(w.db, doubt.person.contactId)
    if (other === null || asked.has(other)) continue
    asked.add(other)
    const pair = pairOf(record, doubt)
    const [a, b] = contactId < other ? [contactId, other] : [other, contactId]
    w.db.run(
      `INSERT OR IGNORE INTO duplicate_pairs (contact_a, contact_b, score, band, outcome, evidence, found_by, found_at)
       VALUES (?, ?, ?, ?, ?, ?, 'import', ?)`,
      [
        a,
        b,
        scores[pair.band],
        pair.band,
        pair.outcome,
        JSON.stringify({ for: pair.for, against: pair.against }),
        w.at,
      ],
    )
  }
}

function pairOf(record: PersonRecord, doubt: Doubt): Pair {
  switch (doubt.by) {
    case 'e-mail':
      return pairOfEmail(record, doubt)
    case 'phone':
      return {
        band: 'likely',
        outcome: 'same_person',
        for: [`Both have the phone ${doubt.phone}.`, 'The names fit.'],
        against: [
          doubt.isOnlyOne ? 'Their e-mails differ.' : 'Several people with a fitting name have this phone.',
        ],
      }
    case 'name': {
      const areBothKnown = doubt.person.hasEmail && record.emails.length > 0
      return {
        band: areBothKnown ? 'look' : 'likely',
        outcome: 'same_person',
        for: [`Both are called ${wholeName(record)}, and nobody else is.`],
        against: [areBothKnown ? 'Their e-mails differ.' : 'Nothing but the name says so.'],
      }
    }
  }
}

function pairOfEmail(record: PersonRecord, { email, person }: Extract<Doubt, { by: 'e-mail' }>): Pair {
  const together = `Both came with the e-mail ${email}.`
  const isOneFamily = record.lastName !== null && nameKey(record.lastName) === nameKey(person.lastName ?? '')
  const against = [
    record.firstName === null
      ? 'Several people share this e-mail, and the file names none of them.'
      : `${wholeName(person)} and ${wholeName(record)} are two names.`,
  ]
  return isOneFamily
    ? { band: 'likely', outcome: 'same_household', for: [together, 'They have one last name.'], against }
    : { band: 'look', outcome: 'same_person', for: [together], against }
}

function wholeName(c: PersonName & { businessName?: string | null }): string {
  return [c.firstName, c.lastName].filter(Boolean).join(' ') || c.businessName || 'No name'
}

/**
 * Remembers who came with an e-mail that stays another contact's, so that the next row with this e-mail and this name finds them again. It goes
 * with the import that made it, and with the contact when that is merged.
 */
export function claimEmail(batch: Batch, contactId: string, email: string, name: PersonName): void {
  const { w } = batch
  const id = claimId(email, name)
  const isKnown = w.db.get(
    'SELECT 1 FROM contact_external_ids WHERE external_id = ? AND system = ? AND kind = ? AND deleted_at IS NULL',
    [id, batch.format.system, claimKind],
  )
  if (isKnown) return
  insertRow(
    w,
    'contact_external_ids',
    ['id', 'contact_id', 'system', 'kind', 'external_id'],
    [newId(), contactId, batch.format.system, claimKind, id],
  )
  batch.known?.claimedEmails.add(email.toLowerCase())
}

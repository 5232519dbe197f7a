import type { ContactState } from '../../db/contacts/contact-state.ts'
import { emailFor, type FieldValue } from '../../db/contacts/field-value.ts'
import { claimKind } from '../../db/contacts/own-ids.ts'
import { rowValue } from '../../db/contacts/standing-value.ts'
import type { ReadDb } from '../../db/handles.ts'
import { emailKey } from '../../db/normalise/email.ts'
import type { PersonRecord } from '../formats/format.ts'
import { isFillOnly } from './plan-clears.ts'
import type { PersonContext, PlannedField, Weigh, WorkingContact } from './planned-field.ts'

/** The owner of an e-mail nobody shares, or null. */
export function emailOwner(db: ReadDb, email: string): string | null {
  return (
    db.get<{ contact_id: string }>(
      `SELECT contact_id FROM contact_emails WHERE email = ? COLLATE NOCASE AND deleted_at IS NULL AND is_shared = 0`,
      [email],
    )?.contact_id ?? null
  )
}

/** The contact came with this e-mail although it is another's: the queue of duplicates asks about it. */
function cameWith(db: ReadDb, contactId: string, email: string): boolean {
  const from = `${email.toLowerCase()} `
  return (
    db.get(
      `SELECT 1 FROM contact_external_ids WHERE contact_id = ? AND kind = ? AND external_id >= ? AND external_id < ?
         AND deleted_at IS NULL`,
      [contactId, claimKind, from, `${email.toLowerCase()}!`],
    ) !== undefined
  )
}

/** An e-mail that belongs to somebody else is never taken from them: a person decides, unless it only came with a payment. */
function ownedByAnother(
  c: ContactState,
  value: FieldValue,
  email: string,
  action: 'keep' | 'conflict',
): PlannedField {
  const ours = emailFor(c, null)
  return {
    field: 'email',
    current: ours?.email ?? null,
    currentSource: ours?.source ?? c.sourceSystem,
    incoming: email,
    action,
    why: 'This e-mail belongs to another contact.',
    value,
    asExtra: true,
  }
}

/**
 * What the row says about e-mails. The first of the file's takes the place of the one this source gave before, when the file no longer has that;
 * all others are further ones.
 */
export function planEmails(
  ctx: PersonContext,
  contact: WorkingContact,
  record: PersonRecord,
  weigh: Weigh,
): PlannedField[] {
  const c = contact.state
  const known = new Set(c.emails.map(e => emailKey(e.email)))
  const inRecord = new Set(record.emails.map(emailKey))
  return record.emails.flatMap((email, index) => {
    if (known.has(emailKey(email))) return []
    const value: FieldValue = { field: 'email', email }
    const first = c.emails[0]
    if (first && isFillOnly(record, value)) {
      const kept = weigh(value, { text: first.email, source: first.source, isSame: false })
      return kept ? [kept] : []
    }
    const own = emailFor(c, ctx.source)
    const ownWasReplaced =
      index === 0 &&
      !contact.setFields.has('email') &&
      own?.source === ctx.source &&
      !inRecord.has(emailKey(own.email)) &&
      !record.enrichOnly
    const planned =
      ownWasReplaced && own
        ? weigh(value, { ...rowValue(own, own.email), isSame: false })
        : weigh(value, null, { asExtra: true })
    const owner = emailOwner(ctx.db, email)
    if (owner !== null && owner !== c.id) {
      const isAsked = record.enrichOnly || cameWith(ctx.db, c.id, email)
      const blocked = ownedByAnother(c, value, email, isAsked ? 'keep' : 'conflict')
      return [planned?.action === 'replace' ? { ...blocked, onceFree: planned } : blocked]
    }
    known.add(emailKey(email))
    return planned ? [planned] : []
  })
}

import type Database from 'better-sqlite3'
import type { LockLevel } from '../contacts/contact-state.ts'
import { refreshDerived } from '../contacts/derived.ts'
import { insertRow } from '../contacts/insert-row.ts'
import { auditOptIn, setConsent, setLock, touchContact } from '../contacts/write-contact.ts'
import { handlesOf } from '../handles.ts'
import { newId } from '../ids.ts'
import { writeGroup } from '../journal/group.ts'
import { dayAt } from '../queries/office-days.ts'
import { readSettings } from '../queries/settings.ts'
import { nameOf, refuse, requireContact } from './find-contact.ts'
import { finishEdit } from './finish-edit.ts'

const lockWords: Record<LockLevel, string> = {
  FULL_LOCK: 'Fully protected',
  PARTIAL_LOCK: 'Partly protected',
  UNLOCKED: 'Unlocked',
}

/** Sets how far imports may go, with the reason that is kept beside it. */
export function setContactLock(
  sqlite: Database.Database,
  input: { contactId: string; lockLevel: LockLevel; reason: string },
  who: string,
): { contactId: string; lockLevel: LockLevel } {
  const { read } = handlesOf(sqlite)
  const { id: contactId } = requireContact(read, input.contactId)
  const title = `${lockWords[input.lockLevel]} ${nameOf(read, contactId)}: ${input.reason}`
  writeGroup(sqlite, { who, origin: 'staff', title, contactId }, group => {
    const c = requireContact(group.db, contactId)
    setLock(group, c, input.lockLevel, input.reason)
    touchContact(group, c)
  })
  return { contactId, lockLevel: input.lockLevel }
}

const flags = [
  { name: 'doNotCall', column: 'do_not_call', words: 'do not call' },
  { name: 'doNotMail', column: 'do_not_mail', words: 'do not mail' },
  { name: 'deceased', column: 'deceased', words: 'deceased' },
] as const

/** Marks that no import may touch. The reason stands in the action's title. Marks that are so already are left alone. */
export function setContactFlags(
  sqlite: Database.Database,
  input: {
    contactId: string
    doNotCall?: boolean | undefined
    doNotMail?: boolean | undefined
    deceased?: boolean | undefined
    reason: string
  },
  who: string,
): { contactId: string } {
  const { read } = handlesOf(sqlite)
  const { id: contactId } = requireContact(read, input.contactId)
  const present = read.get<Record<string, number>>(
    'SELECT do_not_call, do_not_mail, deceased FROM contacts WHERE id = ?',
    [contactId],
  )
  const changed = flags.filter(
    flag => input[flag.name] !== undefined && Number(input[flag.name]) !== present?.[flag.column],
  )
  if (changed.length === 0) return { contactId }
  const words = changed.map(flag => (input[flag.name] ? flag.words : `no longer ${flag.words}`)).join(', ')
  const title = `Marked ${nameOf(read, contactId)} as ${words}: ${input.reason}`
  writeGroup(sqlite, { who, origin: 'staff', title, contactId }, group => {
    for (const flag of changed) {
      group.db.run(`UPDATE contacts SET ${flag.column} = ? WHERE id = ?`, [
        Number(input[flag.name]),
        contactId,
      ])
    }
    refreshDerived(group.db, [contactId], group)
  })
  return { contactId }
}

export type OptInEvidence = { source: string; method: string; date: string }

/**
 * A person's word on the newsletter, with how we know. Audited. An opt-in that is older than the last opt-out, and evidence from the
 * future, are refused; one that is older than the consent we have is told in the audit, and the newer one stays.
 */
export function setContactOptIn(
  sqlite: Database.Database,
  input: { contactId: string; subscribed: boolean; evidence: OptInEvidence },
  who: string,
): { contactId: string } {
  const { read } = handlesOf(sqlite)
  const before = requireContact(read, input.contactId)
  const { source, method, date } = input.evidence
  if (date > dayAt(readSettings(read).timeZone, new Date().toISOString())) refuse(`${date} is in the future.`)
  const optedOut = before.unsubscribeDate?.slice(0, 10)
  if (input.subscribed && optedOut !== undefined && date < optedOut) {
    refuse(`They unsubscribed on ${optedOut}, after this consent of ${date}.`)
  }
  const contactId = before.id
  const title = `${input.subscribed ? 'Subscribed' : 'Unsubscribed'} ${nameOf(read, contactId)} ${input.subscribed ? 'to' : 'from'} the newsletter: ${method}`
  writeGroup(sqlite, { who, origin: 'staff', title, contactId }, group => {
    const c = requireContact(group.db, contactId)
    const why = `${method} (${source}, ${date})`
    const hasNewerConsent = c.emailSubscribed && c.consentDate !== null && date < c.consentDate.slice(0, 10)
    if (input.subscribed && hasNewerConsent) auditOptIn(group, contactId, { old: true, now: true, why })
    else setConsent(group, c, { subscribed: input.subscribed, source, method, date }, why)
    finishEdit(group, c)
  })
  return { contactId }
}

/** Writes a note on a contact. */
export function addNote(
  sqlite: Database.Database,
  input: { contactId: string; text: string; isPinned: boolean },
  who: string,
): { noteId: string } {
  const { read } = handlesOf(sqlite)
  const { id: contactId } = requireContact(read, input.contactId)
  const title = `Noted on ${nameOf(read, contactId)}`
  return writeGroup(sqlite, { who, origin: 'staff', title, contactId }, group => {
    const noteId = newId()
    const columns = ['id', 'contact_id', 'text', 'is_pinned']
    insertRow(group, 'contact_notes', columns, [noteId, contactId, input.text, Number(input.isPinned)])
    refreshDerived(group.db, [contactId], group)
    return { noteId }
  })
}

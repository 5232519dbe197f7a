import type Database from 'better-sqlite3'
import { type ContactState, loadContactState, survivorOf } from '../contacts/contact-state.ts'
import { type FieldValue, fieldText, phoneField, writeField } from '../contacts/field-value.ts'
import { raiseLockBySources } from '../contacts/raised-lock.ts'
import { setLock } from '../contacts/write-contact.ts'
import { handlesOf, type ReadDb, type SqlValue, type WriteDb } from '../handles.ts'
import { type Group, writeGroup } from '../journal/group.ts'
import { isEmail } from '../normalise/email.ts'
import { phoneE164 } from '../normalise/phone.ts'
import { nameOf, refuseForeignEmail } from './find-contact.ts'
import { finishEdit } from './finish-edit.ts'
import { CommandRefused } from './refused.ts'
import { writeEach } from './write-each.ts'

type Conflict = {
  id: string
  contact_id: string
  field: FieldValue['field']
  incoming_source: string
  incoming_data: string
  incoming_value: string | null
  status: string
}

export type Answer = {
  resolution: 'keep' | 'take' | 'both' | 'custom'
  /** The typed value of `custom`. */
  value?: string
  /** Also opens the padlock, as the person asked. */
  unlock: boolean
}

const fieldWords: Record<FieldValue['field'], string> = {
  name: 'name',
  business_name: 'business name',
  birth_date: 'birth date',
  email: 'e-mail',
  phone: 'phone',
  mobile_phone: 'mobile phone',
  address: 'address',
  email_subscribed: 'newsletter opt-in',
}

/** Answers one import conflict as one undoable action. Throws CommandRefused. */
export function resolveConflict(
  sqlite: Database.Database,
  id: string,
  answer: Answer,
  who: string,
): { id: string; status: 'kept' | 'taken' } {
  const conflict = sqlite.prepare('SELECT * FROM import_conflicts WHERE id = ?').get(id) as
    | Conflict
    | undefined
  if (!conflict) throw new CommandRefused('not.found', { thing: 'conflict' })
  if (conflict.status !== 'open') throw new CommandRefused('change.outdated')
  const words = fieldWords[conflict.field]
  const name = nameOf(handlesOf(sqlite).read, conflict.contact_id)
  const isKept = answer.resolution === 'keep'
  const title = `${isKept ? 'Kept our' : 'Answered a conflict about the'} ${words} of ${name}`
  const status = isKept ? 'kept' : 'taken'
  writeGroup(sqlite, { who, origin: 'staff', title, contactId: conflict.contact_id }, group => {
    answerOne(group, conflict, answer, status)
  })
  return { id, status }
}

export type ConflictSelection = {
  /** Only open conflicts can be answered; a selection of others is empty. */
  status: string
  kind?: 'import' | 'sync' | undefined
  field?: string | undefined
  source?: string | undefined
  contactId?: string | undefined
  ids?: readonly string[] | undefined
}

/**
 * Answers all open conflicts of a selection as one undoable action; conflicts that cannot be taken (an e-mail that somebody else owns by
 * now) stay open and are not counted. `always` remembers the answer for each source and field that was answered, as a part of the action.
 */
export function resolveConflicts(
  sqlite: Database.Database,
  selection: ConflictSelection,
  answer: { resolution: 'keep' | 'take'; unlock: boolean; always: boolean },
  who: string,
): { resolved: number } {
  const isKept = answer.resolution === 'keep'
  const resolved = writeEach(sqlite, openConflicts(sqlite, selection), {
    intent: ({ length }) => ({
      who,
      origin: 'staff',
      title: `${isKept ? 'Kept ours in' : 'Took theirs in'} ${length} conflict${length === 1 ? '' : 's'}`,
    }),
    one: (group, conflict) => {
      answerOne(group, conflict, answer, isKept ? 'kept' : 'taken')
      return true
    },
    atEnd: (group, answered) => {
      if (answer.always) rememberAnswer(group, answered, answer.resolution)
    },
  })
  return { resolved }
}

function openConflicts(sqlite: Database.Database, selection: ConflictSelection): Conflict[] {
  const conditions: [sql: string, value: SqlValue | undefined][] = [
    ['field = ?', selection.field],
    ['incoming_source = ?', selection.source],
    ['contact_id = ?', selection.contactId],
    ['id IN (SELECT value FROM json_each(?))', selection.ids && JSON.stringify(selection.ids)],
  ]
  if (selection.status !== 'open' || selection.kind === 'sync') return []
  const used = conditions.filter(([, value]) => value !== undefined)
  const sql = [
    'SELECT * FROM import_conflicts WHERE status = ?',
    ...used.map(([condition]) => condition),
  ].join(' AND ')
  return sqlite.prepare(sql).all('open', ...used.map(([, value]) => value)) as Conflict[]
}

/** An answer that was given before stays that action's: undoing this one does not take it back. */
function rememberAnswer(group: Group, answered: readonly Conflict[], decision: 'keep' | 'take'): void {
  const pairs = new Map(answered.map(c => [`${c.incoming_source} ${c.field}`, c]))
  for (const c of pairs.values()) {
    group.db.run(
      `INSERT INTO import_decisions (source, field, decision, decided_at, decided_by, group_seq) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET decision = excluded.decision, decided_at = excluded.decided_at, decided_by = excluded.decided_by,
         group_seq = excluded.group_seq WHERE decision <> excluded.decision`,
      [c.incoming_source, c.field, decision, group.at, group.who, group.seq],
    )
  }
}

function answerOne(group: Group, conflict: Conflict, answer: Answer, status: 'kept' | 'taken'): void {
  if (answer.resolution !== 'keep') {
    const c = liveContact(group.db, conflict.contact_id)
    const value =
      answer.resolution === 'custom'
        ? typedValue(c, conflict.field, answer.value ?? '')
        : (JSON.parse(conflict.incoming_data) as FieldValue)
    const source = answer.resolution === 'custom' ? 'staff' : conflict.incoming_source
    take(group, c, value, { source, asExtra: answer.resolution === 'both' })
    if (answer.resolution === 'custom' && !answer.unlock && c.lockLevel !== 'FULL_LOCK')
      setLock(group, c, 'FULL_LOCK', `${group.who} corrected the ${fieldWords[conflict.field]} by hand`)
    if (answer.unlock) setLock(group, c, 'UNLOCKED', `unlocked while answering a conflict by ${group.who}`)
    finishEdit(group, c)
  }
  group.db.run(
    'UPDATE import_conflicts SET status = ?, resolved_at = ?, resolved_by = ?, resolved_group = ? WHERE id = ?',
    [status, group.at, group.who, group.seq, conflict.id],
  )
}

function liveContact(db: WriteDb, contactId: string): ContactState {
  const id = survivorOf(db, contactId)
  const state = id === null ? null : loadContactState(db, id)
  if (!state) throw new CommandRefused('not.found', { thing: 'contact' })
  return state
}

/** Writes over the value that is shown (not beside it): for a list of e-mails or phones that is the primary one. */
function take(
  group: Group,
  c: ContactState,
  value: FieldValue,
  how: { source: string; asExtra: boolean },
): void {
  if (value.field === 'email') {
    if (c.emails.some(e => e.email.toLowerCase() === value.email.toLowerCase())) return
    refuseForeignEmail(group.db, value.email, c.id)
  }
  if (value.field === 'email_subscribed' && value.consent.subscribed)
    refuseOlderConsent(c, value.consent.date)
  const isList = value.field === 'email' || value.field === 'phone' || value.field === 'mobile_phone'
  if (how.asExtra && !isList)
    throw new CommandRefused('change.refused', {
      reason: 'A person has only one of these; keep ours, take theirs or type another.',
    })
  writeField(group, c, value, { ...how, why: `decided by ${group.who}` })
  if (how.source !== 'staff') raiseLockBySources(group, c)
}

/** They may have opted out again since the question came up. */
function refuseOlderConsent(c: ContactState, day: string): void {
  const optedOut = c.unsubscribeDate?.slice(0, 10)
  if (optedOut !== undefined && day.slice(0, 10) < optedOut)
    throw new CommandRefused('change.refused', {
      reason: `They unsubscribed on ${optedOut}, after this consent of ${day.slice(0, 10)}. Keep ours; if they agreed anew, open the person and say how we know.`,
    })
}

/** A value a person typed instead of both. Names are split at the last space. */
function typedValue(c: ContactState, field: FieldValue['field'], typed: string): FieldValue {
  const text = typed.trim()
  const refuse = (reason: string): never => {
    throw new CommandRefused('change.refused', { reason })
  }
  switch (field) {
    case 'name': {
      const at = text.lastIndexOf(' ')
      return {
        field,
        firstName: at < 0 ? text : text.slice(0, at),
        lastName: at < 0 ? c.lastName : text.slice(at + 1),
      }
    }
    case 'business_name':
      return { field, businessName: text }
    case 'birth_date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text)
        ? { field, birthDate: text }
        : refuse('A birth date is written 1970-02-28.')
    case 'email':
      return isEmail(text) ? { field, email: text } : refuse(`"${text}" is not an e-mail address.`)
    case 'phone':
    case 'mobile_phone': {
      const type =
        c.phones.find(p => phoneField(p.type) === field)?.type ?? (field === 'phone' ? 'home' : 'mobile')
      return { field, phone: text, phoneE164: phoneE164(text), type }
    }
    case 'address':
      return refuse('An address is corrected on the contact card, so that street and city stay together.')
    case 'email_subscribed':
      return refuse('An opt-in is kept or taken; to change it with new evidence, open the contact.')
  }
}

type Suggestion = { id: string; contact_id: string; data: string; source_system: string }

/**
 * Takes suggestions for fields that are still empty, as one undoable action. Those whose field is filled by now, or that cannot be taken,
 * are passed over and not counted.
 */
export function takeSuggestions(
  sqlite: Database.Database,
  ids: readonly string[],
  who: string,
): { taken: number } {
  const find = sqlite.prepare('SELECT * FROM import_suggestions WHERE id = ? AND gone_group IS NULL')
  const found = ids.flatMap(id => (find.get(id) as Suggestion | undefined) ?? [])
  const taken = writeEach(sqlite, found, {
    intent: list => ({ who, origin: 'staff', ...suggestionsIntent(handlesOf(sqlite).read, list) }),
    one: takeSuggestion,
  })
  return { taken }
}

function suggestionsIntent(db: ReadDb, list: readonly Suggestion[]): { title: string; contactId?: string } {
  const [only] = list
  if (list.length !== 1 || !only) return { title: `Took ${list.length} suggestions` }
  const words = fieldWords[(JSON.parse(only.data) as FieldValue).field]
  return { title: `Took a suggested ${words} of ${nameOf(db, only.contact_id)}`, contactId: only.contact_id }
}

/** They subscribed otherwise, or opted out after the consent that is suggested. */
function isAnsweredSince(c: ContactState, day: string): boolean {
  return c.emailSubscribed || (c.unsubscribeDate !== null && c.unsubscribeDate >= day)
}

function takeSuggestion(group: Group, suggestion: Suggestion): boolean {
  const c = liveContact(group.db, suggestion.contact_id)
  const value = JSON.parse(suggestion.data) as FieldValue
  const isFilled =
    (value.field === 'name' && (c.firstName !== null || c.lastName !== null)) ||
    (value.field === 'business_name' && c.businessName !== null) ||
    (value.field === 'birth_date' && c.birthDate !== null) ||
    (value.field === 'address' && c.addresses.length > 0) ||
    (value.field === 'email_subscribed' && isAnsweredSince(c, value.consent.date)) ||
    ((value.field === 'phone' || value.field === 'mobile_phone') &&
      c.phones.some(p => phoneField(p.type) === value.field))
  if (isFilled) return false
  const isKnownEmail =
    value.field === 'email' && c.emails.some(e => e.email.toLowerCase() === fieldText(value).toLowerCase())
  if (isKnownEmail) return false
  take(group, c, value, { source: suggestion.source_system, asExtra: value.field === 'email' })
  group.db.run('UPDATE import_suggestions SET gone_group = ? WHERE id = ?', [group.seq, suggestion.id])
  finishEdit(group, c)
  return true
}

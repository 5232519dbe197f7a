import type Database from 'better-sqlite3'
import { refuse } from '../commands/find-contact.ts'
import { refreshDerived } from '../contacts/derived.ts'
import { auditOptIn } from '../contacts/write-contact.ts'
import { handlesOf, type SqlValue } from '../handles.ts'
import { newId } from '../ids.ts'
import { type Group, writeGroup } from '../journal/group.ts'
import { inWords } from '../normalise/in-words.ts'
import { linkPayments } from '../payments/link-payments.ts'
import { readSettings } from '../queries/settings.ts'
import { readRows, saveMerge } from './merge-content.ts'
import { keepHousehold } from './merge-household.ts'
import { countFigures, type MergeRecord, requireRecords } from './merge-records.ts'
import { moveQueues } from './move-queues.ts'
import {
  type FoldedRow,
  liveRows,
  makeOnlyMailing,
  makeOnlyPrimary,
  moveRows,
  setColumns,
} from './move-rows.ts'
import { type MergeField, type MergeSuggestion, mergeFields, suggestMerge } from './suggest-merge.ts'
import { moveVerdicts } from './verdict-rows.ts'

/**
 * Whose value stands, where a person decided otherwise than suggested: the id of a record for its name, business name and birth date;
 * the id of a row for the main e-mail, phone and address.
 */
export type ChosenValues = { [Field in MergeField]?: string | undefined }

export type MergeInput = {
  survivorId: string
  otherIds: readonly string[]
  values?: ChosenValues | undefined
}
export type Merged = { mergeId: string; survivorId: string; mergedIds: string[] }

/**
 * Makes one contact of several, as one undoable action. Nothing is lost: everything of the others moves to the survivor, what both said
 * stands once, and `unmergeContacts` tells them apart again. Throws CommandRefused.
 */
export function mergeContacts(sqlite: Database.Database, input: MergeInput & { who: string }): Merged {
  const { read } = handlesOf(sqlite)
  const records = requireRecords(read, [input.survivorId, ...input.otherIds])
  const title = `Merged ${namesOf(records)}`
  const intent = { who: input.who, origin: 'staff' as const, title, contactId: input.survivorId }
  return writeGroup(sqlite, intent, group => mergeInGroup(group, input))
}

function namesOf(records: readonly MergeRecord[]): string {
  return inWords(records.map(record => record.row.full_name))
}

/** One merge as a part of an action. */
export function mergeInGroup(group: Group, input: MergeInput): Merged {
  const { db } = group
  const { survivorId } = input
  const plan = suggestMerge(db, [survivorId, ...input.otherIds], survivorId)
  const [survivor, ...others] = plan.records
  if (!survivor) throw new Error('a merge has a survivor')
  const ids = plan.records.map(record => record.id)
  const mergedIds = others.map(record => record.id)
  const chosen = checkedChoice(db, plan, input.values ?? {})
  const rows = readRows(db, survivorId, mergedIds)
  const before = JSON.stringify(countFigures(db, ids))
  const folded = mergedIds.flatMap(id => moveRows(group, id, survivorId))
  const queues = moveQueues(group, mergedIds, survivorId)
  moveVerdicts(group, mergedIds, survivorId)
  writeOwnValues(group, plan, chosen)
  writeMainRows(group, survivorId, chosen, folded)
  writeConsent(group, survivor, plan)
  keepHousehold(group, survivorId, mergedIds)
  for (const id of mergedIds) setColumns(group, 'contacts', id, { merged_into_id: survivorId })
  refreshDerived(db, ids, group)
  if (JSON.stringify(countFigures(db, [survivorId])) !== before) throw new Error('a merge lost something')
  linkPayments(group, [survivorId], readSettings(db).timeZone)
  const mergeId = newId()
  const content = { rows, ...queues, folded }
  saveMerge(db, { id: mergeId, groupSeq: group.seq, survivorId, mergedIds, content }, group.at)
  return { mergeId, survivorId, mergedIds }
}

type Checked = Record<MergeField, string | null>

/** What stands in each field: the person's choice, else the suggestion. Throws when a choice is of somebody else. */
function checkedChoice(db: Group['db'], plan: MergeSuggestion, values: ChosenValues): Checked {
  const rowsOf: Partial<Record<MergeField, string>> = {
    email: 'contact_emails',
    phone: 'contact_phones',
    address: 'contact_addresses',
  }
  const ids = plan.records.map(record => record.id)
  const isTheirs = (field: MergeField, id: string) => {
    const table = rowsOf[field]
    if (table === undefined) return ids.includes(id)
    const row = db.get<{ contact_id: string }>(
      `SELECT contact_id FROM ${table} WHERE id = ? AND deleted_at IS NULL`,
      [id],
    )
    return row !== undefined && ids.includes(row.contact_id)
  }
  return Object.fromEntries(
    mergeFields.map(field => {
      const wanted = values[field]
      if (wanted !== undefined && !isTheirs(field, wanted))
        refuse(`The chosen ${field.replaceAll('_', ' ')} is of none of these records.`)
      return [field, wanted ?? plan.fields.find(f => f.field === field)?.chosen?.id ?? null]
    }),
  ) as Checked
}

/** Columns of the contact itself: names, birth date, safety marks, padlock. */
function writeOwnValues(group: Group, plan: MergeSuggestion, chosen: Checked): void {
  const [survivor, ...others] = plan.records
  if (!survivor) return
  const of = (field: MergeField) => others.find(record => record.id === chosen[field])
  const sourceFor = (source: string) => (source === survivor.state.sourceSystem ? null : source)
  const values: Record<string, SqlValue> = {
    do_not_call: Number(plan.flags.doNotCall),
    do_not_mail: Number(plan.flags.doNotMail),
    deceased: Number(plan.flags.deceased),
  }
  const name = of('name')?.state
  if (name)
    Object.assign(values, {
      first_name: name.firstName,
      last_name: name.lastName,
      name_source: sourceFor(name.nameSource),
    })
  const business = of('business_name')?.state
  if (business)
    Object.assign(values, {
      business_name: business.businessName,
      business_name_source: sourceFor(business.businessNameSource),
    })
  const birth = of('birth_date')?.state
  if (birth)
    Object.assign(values, {
      birth_date: birth.birthDate,
      birth_date_source: sourceFor(birth.birthDateSource),
    })
  if (survivor.state.lockLevel !== 'FULL_LOCK') {
    const reason = `merged with ${others.map(o => o.row.full_name).join(', ')} by ${group.who}`
    Object.assign(values, { lock_level: 'FULL_LOCK', lock_reason: reason })
  }
  setColumns(group, 'contacts', survivor.id, values)
}

/** The main e-mail, phone and address; mail goes to the chosen address. */
function writeMainRows(
  group: Group,
  survivorId: string,
  chosen: Checked,
  folded: readonly FoldedRow[],
): void {
  const standing = (id: string | null) => folded.find(f => f.id === id)?.into ?? id
  const [email, phone, address] = [chosen.email, chosen.phone, chosen.address].map(standing)
  if (email) makeOnlyPrimary(group, 'contact_emails', survivorId, email)
  if (phone) makeOnlyPrimary(group, 'contact_phones', survivorId, phone)
  const row = liveRows(group, 'contact_addresses', survivorId).find(a => a.id === address)
  if (row && row['is_mailing'] === 0) {
    makeOnlyPrimary(group, 'contact_addresses', survivorId, row.id)
    makeOnlyMailing(group, survivorId, row.id)
  }
}

function writeConsent(group: Group, survivor: MergeRecord, plan: MergeSuggestion): void {
  const { consent } = plan
  const from = plan.records.find(record => record.id === consent.fromId) ?? survivor
  const protection = from.row.subscription_protected_reason ?? 'opted in'
  setColumns(group, 'contacts', survivor.id, {
    email_subscribed: Number(consent.subscribed),
    consent_date: consent.consentDate,
    consent_source: from.row.consent_source,
    consent_method: from.row.consent_method,
    legal_basis: from.row.legal_basis,
    unsubscribe_date: consent.unsubscribeDate,
    subscription_protected: Number(consent.subscribed),
    subscription_protected_reason: consent.subscribed ? protection : null,
  })
  auditOptIn(group, survivor.id, {
    old: survivor.row.email_subscribed === 1,
    now: consent.subscribed,
    why: `merged with ${plan.records
      .slice(1)
      .map(r => r.row.full_name)
      .join(', ')}: ${consent.why}`,
  })
}

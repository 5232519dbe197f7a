import { survivorOf } from '../contacts/contact-state.ts'
import type { ReadDb } from '../handles.ts'
import { type MergedRecord, mergedRecordsOf } from '../queries/merged-records.ts'

/** One line of the log of opt-ins, which nothing ever changes, with the evidence that stood afterwards. */
export type ConsentChange = {
  at: string
  who: string
  why: string
  /** Null when nothing was known before. */
  wasSubscribed: boolean | null
  subscribed: boolean
  evidence: { source: string | null; method: string | null; date: string | null } | null
  /** It happened to a record that was merged into this one since. */
  mergedFrom?: { fullName: string; mergedAt: string }
}

type Row = {
  contact_id: string
  at: string
  who: string
  why: string
  old_subscribed: number | null
  new_subscribed: number
  evidence: string | null
}
type Consent = {
  email_subscribed: number
  consent_source: string | null
  consent_method: string | null
  consent_date: string | null
  unsubscribe_date: string | null
}

const asItStands = `json_object('email_subscribed', c.email_subscribed, 'consent_source', c.consent_source,
  'consent_method', c.consent_method, 'consent_date', c.consent_date, 'unsubscribe_date', c.unsubscribe_date)`

/** Every change of a person's opt-in, newest first, of the records merged into them as well. Null when there is no such contact. */
export function listConsentChanges(db: ReadDb, contactId: string): ConsentChange[] | null {
  const survivorId = survivorOf(db, contactId)
  if (survivorId === null) return null
  const merged = new Map(mergedRecordsOf(db, survivorId).map(record => [record.contactId, record]))
  const ids = JSON.stringify([survivorId, ...merged.keys()])
  const rows = db.all<Row>(
    `SELECT a.contact_id, a.at, a.who, a.why, a.old_subscribed, a.new_subscribed, coalesce(
       (SELECT j.new_value FROM journal_changes j
        WHERE j.row_id = a.contact_id AND j.group_seq = a.group_seq AND j.unit = 'consent' ORDER BY j.seq DESC LIMIT 1),
       (SELECT j.base_value FROM journal_changes j
        WHERE j.row_id = a.contact_id AND j.group_seq > a.group_seq AND j.unit = 'consent' ORDER BY j.seq LIMIT 1),
       (SELECT ${asItStands} FROM contacts c WHERE c.id = a.contact_id AND c.deleted_at IS NULL)) AS evidence
     FROM subscription_audit a WHERE a.contact_id IN (SELECT value FROM json_each(?)) ORDER BY a.seq DESC`,
    [ids],
  )
  return [...rows, ...readFirstConsents(db, ids)].map(row => toChange(row, merged.get(row.contact_id)))
}

function toChange(row: Row, from: MergedRecord | undefined): ConsentChange {
  return {
    at: row.at,
    who: row.who,
    why: row.why,
    wasSubscribed: row.old_subscribed === null ? null : row.old_subscribed === 1,
    subscribed: row.new_subscribed === 1,
    evidence:
      row.evidence === null ? null : evidenceOf(JSON.parse(row.evidence) as Consent, row.new_subscribed),
    ...(from === undefined ? {} : { mergedFrom: { fullName: from.fullName, mergedAt: from.mergedAt } }),
  }
}

/** What somebody was typed in with, which no import told: it stands on the contact itself, or in the first change of it. */
function readFirstConsents(db: ReadDb, ids: string): Row[] {
  const firsts = db.all<Omit<Row, 'old_subscribed' | 'new_subscribed'>>(
    `SELECT c.id AS contact_id, c.created_at AS at, g.who, g.title AS why, coalesce(
       (SELECT j.base_value FROM journal_changes j WHERE j.row_id = c.id AND j.unit = 'consent' ORDER BY j.seq LIMIT 1),
       ${asItStands}) AS evidence
     FROM contacts c JOIN change_groups g ON g.seq = c.created_group
     WHERE c.id IN (SELECT value FROM json_each(?)) AND c.deleted_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM subscription_audit a WHERE a.contact_id = c.id AND a.group_seq = c.created_group)
     ORDER BY c.id DESC`,
    [ids],
  )
  return firsts
    .filter(({ evidence }) => evidence !== null && (JSON.parse(evidence) as Consent).email_subscribed === 1)
    .map(first => ({ ...first, old_subscribed: null, new_subscribed: 1 }))
}

function evidenceOf(consent: Consent, subscribed: number): ConsentChange['evidence'] {
  const date = subscribed === 1 ? consent.consent_date : consent.unsubscribe_date
  return { source: consent.consent_source, method: consent.consent_method, date }
}

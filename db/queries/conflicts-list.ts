import { loadContactState } from '../contacts/contact-state.ts'
import type { FieldValue } from '../contacts/field-value.ts'
import { saysAlready, standingValue } from '../contacts/standing-value.ts'
import type { ReadDb } from '../handles.ts'
import { type ContactField, type ListWindow, type SourceSystem, sourceSystemOf } from './row-types.ts'
import { startWhere, type Where } from './where.ts'

export type ConflictStatus = 'open' | 'kept' | 'taken' | 'ignored'
/** `kind` is `import` for all until this office is connected to a central. */
export type ConflictFilter = {
  kind?: 'import' | 'sync' | undefined
  status: ConflictStatus
  field?: ContactField | undefined
  source?: SourceSystem | undefined
  contactId?: string | undefined
}
export type ConflictRow = {
  id: string
  kind: 'import' | 'sync'
  table: string
  rowId: string
  contactId: string
  contactName: string
  field: ContactField
  current: string | null
  currentSource: SourceSystem
  incoming: string | null
  incomingSource: SourceSystem
  /** What we had when it came, when that is no longer what we have. */
  base: string | null
  /** Ours says the same by now. */
  isSettled: boolean
  rule: string
  status: ConflictStatus
  batchId: string | null
  createdAt: string
  resolvedAt: string | null
  resolvedBy: string | null
  /** The action that answered it, in words. */
  resolvedAs: string | null
}

function whereOf(filter: ConflictFilter): Where {
  const where = startWhere()
  where.add(
    filter.status === 'open' ? `i.status = 'open'` : 'i.status = ?',
    ...(filter.status === 'open' ? [] : [filter.status]),
  )
  if (filter.kind === 'sync') where.add('0')
  if (filter.field !== undefined) where.add('i.field = ?', filter.field)
  if (filter.source !== undefined) where.add('i.incoming_source = ?', filter.source)
  if (filter.contactId !== undefined) where.add('i.contact_id = ?', filter.contactId)
  return where
}

const tableOfField: Record<ContactField, string> = {
  name: 'contacts',
  business_name: 'contacts',
  birth_date: 'contacts',
  email_subscribed: 'contacts',
  source_system: 'contacts',
  email: 'contact_emails',
  phone: 'contact_phones',
  mobile_phone: 'contact_phones',
  address: 'contact_addresses',
}

export function countConflicts(db: ReadDb, filter: ConflictFilter): number {
  const where = whereOf(filter)
  return (
    db.get<{ n: number }>(`SELECT count(*) AS n FROM import_conflicts i ${where.sql()}`, where.values())?.n ??
    0
  )
}

type Stored = Omit<
  ConflictRow,
  'kind' | 'table' | 'rowId' | 'base' | 'isSettled' | 'currentSource' | 'incomingSource'
> & {
  currentSource: string
  incomingSource: string
  incomingData: string
}

/** An open question is asked about what we have now; an answered one tells what it was about. */
function oursNow(
  db: ReadDb,
  row: Stored,
): Pick<ConflictRow, 'current' | 'base' | 'isSettled'> & { currentSource: string } {
  const asItCame = { current: row.current, currentSource: row.currentSource, base: null, isSettled: false }
  const c = row.status === 'open' ? loadContactState(db, row.contactId) : null
  const value = JSON.parse(row.incomingData) as Partial<FieldValue>
  if (c === null || value.field === undefined) return asItCame
  const theirs = value as FieldValue
  const ours = standingValue(c, theirs, row.incomingSource)
  const isSettled = saysAlready(c, theirs)
  if (ours?.text === row.current) return { ...asItCame, isSettled }
  return {
    current: ours?.text ?? null,
    currentSource: ours?.source ?? row.currentSource,
    base: row.current,
    isSettled,
  }
}

/** Newest first. */
export function listConflicts(db: ReadDb, input: { filter: ConflictFilter } & ListWindow): ConflictRow[] {
  const where = whereOf(input.filter)
  return db
    .all<Stored>(
      `SELECT i.id, i.contact_id AS contactId, coalesce(c.full_name, 'No name') AS contactName, i.field, i.current_value AS current,
         i.current_source AS currentSource, i.incoming_value AS incoming, i.incoming_source AS incomingSource, i.rule, i.status,
         i.batch_id AS batchId, i.created_at AS createdAt, i.resolved_at AS resolvedAt, i.resolved_by AS resolvedBy,
         i.incoming_data AS incomingData, g.title AS resolvedAs
       FROM import_conflicts i LEFT JOIN contacts c ON c.id = i.contact_id LEFT JOIN change_groups g ON g.seq = i.resolved_group
       ${where.sql()}
       ORDER BY i.created_at DESC, i.id LIMIT ? OFFSET ?`,
      [...where.values(), input.limit, input.offset],
    )
    .map(({ incomingData, ...row }) => {
      const ours = oursNow(db, { incomingData, ...row })
      return {
        ...row,
        ...ours,
        kind: 'import',
        table: tableOfField[row.field],
        rowId: row.contactId,
        currentSource: sourceSystemOf(ours.currentSource),
        incomingSource: sourceSystemOf(row.incomingSource),
      }
    })
}

export type ConflictGroup = { source: SourceSystem; field: ContactField; count: number }

/** How all open conflicts group for bulk answers, largest first. */
export function groupConflicts(db: ReadDb): ConflictGroup[] {
  return db
    .all<{ source: string; field: ContactField; count: number }>(
      `SELECT incoming_source AS source, field, count(*) AS count FROM import_conflicts WHERE status = 'open'
       GROUP BY incoming_source, field ORDER BY count DESC, source, field`,
    )
    .map(group => ({ ...group, source: sourceSystemOf(group.source) }))
}

export type DecisionRow = {
  source: SourceSystem
  field: ContactField
  decision: 'keep' | 'take'
  decidedAt: string
  decidedBy: string
}
export function listDecisions(db: ReadDb): DecisionRow[] {
  return db
    .all<Omit<DecisionRow, 'source'> & { source: string }>(
      `SELECT source, field, decision, decided_at AS decidedAt, decided_by AS decidedBy FROM import_decisions ORDER BY source, field`,
    )
    .map(row => ({ ...row, source: sourceSystemOf(row.source) }))
}

export type SuggestionRow = {
  id: string
  contactId: string
  contactName: string
  field: ContactField
  value: string
  sourceSystem: SourceSystem
  createdAt: string
}

function suggestionWhere(contactId: string | undefined): Where {
  const where = startWhere('s.gone_group IS NULL')
  if (contactId !== undefined) where.add('s.contact_id = ?', contactId)
  return where
}

export function countSuggestions(db: ReadDb, contactId?: string): number {
  const where = suggestionWhere(contactId)
  return (
    db.get<{ n: number }>(`SELECT count(*) AS n FROM import_suggestions s ${where.sql()}`, where.values())
      ?.n ?? 0
  )
}

/** Suggestions that stand, newest first. */
export function listSuggestions(
  db: ReadDb,
  input: { contactId?: string | undefined } & ListWindow,
): SuggestionRow[] {
  const where = suggestionWhere(input.contactId)
  return db
    .all<Omit<SuggestionRow, 'sourceSystem'> & { sourceSystem: string }>(
      `SELECT s.id, s.contact_id AS contactId, coalesce(c.full_name, 'No name') AS contactName, s.field, s.value,
         s.source_system AS sourceSystem, s.created_at AS createdAt
       FROM import_suggestions s LEFT JOIN contacts c ON c.id = s.contact_id ${where.sql()}
       ORDER BY s.created_at DESC, s.id LIMIT ? OFFSET ?`,
      [...where.values(), input.limit, input.offset],
    )
    .map(row => ({ ...row, sourceSystem: sourceSystemOf(row.sourceSystem) }))
}

import type { ReadDb } from '../handles.ts'
import { listConflicts } from './conflicts-list.ts'
import { type ContactField, type SourceSystem, sourceSystemOf } from './row-types.ts'
import { unitText } from './unit-text.ts'

type Source = { source_system: string }

/** Which journal unit holds the value of a field. */
const unitOfField: Record<string, [table: string, unit: string]> = {
  name: ['contacts', 'name'],
  business_name: ['contacts', 'business_name'],
  birth_date: ['contacts', 'birth_date'],
  email_subscribed: ['contacts', 'consent'],
  email: ['contact_emails', 'value'],
  phone: ['contact_phones', 'value'],
  mobile_phone: ['contact_phones', 'value'],
  address: ['contact_addresses', 'value'],
}

export type CardFieldSource = {
  fieldName: string
  sourceSystem: SourceSystem
  importBatchId: string | null
  updatedAt: string
  previousValue: string | null
}

export function fieldSourcesOf(db: ReadDb, contactId: string): CardFieldSource[] {
  type Row = Source & {
    field_name: string
    import_batch_id: string | null
    updated_at: string
    previous_value: string | null
  }
  const rows = db.all<Row>(
    `SELECT field_name, source_system, import_batch_id, updated_at, previous_value FROM contact_field_sources
     WHERE contact_id = ? ORDER BY field_name, updated_at DESC`,
    [contactId],
  )
  return rows
    .filter((row, i) => rows[i - 1]?.field_name !== row.field_name)
    .map(row => {
      const [table, unit] = unitOfField[row.field_name] ?? ['contacts', row.field_name]
      return {
        fieldName: row.field_name,
        sourceSystem: sourceSystemOf(row.source_system),
        importBatchId: row.import_batch_id,
        updatedAt: row.updated_at,
        previousValue: unitText(table, unit, row.previous_value),
      }
    })
}

/** What other systems say: what disagrees and waits for an answer, and what they know for empty fields. */
export function questionsOf(db: ReadDb, contactId: string) {
  type Suggestion = {
    id: string
    field: ContactField
    value: string
    sourceSystem: string
    createdAt: string
  }
  return {
    conflicts: listConflicts(db, { filter: { status: 'open', contactId }, offset: 0, limit: 1000 }).map(
      ({ id, field, current, incoming, incomingSource, rule, createdAt }) => ({
        id,
        field,
        current,
        incoming,
        incomingSource,
        rule,
        createdAt,
      }),
    ),
    suggestions: db
      .all<Suggestion>(
        `SELECT id, field, value, source_system AS sourceSystem, created_at AS createdAt
         FROM import_suggestions WHERE contact_id = ? AND gone_group IS NULL ORDER BY field, source_system`,
        [contactId],
      )
      .map(s => ({ ...s, sourceSystem: sourceSystemOf(s.sourceSystem) })),
  }
}

import type { Erasing } from './erase-rows.ts'
import { type Scrubber, wordsInJson } from './scrub.ts'

/** What this module has to know of the rows of a plan (importers/pipeline). */
type PlanRow = {
  row: number
  title: string
  contactId: string | null
  fields: { why: string }[]
  reason: string | null
}
type Receipt = { errors?: { row: number; value: string }[] }

/** Takes somebody out of what imports keep: open questions, plans, receipts, and how rows of files looked. */
export function eraseImports(erasing: Erasing): void {
  eraseQuestions(erasing)
  eraseReceipts(erasing, erasePlans(erasing))
  eraseSeenRows(erasing)
}

function eraseQuestions({ group, person, scrubber }: Erasing): void {
  const { db } = group
  const ids = JSON.stringify(person.contactIds)
  const theirs = (column: string) => `${column} IN (SELECT value FROM json_each(@ids))`
  db.run(`DELETE FROM import_conflicts WHERE ${theirs('contact_id')}`, { ids })
  db.run(`DELETE FROM import_suggestions WHERE ${theirs('contact_id')}`, { ids })
  db.run(`DELETE FROM duplicate_pairs WHERE ${theirs('contact_a')} OR ${theirs('contact_b')}`, { ids })
  db.run(`DELETE FROM contact_visits WHERE ${theirs('contact_id')}`, { ids })
  const asked: [table: string, texts: string][] = [
    [
      'import_conflicts',
      `coalesce(current_value, '') || ' ' || coalesce(incoming_value, '') || ' ' || incoming_data || ' ' || rule`,
    ],
    ['import_suggestions', `value || ' ' || data`],
  ]
  for (const [table, texts] of asked) {
    for (const word of scrubber.pieces) {
      const rows = db.all<{ id: string; text: string }>(
        `SELECT id, ${texts} AS text FROM ${table} WHERE instr(lower(${texts}), ?)`,
        [word],
      )
      for (const { id, text } of rows)
        if (scrubber.mentions(text)) db.run(`DELETE FROM ${table} WHERE id = ?`, [id])
    }
  }
  const views = db.all<{ id: string; name: string; view: string }>('SELECT id, name, view FROM saved_views')
  for (const { id, name, view } of views) {
    const scrubbed = JSON.stringify(scrubber.json(JSON.parse(view)))
    db.run('UPDATE saved_views SET name = ?, view = ? WHERE id = ?', [scrubber.text(name), scrubbed, id])
  }
}

/** Answers the numbers of the rows that spoke of them, by batch. */
function erasePlans({ group, person, words, scrubber, speaksOf }: Erasing): Map<string, Set<number>> {
  const { db } = group
  const ids = new Set(person.contactIds)
  const lastNames = words.names.flatMap(({ lastName }) => lastName?.toLowerCase() ?? [])
  const pieces = [...ids, ...wordsInJson([...scrubber.words, ...lastNames])]
  const erasedRows = new Map<string, Set<number>>()
  const parts = db.all<{ batch_id: string; list: string; first_index: number }>(
    'SELECT batch_id, list, first_index FROM import_plan_rows',
  )
  for (const part of parts) {
    const { rows } = db.get<{ rows: string }>(
      'SELECT rows FROM import_plan_rows WHERE batch_id = @batch_id AND list = @list AND first_index = @first_index',
      part,
    ) ?? { rows: '[]' }
    const searched = rows.toLowerCase()
    if (!pieces.some(piece => searched.includes(piece))) continue
    const numbers = erasedRows.get(part.batch_id) ?? new Set()
    erasedRows.set(part.batch_id, numbers)
    const erased = (JSON.parse(rows) as PlanRow[]).map(row => {
      const isTheirs = row.contactId === null ? speaksOf(JSON.stringify(row)) : ids.has(row.contactId)
      if (!isTheirs) return withoutMention(row, scrubber)
      numbers.add(row.row)
      return { ...row, title: 'A person who was erased', fields: [], reason: row.reason && 'Erased.' }
    })
    db.run(
      'UPDATE import_plan_rows SET rows = @rows WHERE batch_id = @batch_id AND list = @list AND first_index = @first_index',
      { ...part, rows: JSON.stringify(erased) },
    )
  }
  return erasedRows
}

/** What a row of somebody else says is theirs; only our own sentences may name the erased person. */
function withoutMention(row: PlanRow, scrubber: Scrubber): PlanRow {
  const fields = row.fields.map(field => ({ ...field, why: scrubber.text(field.why) }))
  return { ...row, fields, reason: row.reason && scrubber.text(row.reason) }
}

function eraseReceipts(
  { group, scrubber, speaksOf }: Erasing,
  erasedRows: ReadonlyMap<string, ReadonlySet<number>>,
): void {
  const { db } = group
  const batches = db.all<{ id: string; file_name: string; report: string }>(
    'SELECT id, file_name, report FROM import_batches',
  )
  for (const { id, file_name, report } of batches) {
    const receipt = JSON.parse(report) as Receipt
    const errors = receipt.errors?.map(error =>
      erasedRows.get(id)?.has(error.row) || speaksOf(error.value) ? { ...error, value: '' } : error,
    )
    const erased = JSON.stringify(scrubber.json({ ...receipt, ...(errors ? { errors } : {}) }))
    const name = scrubber.text(file_name)
    if (erased !== report || name !== file_name)
      db.run('UPDATE import_batches SET file_name = ?, report = ? WHERE id = ?', [name, erased, id])
  }
}

function eraseSeenRows({ group, person }: Erasing): void {
  const { db } = group
  const ids = new Set(person.contactIds)
  const parts = db.all<{ source: string; group_seq: number; part: number; rows: string }>(
    `SELECT source, group_seq, part, rows FROM import_seen_rows
     WHERE EXISTS (SELECT 1 FROM json_each(?) i WHERE instr(rows, i.value))`,
    [JSON.stringify(person.contactIds)],
  )
  for (const { rows, ...part } of parts) {
    const left = (JSON.parse(rows) as [key: string, hash: number, contactId: string][]).filter(
      ([, , contactId]) => !ids.has(contactId),
    )
    db.run(
      'UPDATE import_seen_rows SET rows = @rows WHERE source = @source AND group_seq = @group_seq AND part = @part',
      { ...part, rows: JSON.stringify(left) },
    )
  }
}

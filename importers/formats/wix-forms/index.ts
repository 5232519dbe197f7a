import { formConsent, personColumns, readRespondent } from '../cells/form-answers.ts'
import { localInstant } from '../cells/moments.ts'
import { problem, refused, skipped } from '../cells/problem.ts'
import { longIds, ordinals, type RowIds } from '../cells/submission-keys.ts'
import { textOf } from '../cells/text.ts'
import type { Cell, Format, Line, MapOptions, MappedRow, ReadLine, ReadRow } from '../format.ts'

/**
 * Wix's form submissions: a column for each field, headed by its label. No public export of it was found; its names for the time and the id are
 * those that other importers of it expect. What has only a `Submission date` and no form's name is taken for a JotForm file, which reads the
 * same.
 */
export const wixForms: Format = {
  id: 'wix-forms',
  label: 'Wix form submissions',
  system: 'wix',
  provenance: 'wix',
  asksOptIn: false,
  isFullExport: false,
  requiresOneOf: ['Submission time', 'Form name'],
  columns: [
    {
      name: 'Submission time',
      aliases: [
        'Submission time (UTC)',
        'Submission time (UTC+0)',
        'Submitted at',
        'Submitted on',
        'Date submitted',
        'Submitted',
      ],
      holds: 'date',
    },
    { name: 'Submission date', aliases: ['Submission date (UTC)', 'Created date'], holds: 'date' },
    { name: 'Form name', aliases: ['Form', 'Form title'] },
    ...personColumns,
    { name: 'Submission ID', aliases: ['Entry ID', 'Response ID'] },
    { name: 'Status', aliases: ['Submission status'] },
  ],
  read,
}

type File = { ids: RowIds; unique: (key: string) => string; options: MapOptions }

function* read(lines: () => Iterable<Line>, readLine: ReadLine, options: MapOptions): Iterable<ReadRow> {
  function* typedIds() {
    for (const { cells } of lines()) yield readLine(cells).cell('Submission ID')
  }
  const file = { ids: longIds(typedIds()), unique: ordinals(), options }
  for (const { row, cells } of lines()) {
    const { cell, raw } = readLine(cells)
    yield { rows: [row], cells, mapped: map(cell, raw, file) }
  }
}

function map(cell: Cell, raw: Cell, { ids, unique, options }: File): MappedRow {
  const typedId = cell('Submission ID')
  const reading = typedId === null ? null : ids.read(typedId)
  if (reading?.reason) return refused(problem('Submission ID', typedId, reading.reason))
  const column = cell('Submission time') === null ? 'Submission date' : 'Submission time'
  const submittedOn = cell(column)
  const isUtc = /\(utc/i.test(options.headerOf(column) ?? '')
  const clock = { dateOrder: options.dateOrder, timeZone: isUtc ? 'UTC' : options.timeZone }
  const at = submittedOn === null ? null : localInstant(submittedOn, clock)
  if (submittedOn === null || at === null)
    return refused(problem(column, submittedOn, 'This is not a date and time.'))
  const person = readRespondent(cell, raw, options)
  if (person === null) {
    if (cell('E-mail') !== null)
      return refused(
        problem('E-mail', cell('E-mail'), 'This is not an e-mail address, and the row has no name.'),
      )
    return skipped('The submission names nobody.')
  }
  const form = textOf(cell('Form name'))
  person.optIn = formConsent(cell, options, { on: submittedOn, form })
  const who = person.emails[0] ?? `${person.firstName ?? ''} ${person.lastName ?? person.businessName ?? ''}`
  const key = reading?.id ?? unique(`${form ?? ''}:${at}:${who.trim().toLowerCase()}`)
  return { record: { key, person }, problems: [] }
}

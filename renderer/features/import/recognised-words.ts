import type { OptInMeaning, RecognisedFile } from '../../../electron/contract/imports.ts'
import { countOf } from '../../lib/format.ts'
import { asksColumns, type ReadyFile } from './import-session.ts'

/** "Kajabi contacts · 5,901 people". */
export function recognisedHeadline(
  file: Pick<RecognisedFile, 'label' | 'source' | 'rowCount' | 'isGuessed'>,
): string {
  if (file.isGuessed) return `A file we do not know · ${countOf(file.rowCount, 'row')}`
  return `${file.label} · ${rowsInWords(file.source, file.rowCount)}`
}

/** What there is to say about the columns of a file: asked, answered or remembered. Null: they are as we know them. */
export function columnsWords(file: ReadyFile): string | null {
  const { isGuessed, isRemembered, dateOrder } = file.look.file
  if (isGuessed) return 'Say which column is what, below.'
  if (asksColumns(file)) return 'Something in its cells could be read in two ways. Say which, below.'
  const said = file.answers
    ? 'Its columns are as you said.'
    : isRemembered
      ? 'Its columns are as answered last time.'
      : null
  if (!dateOrder || dateOrder.otherwise === 0) return said
  const first = dateOrder.value === 'mdy' ? 'month' : 'day'
  const mixed = `Its dates are in two orders: it is read with the ${first} first, and ${countOf(dateOrder.otherwise, 'date')} that cannot be one will be listed, not imported.`
  return said ? `${said} ${mixed}` : mixed
}

/** What the rows of this kind of file are. */
function rowsInWords(source: string, count: number): string {
  if (/contacts|customers|list/.test(source)) return countOf(count, 'person', 'people')
  if (source.includes('subscriptions')) return countOf(count, 'subscription')
  if (/transactions|payments|activity/.test(source)) return countOf(count, 'payment')
  return countOf(count, 'row')
}

/** What differs from the usual file of this kind and does no harm, a sentence each. */
export function columnNotes(
  file: Pick<RecognisedFile, 'unknownColumns' | 'missingOptionalColumns'>,
): string[] {
  const notes: string[] = []
  if (file.unknownColumns.length > 0) {
    const columns = countOf(file.unknownColumns.length, 'column')
    notes.push(`${columns} we do not use: ${listed(file.unknownColumns)}.`)
  }
  if (file.missingOptionalColumns.length > 0) {
    const columns = countOf(file.missingOptionalColumns.length, 'usual column')
    notes.push(
      `${columns} not in this file: ${listed(file.missingOptionalColumns)}. What we have there stays.`,
    )
  }
  return notes
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown
}

export const optInAnswers: { value: OptInMeaning; label: string; detail: string }[] = [
  { value: 'subscribed', label: 'Subscribed', detail: 'Everybody in this file gets the newsletter.' },
  { value: 'unsubscribed', label: 'Not subscribed', detail: 'Nobody in this file gets the newsletter.' },
  { value: 'unknown', label: 'We do not know', detail: 'Nobody’s newsletter setting changes.' },
]

/** "people.xlsx, sheet “May”": what was imported, as it is called. */
export function fileInWords(fileName: string, sheet: string | null): string {
  return sheet === null ? fileName : `${fileName}, sheet “${sheet}”`
}

const delimiterWords: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' }

/** "UTF-8, with semicolons": what the office found out about the bytes. */
export function encodingInWords(file: Pick<RecognisedFile, 'encoding' | 'delimiter' | 'sheet'>): string {
  if (file.sheet !== null) return `Excel, sheet “${file.sheet}”`
  const separator = delimiterWords[file.delimiter]
  return separator ? `${file.encoding}, with ${separator}` : file.encoding
}

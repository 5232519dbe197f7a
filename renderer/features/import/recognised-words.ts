import type { OptInMeaning, RecognisedFile } from '../../../electron/contract/imports.ts'
import { countOf } from '../../lib/format.ts'

/** "Kajabi contacts · 5,901 people". */
export function recognisedHeadline(file: Pick<RecognisedFile, 'label' | 'source' | 'rowCount'>): string {
  return `${file.label} · ${rowsInWords(file.source, file.rowCount)}`
}

/** What the rows of this kind of file are. */
export function rowsInWords(source: string, count: number): string {
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

const delimiterWords: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' }

/** "UTF-8, with semicolons": what the office found out about the bytes. */
export function encodingInWords(file: Pick<RecognisedFile, 'encoding' | 'delimiter' | 'sheet'>): string {
  if (file.sheet !== null) return `Excel, sheet “${file.sheet}”`
  const separator = delimiterWords[file.delimiter]
  return separator ? `${file.encoding}, with ${separator}` : file.encoding
}

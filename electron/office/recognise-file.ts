import type { z } from 'zod'
import type { ReadDb } from '../../db/handles.ts'
import { findEarlierImport, findRememberedOptIn } from '../../db/queries/import-batches.ts'
import { formats } from '../../importers/formats/registry.ts'
import {
  type ColumnForms,
  type FormEvidence,
  learnForms,
} from '../../importers/pipeline/read/column-forms.ts'
import { otherReadings, readText } from '../../importers/pipeline/read/decode.ts'
import { FileProblem } from '../../importers/pipeline/read/file-problem.ts'
import { headerKey } from '../../importers/pipeline/read/match-header.ts'
import {
  countRows,
  type OpenedSource,
  openGuessed,
  openSource,
  sha256OfFile,
  type Wanted,
} from '../../importers/pipeline/read/open-source.ts'
import { rememberedAnswers } from '../../importers/pipeline/remembered-answers.ts'
import type { RecognisedFile, recogniseFile } from '../contract/imports.ts'
import type { ColumnAnswers } from '../contract/remembered-columns.ts'
import type { FileToRead } from './readable-files.ts'

type About = Omit<z.input<typeof recogniseFile.output>, 'fileId' | 'sizeBytes'>
type Columns = RecognisedFile['columns']

/**
 * What a file is and what is to be asked about it. A file that no format knows is a list of people, until somebody says otherwise. `onKind` is
 * told what it is before its rows are counted.
 */
export function recogniseColumns(
  db: ReadDb,
  file: FileToRead,
  answers: ColumnAnswers | undefined,
  onKind: (label: string) => void,
): About {
  const { source, isGuessed } = openOrGuess(db, file, answers)
  if (!isGuessed) onKind(source.format.label)
  const forms = learnForms(source)
  return {
    fileName: file.fileName,
    source: source.format.id,
    label: source.format.label,
    sheet: file.sheet,
    sheets: file.sheets,
    rowCount: countRows(source),
    encoding: source.encoding,
    delimiter: source.delimiter,
    asksOptIn: source.format.asksOptIn,
    rememberedOptIn: findRememberedOptIn(db, source.format.id),
    columns: columnsOf(source),
    isGuessed,
    isRemembered: source.isRemembered,
    rules: source.answers?.rules ?? {},
    dateOrder: dateQuestion(source, forms),
    decimalMark: markQuestion(source, forms),
    encodings: encodingsOf(file, source),
    unknownColumns: [...source.unknownColumns],
    // No column is usual in a list that somebody wrote.
    missingOptionalColumns: source.format.isOnlyByAnswer ? [] : [...source.missingOptionalColumns],
    importedBeforeAt: findEarlierImport(db, sha256OfFile(file.path)),
    notes: [...source.notes],
  }
}

function openOrGuess(
  db: ReadDb,
  { path, fileName, sheet }: FileToRead,
  answers: ColumnAnswers | undefined,
): { source: OpenedSource; isGuessed: boolean } {
  const wanted: Wanted = { answers, remembered: rememberedAnswers(db), isSheet: sheet !== null }
  try {
    return { source: openSource(path, fileName, formats, wanted), isGuessed: false }
  } catch (error) {
    const isUnknown =
      error instanceof FileProblem && (error.code === 'file.unknown' || error.code === 'file.wrongSource')
    const isAnswered = answers !== undefined && Object.keys(answers.columns).length > 0
    if (!isUnknown || isAnswered) throw error
    const source = openGuessed(path, fileName, formats, {
      ...wanted,
      source: answers?.source ?? 'mapped-list',
    })
    if (source === null) throw error
    return { source, isGuessed: true }
  }
}

const shownSamples = 5
const sampledRows = 200
const shownChars = 80

function columnsOf(source: OpenedSource): Columns {
  const nameAt = new Map([...source.columnIndex].map(([name, index]) => [index, name]))
  const { secretColumns } = source.format
  const columns = source.headers.map((header, index) => ({
    header,
    samples: [] as string[],
    column: nameAt.get(index) ?? null,
  }))
  let read = 0
  for (const { cells } of source.rows()) {
    if (++read > sampledRows) break
    for (const [index, column] of columns.entries()) {
      const text = cells?.[index]?.trim() ?? ''
      const isShown = text !== '' && column.samples.length < shownSamples && !column.samples.includes(text)
      if (isShown && secretColumns?.test(headerKey(column.header)) !== true)
        column.samples.push(text.length > shownChars ? `${text.slice(0, shownChars)}…` : text)
    }
  }
  return columns
}

type Forms = ColumnForms & { evidence: FormEvidence }

function dateQuestion({ format, answers }: OpenedSource, forms: Forms): About['dateOrder'] {
  const { mdy, dmy, open } = forms.evidence.dates
  if (mdy + dmy + open.length === 0) return null
  const known = answers?.dateOrder ?? forms.dateOrder ?? format.usualDateOrder
  const value = known ?? 'mdy'
  const otherwise = value === 'mdy' ? dmy : mdy
  return { value, isOpen: known === undefined, samples: open, otherwise: mdy > 0 && dmy > 0 ? otherwise : 0 }
}

function markQuestion({ answers }: OpenedSource, forms: Forms): About['decimalMark'] {
  const { point, comma, open } = forms.evidence.marks
  if (point + comma + open.length === 0) return null
  const known = answers?.decimalMark ?? forms.decimalMark ?? undefined
  return { value: known ?? '.', isOpen: known === undefined, samples: open, otherwise: 0 }
}

const previewLines = 3
const previewChars = 200_000

/** The first lines with letters beyond ASCII, as each encoding reads them. */
function encodingsOf({ path, fileName }: FileToRead, { encoding }: OpenedSource): About['encodings'] {
  return otherReadings(encoding).map(each => {
    const [text = ''] = readText(path, fileName, each, previewChars)
    const lines = text.split(/\r\n|\r|\n/).filter(line => /[^\0-\x7f]/.test(line))
    return { encoding: each, lines: lines.slice(0, previewLines).map(line => aroundAccent(line)) }
  })
}

function aroundAccent(line: string): string {
  const at = line.search(/[^\0-\x7f]/)
  return line.slice(Math.max(0, at - 30), at + 30)
}

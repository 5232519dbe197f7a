import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import type { Format } from '../../formats/format.ts'
import type { ColumnAnswers } from './column-answers.ts'
import { type Encoding, type FileBytes, inspectFile, readText } from './decode.ts'
import { FileProblem } from './file-problem.ts'
import { guessColumns } from './guess-columns.ts'
import { findHeader, headerTextOf, type Recognised } from './match-header.ts'
import { recognise, type Said } from './recognise.ts'
import { dataRows, delimiterLine, isBlankRow, isDelimiterRow, readRows, type SourceRow } from './rows.ts'
import { scanRows } from './scan.ts'

/** A file that is known to be an export of one of the formats, ready to be read as often as wanted. */
export type OpenedSource = {
  format: Format
  /** Where each known column stands, by its canonical name. */
  columnIndex: ReadonlyMap<string, number>
  /** As typed; blank ones `Column N`, repeated ones with ` (2)` behind. */
  headers: readonly string[]
  /** The normalised header as one text, for fingerprints of remembered mappings. */
  headerText: string
  /** What a person said about the columns, now or for an earlier file with this header. */
  answers: ColumnAnswers | null
  isRemembered: boolean
  encoding: Encoding
  delimiter: string
  unknownColumns: readonly string[]
  missingOptionalColumns: readonly string[]
  /** A sentence each, for the person. */
  notes: readonly string[]
  sizeBytes: number
  /** Reads the file from its start. Throws FileProblem when a quoted cell never ends. */
  rows: () => Generator<SourceRow, void, undefined>
}

const sampleChars = 200_000
const sampleRows = 50
const delimiters = [',', ';', '\t', '|'] as const

/** What is known of a file before it is opened. */
export type Wanted = {
  /** The id of the format the person chose. */
  source?: string | undefined
  answers?: Said['answers']
  /** The answers that somebody gave for a file with this header. */
  remembered?: Said['remembered']
  /** It was a sheet of a workbook: its rows are called by their numbers there. */
  isSheet?: boolean | undefined
}

/**
 * Finds out what a file is: its encoding, its delimiter, whose export it is and where its columns are. Throws FileProblem, whose code and
 * facts make the sentence the person reads.
 */
export function openSource(
  path: string,
  fileName: string,
  formats: readonly Format[],
  wanted: Wanted = {},
): OpenedSource {
  const { source, answers, remembered } = wanted
  const looked = lookAt(path, fileName, formats, answers?.encoding)
  const said = { file: fileName, wanted: source, answers, remembered }
  const { firstRows } = looked
  const recognised = recognise(firstRows, formats, said)
  return opened(path, fileName, { looked, recognised, isSheet: wanted.isSheet === true })
}

/**
 * The same for a file that no format knows: with columns guessed for the wanted one, for a person to correct. Some that it needs may be
 * missing. Null when no row looks like a header. Throws FileProblem.
 */
export function openGuessed(
  path: string,
  fileName: string,
  formats: readonly Format[],
  wanted: Wanted & { source: string },
): OpenedSource | null {
  const looked = lookAt(path, fileName, formats, wanted.answers?.encoding)
  const format = formats.find(({ id }) => id === wanted.source)
  const guessed = format ? guessColumns(looked.firstRows, format) : null
  if (guessed === null) return null
  const recognised = { ...guessed, isReordered: false, answers: null, isRemembered: false }
  return opened(path, fileName, { looked, recognised, isSheet: wanted.isSheet === true })
}

type Looked = FileBytes & { delimiter: string; firstRows: string[][] }

/** `chosen` is how a person said that its letters are stored: the header is read like the rest. */
function lookAt(
  path: string,
  fileName: string,
  formats: readonly Format[],
  chosen: Encoding | undefined,
): Looked {
  const inspected = inspectFile(path, fileName)
  const bytes = { ...inspected, encoding: chosen ?? inspected.encoding }
  const sample = firstChars(path, fileName, bytes.encoding)
  const delimiter = findDelimiter(sample, formats)
  const sampled = sampleOf(sample, delimiter)
  const firstRows = isDelimiterRow(sampled[0] ?? []) ? sampled.slice(1) : sampled
  if (firstRows.every(isBlankRow)) throw explainNoRows(path, fileName, { ...bytes, delimiter })
  return { ...bytes, delimiter, firstRows }
}

type RecognisedFile = Recognised & Pick<OpenedSource, 'answers' | 'isRemembered'>

function opened(
  path: string,
  fileName: string,
  { looked, recognised, isSheet }: { looked: Looked; recognised: RecognisedFile; isSheet: boolean },
): OpenedSource {
  const { delimiter, notes, sizeBytes } = looked
  const { headerAt, headers, answers } = recognised
  const layout = { delimiter, file: fileName, headerAt, headers, isSheet }
  const encoding = answers?.encoding ?? looked.encoding
  const rows = () => dataRows(readText(path, fileName, encoding), layout)
  if (isNone(rows())) throw new FileProblem('file.headerOnly', { file: fileName })
  const order = recognised.isReordered
    ? ['The columns are in another order than usual. They were matched by name.']
    : []
  return {
    format: recognised.format,
    columnIndex: recognised.columnIndex,
    headers,
    headerText: headerTextOf(headers),
    answers,
    isRemembered: recognised.isRemembered,
    encoding,
    delimiter,
    unknownColumns: recognised.unknownColumns,
    missingOptionalColumns: recognised.missingOptionalColumns,
    // What was guessed about the encoding is settled by an answer.
    notes: [...(answers?.encoding === undefined ? notes : []), ...order],
    sizeBytes,
    rows,
  }
}

/** Data rows of the whole file, unreadable ones too; blank rows and repeated headers are none. */
export function countRows(source: OpenedSource): number {
  let count = 0
  for (const _ of source.rows()) count++
  return count
}

/** The file's fingerprint in lower-case hexadecimal, whatever its size. */
export function sha256OfFile(path: string): string {
  const hash = createHash('sha256')
  const descriptor = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(1024 ** 2)
    for (let count = readSync(descriptor, buffer); count > 0; count = readSync(descriptor, buffer)) {
      hash.update(buffer.subarray(0, count))
    }
  } finally {
    closeSync(descriptor)
  }
  return hash.digest('hex')
}

function firstChars(path: string, file: string, encoding: Encoding): string {
  let sample = ''
  for (const piece of readText(path, file, encoding, sampleChars)) {
    sample += piece
    if (sample.length >= sampleChars) break
  }
  return sample
}

/** A `sep=` line decides; else the delimiter with which a known header appears; else the most even one. */
function findDelimiter(sample: string, formats: readonly Format[]): string {
  const written = delimiterLine(sample)
  if (written !== null) return written
  const known = delimiters.find(delimiter => findHeader(sampleOf(sample, delimiter), formats) !== null)
  if (known !== undefined) return known
  let best: string = ','
  let least = Number.POSITIVE_INFINITY
  for (const delimiter of delimiters) {
    const unevenness = unevennessOf(sampleOf(sample, delimiter))
    if (unevenness < least) {
      least = unevenness
      best = delimiter
    }
  }
  return best
}

/** Variance of the number of cells; infinite when there is only one column. */
function unevennessOf(rows: readonly string[][]): number {
  const counts = rows.filter(cells => !isBlankRow(cells)).map(cells => cells.length)
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  if (!(mean > 1.5)) return Number.POSITIVE_INFINITY
  return counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length
}

/** The first rows of a sample; the last of them may be cut off, and a quote without an end ends the sample. */
function sampleOf(sample: string, delimiter: string): string[][] {
  const rows: string[][] = []
  try {
    const scanner = scanRows([sample].values(), delimiter)
    for (let row = scanner.next(); row !== null && rows.length < sampleRows; row = scanner.next())
      rows.push(row.cells)
  } catch {
    // An endless quote: the rows before it are the sample. Reading the whole file will say where it starts.
  }
  return rows
}

function isNone(rows: Generator): boolean {
  const isDone = rows.next().done === true
  rows.return(undefined)
  return isDone
}

/** No row could be sampled: an endless quote right at the start, or nothing but blanks. */
function explainNoRows(
  path: string,
  file: string,
  { encoding, delimiter }: { encoding: Encoding; delimiter: string },
): FileProblem {
  const pieces = readText(path, file, encoding)
  try {
    const rows = readRows(pieces, delimiter, file)
    for (let row = rows.next(); row !== null; row = rows.next()) {
      if (!isBlankRow(row.cells)) return new FileProblem('file.noHeader', { file })
    }
  } catch (error) {
    if (error instanceof FileProblem) return error
    throw error
  } finally {
    pieces.return(undefined)
  }
  return new FileProblem('file.empty', { file })
}

import type { Format } from '../../formats/format.ts'
import { otherReports } from '../../formats/other-reports.ts'
import type { ColumnAnswers } from './column-answers.ts'
import { FileProblem } from './file-problem.ts'
import {
  describe,
  findHeader,
  headerKey,
  headerSearchRows,
  headerTextOf,
  matchHeader,
  maxColumns,
  missingColumns,
  namedHeaders,
  nearestHeader,
  type Recognised,
} from './match-header.ts'
import { isBlankRow } from './rows.ts'

/** What was said about a file: by whom it is, and how its columns were answered, now or for another file with this header. */
export type Said = {
  file: string
  wanted: string | undefined
  answers: ColumnAnswers | undefined
  remembered: ((headerText: string) => ColumnAnswers | null) | undefined
}

/**
 * By the answers for this file, else by those remembered for its header, else as `findHeader`. Says in a FileProblem what is wrong when
 * nothing fits.
 */
export function recognise(
  rows: readonly string[][],
  formats: readonly Format[],
  said: Said,
): Recognised & { answers: ColumnAnswers | null; isRemembered: boolean } {
  const { file } = said
  const given = said.answers && applyAnswers(rows, formats, said.answers)
  if (said.answers && given) return { ...checked(given, file), answers: said.answers, isRemembered: false }
  const known = said.answers ? null : findRemembered(rows, formats, said.remembered)
  const isWanted = said.wanted === undefined || said.wanted === known?.answers.source
  if (known && isWanted) return { ...checked(known.found, file), answers: known.answers, isRemembered: true }
  const wanted = said.answers?.source ?? said.wanted
  const found = recogniseHeader(rows, formats, { file, wanted })
  return { ...found, answers: said.answers ?? null, isRemembered: false }
}

/** Null when no row has all of the headers answered for. Answers without columns leave them as the format finds them. */
function applyAnswers(
  rows: readonly string[][],
  formats: readonly Format[],
  answers: ColumnAnswers,
): Recognised | null {
  const format = formats.find(({ id }) => id === answers.source)
  const answered = Object.keys(answers.columns)
  if (!format) return null
  if (answered.length === 0) return findHeader(rows, formats, format.id)
  for (const [headerAt, cells] of rows.slice(0, headerSearchRows).entries()) {
    if (cells.length > maxColumns) continue
    const headers = namedHeaders(cells)
    if (!answered.every(header => headers.includes(header))) continue
    const columnIndex = new Map<string, number>()
    for (const [index, header] of headers.entries()) {
      const name = Object.hasOwn(answers.columns, header) ? answers.columns[header] : null
      const isColumn = format.columns.some(column => column.name === name)
      if (name && isColumn && !columnIndex.has(name)) columnIndex.set(name, index)
    }
    return { ...describe(cells, format, headerAt, columnIndex), isReordered: false }
  }
  return null
}

function findRemembered(
  rows: readonly string[][],
  formats: readonly Format[],
  remembered: Said['remembered'],
): { found: Recognised; answers: ColumnAnswers } | null {
  if (!remembered) return null
  for (const cells of rows.slice(0, headerSearchRows)) {
    if (cells.length > maxColumns || isBlankRow(cells)) continue
    const answers = remembered(headerTextOf(namedHeaders(cells)))
    const found = answers && applyAnswers([cells], formats, answers)
    if (answers && found) return { found: { ...found, headerAt: rows.indexOf(cells) }, answers }
  }
  return null
}

/** Whose export these first rows are, by an earlier answer or by a known header; null when nobody can say. */
export function knownFormat(
  rows: readonly string[][],
  formats: readonly Format[],
  remembered: Said['remembered'],
): Format | null {
  return (findRemembered(rows, formats, remembered)?.found ?? findHeader(rows, formats))?.format ?? null
}

function checked(found: Recognised, file: string): Recognised {
  const missing = missingColumns(found.format, found.columnIndex)
  if (missing.length === 0) return found
  const { label } = found.format
  throw new FileProblem('file.wrongSource', { file, wanted: label, columns: quoted(missing) })
}

function recogniseHeader(
  rows: readonly string[][],
  formats: readonly Format[],
  { file, wanted }: { file: string; wanted: string | undefined },
): Recognised {
  const found = findHeader(rows, formats, wanted)
  if (found !== null) {
    if (found.headers.length > maxColumns)
      throw new FileProblem('file.tooManyColumns', { file, limit: maxColumns })
    return found
  }
  throw explain(rows, formats, { file, wanted })
}

function explain(
  rows: readonly string[][],
  formats: readonly Format[],
  { file, wanted }: { file: string; wanted: string | undefined },
): FileProblem {
  const first = rows.find(cells => !isBlankRow(cells)) ?? []
  if (first.length > maxColumns) return new FileProblem('file.tooManyColumns', { file, limit: maxColumns })
  const sentence = wrongReportSentence(rows)
  if (sentence !== null) return new FileProblem('file.wrongReport', { file, sentence })
  const nearest = nearestHeader(rows, formats)
  // One known word may as well stand in a row of data.
  const isHeader = nearest !== null && nearest.columnIndex.size > 1
  if (!isHeader && looksLikeData(nearest?.headers ?? first)) return new FileProblem('file.noHeader', { file })
  const format = formats.find(known => known.id === wanted)
  if (format) {
    const match = nearestHeader(rows, [format]) ?? matchHeader(first, format, 0)
    return new FileProblem('file.wrongSource', {
      file,
      wanted: format.label,
      columns: quoted(missingColumns(format, match.columnIndex)),
    })
  }
  return new FileProblem('file.unknown', { file, columns: quoted(nearest?.headers ?? namedHeaders(first)) })
}

/** What to ask for instead, when a row of the file is that of a report which holds the wrong things. */
function wrongReportSentence(rows: readonly string[][]): string | null {
  for (const cells of rows.slice(0, headerSearchRows)) {
    const keys = new Set(cells.map(headerKey))
    const report = otherReports.find(({ columns }) => columns.every(column => keys.has(column)))
    if (report) return report.sentence
  }
  return null
}

/** E-mail addresses, dates and numbers are no column names. */
function looksLikeData(cells: readonly string[]): boolean {
  return cells.some(cell => /\S@\S|^\s*[$€£-]?[\d.,:/\s-]*\d[\d.,:/\s-]*$/.test(cell.slice(0, 300)))
}

function quoted(names: readonly string[]): string {
  const shown = names.slice(0, 12).map(name => `"${name.length > 60 ? `${name.slice(0, 60)}…` : name}"`)
  return names.length > 12 ? `${shown.join(', ')} and ${names.length - 12} more` : shown.join(', ')
}

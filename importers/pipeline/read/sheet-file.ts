import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Format } from '../../formats/format.ts'
import { isWorkbook } from './decode.ts'
import { FileProblem } from './file-problem.ts'
import { findHeader } from './recognise.ts'
import { isBlankRow } from './rows.ts'
import { openWorkbook, type Sheet } from './workbook.ts'
import { UnsafeArchive } from './zip-parts.ts'

/** A file that `openSource` can read: a text file itself, or a sheet of a workbook written out as one. */
export type ReadableFile = {
  path: string
  /** The sheet of the workbook that it is; null for a text file. */
  sheet: string | null
  /** Removes what was written for it. */
  remove: () => void
}

const headRows = 30
const maxTextChars = 500 * 1024 ** 2

/**
 * Makes any export readable as text. Of a workbook the sheet whose header some format knows is taken, else the first with anything in it; it is
 * written to a folder of its own in `folder`. Its rows keep their numbers, columns without any cell are left out. Throws FileProblem.
 */
export function makeReadable(
  path: string,
  file: string,
  { formats, folder }: { formats: readonly Format[]; folder: string },
): ReadableFile {
  if (!isWorkbook(path, file)) return { path, sheet: null, remove: () => {} }
  try {
    const chosen = chooseSheet(openWorkbook(path), formats)
    if (chosen === null) throw new FileProblem('file.empty', { file })
    removeLeftOvers(folder)
    const own = mkdtempSync(join(folder, prefix))
    const remove = () => rmSync(own, { recursive: true, force: true })
    try {
      const written = join(own, 'sheet.csv')
      writeSheet(chosen, written)
      return { path: written, sheet: chosen.sheet.name, remove }
    } catch (error) {
      remove()
      throw error
    }
  } catch (error) {
    if (error instanceof UnsafeArchive)
      throw new FileProblem('file.workbook', { file, reason: error.message })
    throw error
  }
}

const prefix = 'sheet-'
const hourMs = 3_600_000

/** What a program that was killed could not remove any more. */
function removeLeftOvers(folder: string): void {
  for (const name of readdirSync(folder).filter(each => each.startsWith(prefix))) {
    const path = join(folder, name)
    const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (changedAt < Date.now() - 24 * hourMs) rmSync(path, { recursive: true, force: true })
  }
}

type ChosenSheet = { sheet: Sheet; used: boolean[] }

function chooseSheet(sheets: readonly Sheet[], formats: readonly Format[]): ChosenSheet | null {
  let first: ChosenSheet | null = null
  for (const sheet of sheets) {
    const head: string[][] = []
    const used: boolean[] = []
    sheet.walk((row, cells) => {
      for (const [column, text] of cells.entries()) if (text !== '') used[column] = true
      if (row <= headRows) head.push(cells)
      return true
    })
    if (findHeader(head, formats) !== null) return { sheet, used }
    if (first === null && used.length > 0) first = { sheet, used }
  }
  return first
}

const writtenAtOnce = 65_536

function writeSheet({ sheet, used }: ChosenSheet, path: string): void {
  const columns = [...used.keys()].filter(column => used[column])
  const descriptor = openSync(path, 'wx', 0o600)
  let text = 'sep=,\n'
  let last = 0
  let length = 0
  const flush = () => {
    writeSync(descriptor, text)
    length += text.length
    text = ''
    if (length > maxTextChars) throw new UnsafeArchive('It holds more than 500 MB of text.')
  }
  try {
    sheet.walk((row, cells) => {
      text += '\n'.repeat(row - last - 1)
      last = row
      text += isBlankRow(cells) ? '\n' : `${columns.map(column => csvCell(cells[column] ?? '')).join(',')}\n`
      if (text.length > writtenAtOnce) flush()
      return true
    })
    flush()
  } finally {
    closeSync(descriptor)
  }
}

function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

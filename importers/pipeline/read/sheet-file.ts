import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { isWorkbook } from './decode.ts'
import { FileProblem } from './file-problem.ts'
import { headerSearchRows } from './match-header.ts'
import { sha256OfFile } from './open-source.ts'
import { isBlankRow } from './rows.ts'
import { openWorkbook, type Sheet } from './workbook.ts'
import { UnsafeArchive } from './zip-parts.ts'

/** A file that `openSource` can read: a text file itself, or a sheet of a workbook written out as one. */
export type ReadableFile = {
  path: string
  /** The sheet of the workbook that it is; null for a text file. */
  sheet: string | null
  /** The sheets with anything in them, in the order of the workbook; none for a text file. */
  sheets: string[]
}

export type SheetWish = {
  /** Where the sheets of this file are written out; whoever names it removes it when the file is no longer needed. */
  folder: string
  /** The sheet that is wanted, by its name. Else the first that is known, the first that looks like a list, the first with anything in it. */
  sheet?: string | undefined
  isKnown: (firstRows: string[][]) => boolean
  isList: (firstRows: string[][]) => boolean
  /** Told which sheet was taken before it is written out, which takes a while. */
  onTaken?: ((firstRows: string[][]) => void) | undefined
}

const maxTextChars = 500 * 1024 ** 2

/**
 * Makes any export readable as text. The sheet of a workbook is written out once: its file is named by the contents of the workbook, so that
 * one that was changed since is written out anew. Its rows keep their numbers, columns without any cell are left out. Throws FileProblem.
 */
export function makeReadable(path: string, file: string, wish: SheetWish): ReadableFile {
  if (!isWorkbook(path, file)) {
    if (wish.sheet !== undefined) throw noSheet(file, wish.sheet, [])
    return { path, sheet: null, sheets: [] }
  }
  try {
    const all = openWorkbook(path).map(sheet => ({ sheet, firstRows: sheet.firstRows(headerSearchRows) }))
    const filled = all.filter(({ firstRows }) => firstRows.length > 0)
    const sheets = filled.map(({ sheet }) => sheet.name)
    if (filled.length === 0) throw new FileProblem('file.empty', { file })
    const taken =
      wish.sheet === undefined
        ? (filled.find(({ firstRows }) => wish.isKnown(firstRows)) ??
          filled.find(({ firstRows }) => wish.isList(firstRows)) ??
          filled[0])
        : filled.find(({ sheet }) => sheet.name === wish.sheet)
    if (!taken) throw noSheet(file, wish.sheet ?? '', sheets)
    wish.onTaken?.(taken.firstRows)
    const written = join(wish.folder, `${sha256OfFile(path)}-${all.indexOf(taken)}.csv`)
    if (!existsSync(written)) writeOut(taken, written, wish.folder)
    return { path: written, sheet: taken.sheet.name, sheets }
  } catch (error) {
    if (error instanceof UnsafeArchive)
      throw new FileProblem('file.workbook', { file, reason: error.message })
    throw error
  }
}

function noSheet(file: string, sheet: string, sheets: readonly string[]): FileProblem {
  const there =
    sheets.length === 0 ? 'no sheets, being no workbook' : sheets.map(name => `"${name}"`).join(', ')
  return new FileProblem('file.noSheet', { file, sheet, sheets: there })
}

type TakenSheet = { sheet: Sheet; firstRows: string[][] }

/** Under another name until it is whole, so that what a killed program left is never taken for the sheet. */
function writeOut(taken: TakenSheet, path: string, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const unfinished = join(folder, `${randomUUID()}.part`)
  try {
    writeSheet(taken, unfinished)
    renameSync(unfinished, path)
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** As wide as its first rows. Goes through it a second time only when a column turns out to be empty, or a row wider. */
function writeSheet({ sheet, firstRows }: TakenSheet, path: string): void {
  const width = Math.max(...firstRows.map(cells => cells.length))
  const used: boolean[] = []
  writeRows(sheet, path, cells => {
    for (const [column, text] of cells.entries()) if (text !== '') used[column] = true
    return cells.length < width ? [...cells, ...Array<string>(width - cells.length).fill('')] : cells
  })
  const columns = [...used.keys()].filter(column => used[column])
  if (columns.length < Math.max(used.length, width) || used.length > width)
    writeRows(sheet, path, cells => columns.map(column => cells[column] ?? ''))
}

const writtenAtOnce = 65_536

function writeRows(sheet: Sheet, path: string, shaped: (cells: string[]) => string[]): void {
  const descriptor = openSync(path, 'w', 0o600)
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
      text += isBlankRow(cells) ? '\n' : `${shaped(cells).map(csvCell).join(',')}\n`
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

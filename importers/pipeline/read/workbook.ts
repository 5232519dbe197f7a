import { isBlankRow } from './rows.ts'
import { walkXml } from './walk-xml.ts'
import { cellText, isDateFormat, type RawCell } from './workbook-cells.ts'
import { listZipParts, type PartHead, UnsafeArchive, type ZipPart } from './zip-parts.ts'

type OnRow = (row: number, cells: string[]) => boolean

/** A sheet of a workbook. */
export type Sheet = {
  name: string
  /** Gives its rows from the top, 1 being the first, until `onRow` answers false. */
  walk: (onRow: OnRow) => void
  /** Its first rows with anything in them, in most sheets without unpacking more than their beginning. */
  firstRows: (count: number) => string[][]
}

/** What Excel itself allows. */
const maxRows = 1_048_576
const maxColumns = 16_384
const maxCellChars = 32_767
const maxSheets = 100

/** The sheets of an Excel workbook (.xlsx), in its order. Throws UnsafeArchive, whose message is a sentence. */
export function openWorkbook(path: string): Sheet[] {
  const parts = listZipParts(path)
  const book = readBook(requirePart(parts, 'xl/workbook.xml'))
  const targets = readTargets(requirePart(parts, 'xl/_rels/workbook.xml.rels'))
  if (book.sheets.length > maxSheets) throw new UnsafeArchive('It has more than 100 sheets.')
  const pathOf = (kind: string) => targets.find(target => target.kind === kind)?.path ?? `xl/${kind}.xml`
  const { isFrom1904 } = book
  const strings = parts.get(pathOf('sharedStrings'))
  const dates = once(() => readDateStyles(parts.get(pathOf('styles'))))
  const allShared = once(() => readSharedStrings(strings && { bytes: strings.read(), isWhole: true }))
  const firstShared = once(() => readSharedStrings(strings?.readHead()))
  const whole: Texts = { shared: place => allShared()[place], dates, isFrom1904 }
  const head: Texts = { ...whole, shared: place => firstShared()[place] ?? whole.shared(place) }
  return book.sheets.flatMap(({ name, id }) => {
    const target = targets.find(each => each.id === id)
    // A chart is a sheet without rows.
    if (target?.kind !== 'worksheet') return []
    const part = requirePart(parts, target.path)
    const walk = (onRow: OnRow) => walkRows({ bytes: part.read(), isWhole: true }, whole, onRow)
    const firstRows = (count: number) => {
      const xml = part.readHead()
      const rows = takeRows(count, onRow => walkRows(xml, head, onRow))
      return rows.length < count && !xml.isWhole ? takeRows(count, walk) : rows
    }
    return [{ name, walk, firstRows }]
  })
}

function once<Result>(work: () => Result): () => Result {
  let done: { result: Result } | null = null
  return () => {
    done ??= { result: work() }
    return done.result
  }
}

function takeRows(count: number, walk: (onRow: OnRow) => void): string[][] {
  const rows: string[][] = []
  walk((_, cells) => {
    if (!isBlankRow(cells)) rows.push(cells)
    return rows.length < count
  })
  return rows
}

function requirePart(parts: ReadonlyMap<string, ZipPart>, name: string): ZipPart {
  const part = parts.get(name)
  if (!part) throw new UnsafeArchive('It lacks a part that every workbook has.')
  return part
}

/** Excel allows 31 signs; a forged name would not fit the answer. */
const longestName = 255

function readBook(part: ZipPart): { sheets: { name: string; id: string }[]; isFrom1904: boolean } {
  const sheets: { name: string; id: string }[] = []
  let isFrom1904 = false
  walkXml(part.read(), {
    open: (name, attribute) => {
      if (name === 'workbookPr') isFrom1904 = /^(?:1|true)$/.test(attribute('date1904') ?? '')
      if (name === 'sheet')
        sheets.push({ name: (attribute('name') ?? '').slice(0, longestName), id: attribute('id') ?? '' })
    },
  })
  return { sheets, isFrom1904 }
}

type Target = { id: string; kind: string; path: string }

function readTargets(part: ZipPart): Target[] {
  const targets: Target[] = []
  walkXml(part.read(), {
    open: (name, attribute) => {
      if (name !== 'Relationship' || attribute('TargetMode') === 'External') return
      const target = attribute('Target') ?? ''
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      const kind = (attribute('Type') ?? '').split('/').at(-1) ?? ''
      targets.push({ id: attribute('Id') ?? '', kind, path })
    },
  })
  return targets
}

function readSharedStrings(xml: PartHead | undefined): string[] {
  const strings: string[] = []
  if (!xml) return strings
  let text = ''
  const read = textReader(piece => {
    text += piece
  })
  const handlers = {
    open: (name: string) => {
      if (name === 'si') text = ''
      read.open(name)
    },
    close: (name: string) => {
      if (name === 'si') strings.push(unescaped(text))
      read.close(name)
    },
    text: read.text,
  }
  walkXml(xml.bytes, handlers, { isHead: !xml.isWhole })
  return strings
}

/** Text of `t` elements, without the phonetic readings beside them. */
function textReader(add: (piece: string) => void) {
  let isText = false
  let isPhonetic = false
  return {
    open: (name: string) => {
      if (name === 'rPh') isPhonetic = true
      if (name === 't') isText = !isPhonetic
    },
    close: (name: string) => {
      if (name === 'rPh') isPhonetic = false
      if (name === 't') isText = false
    },
    text: (piece: string) => {
      if (isText) add(piece)
    },
  }
}

/** Whether each cell style shows a date. */
function readDateStyles(part: ZipPart | undefined): boolean[] {
  const dates: boolean[] = []
  if (!part) return dates
  const patterns = new Map<number, string>()
  let isCellStyle = false
  walkXml(part.read(), {
    open: (name, attribute) => {
      const id = Number(attribute('numFmtId') ?? 0)
      if (name === 'numFmt') patterns.set(id, attribute('formatCode') ?? '')
      if (name === 'cellXfs') isCellStyle = true
      if (name === 'xf' && isCellStyle) dates.push(isDateFormat(id, patterns.get(id)))
    },
    close: name => {
      if (name === 'cellXfs') isCellStyle = false
    },
  })
  return dates
}

/** What cells refer to: texts by their place, and which styles are dates. */
type Texts = {
  shared: (place: number) => string | undefined
  dates: () => readonly boolean[]
  isFrom1904: boolean
}

function walkRows(xml: PartHead, texts: Texts, onRow: OnRow): void {
  const dates = texts.dates()
  let row = 0
  let cells: string[] = []
  let cell: (RawCell & { column: number }) | null = null
  let inside: 'v' | 'f' | null = null
  let isDone = false
  const inline = textReader(piece => {
    if (cell) cell.inline += piece
  })
  walkXml(
    xml.bytes,
    {
      open: (name, attribute) => {
        if (name === 'row') {
          row = nextRow(row, attribute('r'))
          cells = []
        } else if (name === 'c') cell = newCell(attribute, dates, cells.length)
        else if (cell && name === 'f') {
          inside = 'f'
          cell.formula = ''
        } else if (cell && name === 'v') inside = 'v'
        inline.open(name)
      },
      close: name => {
        if (name === 'v' || name === 'f') inside = null
        else if (name === 'c' && cell) {
          putCell(cells, cell, texts)
          cell = null
        } else if (name === 'row') isDone = !onRow(row, cells)
        inline.close(name)
      },
      text: text => {
        if (!cell) return
        if (inside === 'v') cell.value += text
        else if (inside === 'f') cell.formula += text
        else inline.text(text)
      },
    },
    { isDone: () => isDone, isHead: !xml.isWhole },
  )
}

function nextRow(before: number, written: string | null): number {
  const row = written === null ? before + 1 : Number(written)
  if (!Number.isInteger(row) || row <= before || row > maxRows)
    throw new UnsafeArchive('Its rows are not in order, or more than Excel allows.')
  return row
}

function newCell(
  attribute: (name: string) => string | null,
  dates: readonly boolean[],
  next: number,
): RawCell & { column: number } {
  return {
    column: columnOf(attribute('r')) ?? next,
    type: attribute('t') ?? 'n',
    isDate: dates[Number(attribute('s') ?? -1)] === true,
    value: '',
    formula: null,
    inline: '',
  }
}

/** `AB12` is column 27, counted from 0. */
function columnOf(reference: string | null): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0]
  if (letters === undefined) return null
  return letters.split('').reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function putCell(cells: string[], cell: RawCell & { column: number }, texts: Texts): void {
  const text = cellText(cell, texts.shared, texts.isFrom1904)
  if (text === '') return
  if (cell.column >= maxColumns) throw new UnsafeArchive('It has more columns than Excel allows.')
  if (text.length > maxCellChars)
    throw new UnsafeArchive('One of its cells holds more text than Excel allows.')
  while (cells.length < cell.column) cells.push('')
  cells[cell.column] = cell.type === 'inlineStr' || cell.type === 'str' ? unescaped(text) : text
}

/** Excel writes signs that XML cannot hold as `_x000D_`. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
}

const quote = 34
const lineFeed = 10
const carriageReturn = 13
const space = 32

/** A row longer than this without an end is no row: the quote that opened it was never closed. */
const maxRowChars = 16_000_000

/**
 * One row as it stands in the file. `line` is where it starts (1 is the first line). `badQuote` is the line of a quote
 * that cannot be made sense of: the cells are then those of that line alone, cut at the delimiters. `chars` is the
 * length of the row with its quotes and delimiters.
 */
export type ScannedRow = { cells: string[]; line: number; badQuote: boolean; chars: number }

/** Thrown when a quoted cell runs to the end of the text, or a row has no end. */
export class EndlessRow extends Error {
  readonly line: number
  readonly isQuoted: boolean
  constructor(line: number, isQuoted: boolean) {
    super('a row has no end')
    this.line = line
    this.isQuoted = isQuoted
  }
}

/** Gives one row a call, and null when there are no more. Throws EndlessRow. */
export type RowScanner = { next: () => ScannedRow | null }

/**
 * Cuts text, given in pieces of any size, into rows. RFC 4180 with the leniency people's files need: any mixture of line
 * ends, quotes in the middle of a cell, spaces after a closing quote. Holds one piece and one row at a time.
 */
export function scanRows(pieces: Iterator<string>, delimiter: string): RowScanner {
  const scan: Scan = {
    pieces,
    delimiter: delimiter.charCodeAt(0),
    delimiterText: delimiter.charAt(0),
    text: '',
    position: 0,
    line: 1,
    isLast: false,
    cell: '',
    lineBreaks: 0,
    nextDelimiter: -1,
    nextLineFeed: -1,
    nextReturn: -1,
  }
  return { next: () => nextRow(scan) }
}

/** Where a cell ends (on a delimiter, a line end or the end of the text), or why that is not known. */
const unfinished = -1
const senseless = -2

type Scan = {
  pieces: Iterator<string>
  delimiter: number
  delimiterText: string
  /** From the unfinished row on. */
  text: string
  /** Where the next row starts in `text`. */
  position: number
  line: number
  /** Nothing follows `text`. */
  isLast: boolean
  /** The quoted cell read last. */
  cell: string
  /** Line ends inside the quoted cells of this row. */
  lineBreaks: number
  /** Found ahead; -1 when not looked for, the length of `text` when there is none. */
  nextDelimiter: number
  nextLineFeed: number
  nextReturn: number
}

/** Adds what follows to the unfinished row; a long row is looked at again only when it has doubled. */
function readMore(scan: Scan): void {
  const parts = [scan.text.slice(scan.position)]
  const wanted = scan.text.length - scan.position
  let got = 0
  while (got <= wanted && !scan.isLast) {
    const piece = scan.pieces.next()
    if (piece.done) scan.isLast = true
    else {
      parts.push(piece.value)
      got += piece.value.length
    }
  }
  scan.text = parts.join('')
  scan.position = 0
  forgetFound(scan)
}

function forgetFound(scan: Scan): void {
  scan.nextDelimiter = -1
  scan.nextLineFeed = -1
  scan.nextReturn = -1
}

function nextRow(scan: Scan): ScannedRow | null {
  for (;;) {
    if (scan.position < scan.text.length) {
      const row = scanRow(scan)
      if (row !== null) return row
      if (scan.text.length - scan.position > maxRowChars)
        throw new EndlessRow(scan.line, scan.text.includes('"', scan.position))
    } else if (scan.isLast) return null
    readMore(scan)
  }
}

function scanRow(scan: Scan): ScannedRow | null {
  const source = scan.text
  const cells: string[] = []
  let at = scan.position
  scan.lineBreaks = 0
  for (;;) {
    let code = source.charCodeAt(at)
    if (code === quote) {
      at = scanQuoted(scan, at)
      if (at === unfinished) return null
      if (at === senseless) return scanBrokenLine(scan)
      code = source.charCodeAt(at)
      cells.push(scan.cell)
    } else if (code === scan.delimiter) cells.push('')
    else {
      const end = endOfPlainCell(scan, at)
      cells.push(source.slice(at, end))
      at = end
      code = source.charCodeAt(end)
    }
    if (code !== scan.delimiter || at >= source.length) return finishRow(scan, cells, at, false)
    at++
  }
}

/** The next delimiter or line end; each is looked for once and remembered until it is passed, so `at` only grows. */
function endOfPlainCell(scan: Scan, at: number): number {
  if (scan.nextDelimiter < at) scan.nextDelimiter = find(scan, scan.delimiterText, at)
  const lineEnd = endOfLine(scan, at)
  return scan.nextDelimiter < lineEnd ? scan.nextDelimiter : lineEnd
}

function endOfLine(scan: Scan, at: number): number {
  if (scan.nextLineFeed < at) scan.nextLineFeed = find(scan, '\n', at)
  if (scan.nextReturn < at) scan.nextReturn = find(scan, '\r', at)
  return scan.nextLineFeed < scan.nextReturn ? scan.nextLineFeed : scan.nextReturn
}

function find(scan: Scan, sign: string, from: number): number {
  const at = scan.text.indexOf(sign, from)
  return at === -1 ? scan.text.length : at
}

function finishRow(scan: Scan, cells: string[], at: number, badQuote: boolean): ScannedRow | null {
  const isBreak = at < scan.text.length
  const isReturn = isBreak && scan.text.charCodeAt(at) === carriageReturn
  if (!scan.isLast && (!isBreak || (isReturn && at + 1 >= scan.text.length))) return null
  const row = { cells, line: scan.line, badQuote, chars: at - scan.position }
  scan.line += 1 + scan.lineBreaks
  scan.position = at + (isReturn && scan.text.charCodeAt(at + 1) === lineFeed ? 2 : 1)
  return row
}

/** Reads the quoted cell that opens at `open` into `scan.cell`, and returns where it ends. */
function scanQuoted(scan: Scan, open: number): number {
  let from = open + 1
  let done = ''
  for (;;) {
    const close = scan.text.indexOf('"', from)
    if (close === -1) {
      if (scan.isLast) throw new EndlessRow(scan.line + countLines(scan.text, scan.position, open), true)
      return unfinished
    }
    if (close + 1 >= scan.text.length && !scan.isLast) return unfinished
    if (scan.text.charCodeAt(close + 1) === quote) {
      done += scan.text.slice(from, close + 1)
      from = close + 2
      continue
    }
    const end = endAfterQuote(scan, close + 1)
    if (end === unfinished) return unfinished
    if (end === senseless) return scanUnescaped(scan, open, close)
    scan.cell = done === '' ? scan.text.slice(from, close) : done + scan.text.slice(from, close)
    if (scan.cell.includes('\n') || scan.cell.includes('\r'))
      scan.lineBreaks += countLines(scan.text, open, close)
    return end
  }
}

/** After a closing quote only spaces may stand before the cell ends. */
function endAfterQuote(scan: Scan, start: number): number {
  let at = start
  while (scan.text.charCodeAt(at) === space && scan.delimiter !== space) at++
  if (at >= scan.text.length) return scan.isLast ? at : unfinished
  const code = scan.text.charCodeAt(at)
  return code === scan.delimiter || code === lineFeed || code === carriageReturn ? at : senseless
}

/**
 * A quote inside a quoted cell that is neither doubled nor last. Within one line it is read as typed, up to a quote
 * that does end the cell or else to the next delimiter. In a cell of many lines it means that an earlier quote was
 * never closed.
 */
function scanUnescaped(scan: Scan, open: number, bad: number): number {
  if (countLines(scan.text, open, bad) > 0) return senseless
  const lineEnd = endOfLine(scan, bad)
  if (lineEnd >= scan.text.length && !scan.isLast) return unfinished
  for (
    let at = scan.text.indexOf('"', bad + 1);
    at !== -1 && at < lineEnd;
    at = scan.text.indexOf('"', at + 1)
  ) {
    const end = endAfterQuote(scan, at + 1)
    if (end === unfinished) return unfinished
    if (end === senseless) continue
    scan.cell = scan.text.slice(open + 1, at).replaceAll('""', '"')
    return end
  }
  let end = bad
  while (end < lineEnd && scan.text.charCodeAt(end) !== scan.delimiter) end++
  scan.cell = scan.text.slice(open + 1, bad).replaceAll('""', '"') + scan.text.slice(bad + 1, end)
  return end
}

function scanBrokenLine(scan: Scan): ScannedRow | null {
  forgetFound(scan)
  const end = endOfLine(scan, scan.position)
  if (end >= scan.text.length && !scan.isLast) return null
  scan.lineBreaks = 0
  return finishRow(scan, scan.text.slice(scan.position, end).split(scan.delimiterText), end, true)
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) lines++
  }
  return lines
}

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
  return createScanner(pieces, delimiter.charCodeAt(0))
}

/** Where a cell ends (on a delimiter, a line end or the end of the text), or why that is not known. */
const unfinished = -1
const senseless = -2

function createScanner(pieces: Iterator<string>, delimiter: number): RowScanner {
  let text = ''
  let position = 0
  let line = 1
  let isLast = false
  let cell = ''
  let lineBreaks = 0
  let nextDelimiter = -1
  let nextLineFeed = -1
  let nextReturn = -1
  const delimiterText = String.fromCharCode(delimiter)

  /** Adds what follows to the unfinished row; a long row is looked at again only when it has doubled. */
  function readMore(): void {
    const parts = [text.slice(position)]
    const wanted = text.length - position
    let got = 0
    while (got <= wanted && !isLast) {
      const piece = pieces.next()
      if (piece.done) isLast = true
      else {
        parts.push(piece.value)
        got += piece.value.length
      }
    }
    text = parts.join('')
    position = 0
    forgetFound()
  }

  function forgetFound(): void {
    nextDelimiter = -1
    nextLineFeed = -1
    nextReturn = -1
  }

  function next(): ScannedRow | null {
    for (;;) {
      if (position < text.length) {
        const row = scanRow()
        if (row !== null) return row
        if (text.length - position > maxRowChars) throw new EndlessRow(line, text.includes('"', position))
      } else if (isLast) return null
      readMore()
    }
  }

  function scanRow(): ScannedRow | null {
    const source = text
    const cells: string[] = []
    let at = position
    lineBreaks = 0
    for (;;) {
      let code = source.charCodeAt(at)
      if (code === quote) {
        at = scanQuoted(at)
        if (at === unfinished) return null
        if (at === senseless) return scanBrokenLine()
        code = source.charCodeAt(at)
        cells.push(cell)
      } else if (code === delimiter) cells.push('')
      else {
        const end = endOfPlainCell(at)
        cells.push(source.slice(at, end))
        at = end
        code = source.charCodeAt(end)
      }
      if (code !== delimiter || at >= source.length) return finishRow(cells, at, false)
      at++
    }
  }

  /** The next delimiter or line end; each is looked for once and remembered until it is passed, so `at` only grows. */
  function endOfPlainCell(at: number): number {
    if (nextDelimiter < at) nextDelimiter = find(delimiterText, at)
    const lineEnd = endOfLine(at)
    return nextDelimiter < lineEnd ? nextDelimiter : lineEnd
  }

  function endOfLine(at: number): number {
    if (nextLineFeed < at) nextLineFeed = find('\n', at)
    if (nextReturn < at) nextReturn = find('\r', at)
    return nextLineFeed < nextReturn ? nextLineFeed : nextReturn
  }

  function find(sign: string, from: number): number {
    const at = text.indexOf(sign, from)
    return at === -1 ? text.length : at
  }

  function finishRow(cells: string[], at: number, badQuote: boolean): ScannedRow | null {
    const isBreak = at < text.length
    const isReturn = isBreak && text.charCodeAt(at) === carriageReturn
    if (!isLast && (!isBreak || (isReturn && at + 1 >= text.length))) return null
    const row = { cells, line, badQuote, chars: at - position }
    line += 1 + lineBreaks
    position = at + (isReturn && text.charCodeAt(at + 1) === lineFeed ? 2 : 1)
    return row
  }

  /** Reads the quoted cell that opens at `open` into `cell`, and returns where it ends. */
  function scanQuoted(open: number): number {
    let from = open + 1
    let done = ''
    for (;;) {
      const close = text.indexOf('"', from)
      if (close === -1) {
        if (isLast) throw new EndlessRow(line + countLines(text, position, open), true)
        return unfinished
      }
      if (close + 1 >= text.length && !isLast) return unfinished
      if (text.charCodeAt(close + 1) === quote) {
        done += text.slice(from, close + 1)
        from = close + 2
        continue
      }
      const end = endAfterQuote(close + 1)
      if (end === unfinished) return unfinished
      if (end === senseless) return scanUnescaped(open, close)
      cell = done === '' ? text.slice(from, close) : done + text.slice(from, close)
      if (cell.includes('\n') || cell.includes('\r')) lineBreaks += countLines(text, open, close)
      return end
    }
  }

  /** After a closing quote only spaces may stand before the cell ends. */
  function endAfterQuote(start: number): number {
    let at = start
    while (text.charCodeAt(at) === space && delimiter !== space) at++
    if (at >= text.length) return isLast ? at : unfinished
    const code = text.charCodeAt(at)
    return code === delimiter || code === lineFeed || code === carriageReturn ? at : senseless
  }

  /**
   * A quote inside a quoted cell that is neither doubled nor last. Within one line it is read as typed, up to a quote
   * that does end the cell or else to the next delimiter. In a cell of many lines it means that an earlier quote was
   * never closed.
   */
  function scanUnescaped(open: number, bad: number): number {
    if (countLines(text, open, bad) > 0) return senseless
    const lineEnd = endOfLine(bad)
    if (lineEnd >= text.length && !isLast) return unfinished
    for (let at = text.indexOf('"', bad + 1); at !== -1 && at < lineEnd; at = text.indexOf('"', at + 1)) {
      const end = endAfterQuote(at + 1)
      if (end === unfinished) return unfinished
      if (end === senseless) continue
      cell = text.slice(open + 1, at).replaceAll('""', '"')
      return end
    }
    let end = bad
    while (end < lineEnd && text.charCodeAt(end) !== delimiter) end++
    cell = text.slice(open + 1, bad).replaceAll('""', '"') + text.slice(bad + 1, end)
    return end
  }

  function scanBrokenLine(): ScannedRow | null {
    forgetFound()
    const end = endOfLine(position)
    if (end >= text.length && !isLast) return null
    lineBreaks = 0
    return finishRow(text.slice(position, end).split(delimiterText), end, true)
  }

  return { next }
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) lines++
  }
  return lines
}

const quote = 34
const lineFeed = 10
const carriageReturn = 13
const space = 32

/** A row longer than this without an end is no row: the quote that opened it was never closed. */
const maxRowChars = 16_000_000

/**
 * One row as it stands in the file. `line` is where it starts (1 is the first line). `badQuote` is the line of a quote
 * that cannot be made sense of: the cells are then those of that line alone, cut at the delimiters.
 */
export type ScannedRow = { cells: string[]; line: number; badQuote: boolean }

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

/**
 * Cuts text, given in pieces of any size, into rows. RFC 4180 with the leniency people's files need: any mixture of line
 * ends, quotes in the middle of a cell, spaces after a closing quote. Holds one piece and one row at a time.
 */
export function* scanRows(
  pieces: Iterable<string>,
  delimiter: string,
): Generator<ScannedRow, void, undefined> {
  const scanner = createScanner(delimiter.charCodeAt(0))
  for (const piece of pieces) {
    scanner.feed(piece)
    for (let row = scanner.next(); row !== null; row = scanner.next()) yield row
  }
  scanner.end()
  for (let row = scanner.next(); row !== null; row = scanner.next()) yield row
}

type Scanner = { feed: (piece: string) => void; end: () => void; next: () => ScannedRow | null }

/** Where a cell ends (on a delimiter, a line end or the end of the text), or why that is not known. */
const unfinished = -1
const senseless = -2

function createScanner(delimiter: number): Scanner {
  let text = ''
  let position = 0
  let line = 1
  let isLast = false
  let waiting: string[] = []
  let waitingChars = 0
  let needed = 0
  let cell = ''
  let hasQuote = false

  function feed(piece: string): void {
    waiting.push(piece)
    waitingChars += piece.length
  }

  /** Joins what was fed to the unfinished row; a long row is looked at again only when it has doubled. */
  function join(): boolean {
    if (waitingChars === 0 || (waitingChars < needed && !isLast)) return false
    text = text.slice(position) + waiting.join('')
    position = 0
    waiting = []
    waitingChars = 0
    return true
  }

  function next(): ScannedRow | null {
    const isStuck = needed > 0 || position >= text.length
    if (isStuck && !join() && (!isLast || position >= text.length)) return null
    for (;;) {
      const row = scanRow()
      needed = row === null ? text.length - position : 0
      if (row !== null) return row
      if (needed > maxRowChars) throw new EndlessRow(line, text.includes('"', position))
      if (!join()) return null
    }
  }

  function scanRow(): ScannedRow | null {
    const cells: string[] = []
    const end = text.length
    let at = position
    hasQuote = false
    for (;;) {
      if (text.charCodeAt(at) === quote) {
        hasQuote = true
        at = scanQuoted(at)
        if (at === unfinished) return null
        if (at === senseless) return scanBrokenLine()
        cells.push(cell)
      } else {
        const start = at
        let code = text.charCodeAt(at)
        while (at < end && code !== delimiter && code !== lineFeed && code !== carriageReturn)
          code = text.charCodeAt(++at)
        cells.push(text.slice(start, at))
      }
      if (at < end && text.charCodeAt(at) === delimiter) at++
      else return finishRow(cells, at, false)
    }
  }

  function finishRow(cells: string[], at: number, badQuote: boolean): ScannedRow | null {
    const isBreak = at < text.length
    const needsLook = isBreak && text.charCodeAt(at) === carriageReturn && at + 1 >= text.length
    if ((!isBreak || needsLook) && !isLast) return null
    const isPair = text.charCodeAt(at) === carriageReturn && text.charCodeAt(at + 1) === lineFeed
    const row = { cells, line, badQuote }
    line += hasQuote ? 1 + countLines(text, position, at) : 1
    position = at + (isPair ? 2 : isBreak ? 1 : 0)
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
    if (lineEnd === unfinished) return unfinished
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
    const end = endOfLine(position)
    return end === unfinished
      ? null
      : finishRow(text.slice(position, end).split(String.fromCharCode(delimiter)), end, true)
  }

  function endOfLine(from: number): number {
    let at = from
    while (at < text.length && text.charCodeAt(at) !== lineFeed && text.charCodeAt(at) !== carriageReturn)
      at++
    return at < text.length || isLast ? at : unfinished
  }

  return {
    feed,
    next,
    end: () => {
      isLast = true
    },
  }
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) lines++
  }
  return lines
}

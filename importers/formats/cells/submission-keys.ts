import { type IdReading, readId } from './ids.ts'

/** Ids of the rows of one file, read one after the other. */
export type RowIds = { read: (typed: string) => IdReading }

/** Fifteen digits and zeros: what a spreadsheet makes of a longer id, though one id in many ends so by itself. */
const damaged = /^\d{15}0{2,}$/
const long = /^\d{16,}$/

/**
 * Ids that are longer than a spreadsheet keeps. A spreadsheet damages all of a column or nothing: where other long ids of the file are
 * whole, one that ends in zeros and stands there once is a true id. `column` is gone through once, before the rows are read.
 */
export function longIds(column: Iterable<string | null>): RowIds {
  const endingInZeros = new Map<string, number>()
  let isWhole = false
  for (const typed of column) {
    if (typed === null || !long.test(typed)) continue
    if (damaged.test(typed)) endingInZeros.set(typed, (endingInZeros.get(typed) ?? 0) + 1)
    else isWhole = true
  }
  return {
    read: typed => (isWhole && endingInZeros.get(typed) === 1 ? { id: typed, reason: null } : readId(typed)),
  }
}

/** Tells equal keys apart: the second is `key#2`. */
export function ordinals(): (key: string) => string {
  const seen = new Map<string, number>()
  return key => {
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? key : `${key}#${count}`
  }
}

import { readWholeAddress } from '../cells/places.ts'
import type { AddressRecord } from '../format.ts'

const ending =
  /^(.*\S) ([A-Z]{2}) (\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?: (US|USA|United States|CA|Canada))?$/
const streetEnd =
  /^(.*\b(?:st|street|ave|avenue|rd|road|ln|lane|dr|drive|blvd|boulevard|way|ct|court|pl|place|cir|circle|hwy|highway|pkwy|parkway|ter|terrace|loop|trl|trail|sq|square|run|path|box \d+)\b\.?(?: (?:n|s|e|w|nw|ne|sw|se)\b)?(?: (?:apt|apartment|unit|suite|ste|#)\.? ?#?\w+)?) (\S.*)$/i

/**
 * An address that QuickBooks puts into one cell, often with spaces alone: `12 Invented Lane Sampleton CO 80301 US`. Where the street ends
 * is known by words such as `Lane`; without one the city stays in the street line, for the postal code tells it.
 */
export function readOneLineAddress(typed: string | null, type: AddressRecord['type']): AddressRecord | null {
  if (typed === null) return null
  if (typed.length > 300 || /[,\n]/.test(typed)) return readWholeAddress(typed, type)
  const parts = ending.exec(typed.replace(/\s+/g, ' '))
  if (!parts) return readWholeAddress(typed, type)
  const [, head = '', state = null, postalCode = null, country = null] = parts
  const split = streetEnd.exec(head)
  return {
    line1: split?.[1] ?? head,
    line2: null,
    city: split?.[2] ?? null,
    state,
    postalCode,
    country,
    type,
  }
}

import { parseEmails } from '../cells/emails.ts'
import { parseMoney } from '../cells/money.ts'
import type { Cell, Line, MapOptions, ReadLine } from '../format.ts'
import { impactOf, kindOf, progressOf } from './words.ts'

/** One side of a currency conversion. */
export type Leg = { currency: string; cents: number }

/** What a row of the report cannot know by itself, learnt by going through the file once. */
export type Survey = {
  /** By the id of the payment that was converted. */
  legs: ReadonlyMap<string, readonly Leg[]>
  /** Of ids that stand in the file more than once: the last row of each that moved money. */
  lastRow: ReadonlyMap<string, number>
  /** The office's own PayPal addresses. */
  ownEmails: ReadonlySet<string>
}

/** Keeps only what is rare (conversions, repeated ids) or little (own addresses), so that memory does not grow with the file. */
export function surveyFile(
  lines: () => Iterable<Line>,
  readLine: ReadLine,
  { decimalMark }: MapOptions,
): Survey {
  const legs = new Map<string, Leg[]>()
  const repeats = repeatFinder()
  const addresses = addressFinder()
  for (const { row, cells } of lines()) {
    const { cell } = readLine(cells)
    const kind = kindOf(cell('Type'))
    if (kind === 'conversion') noteLeg(cell, decimalMark, legs)
    else if (kind !== 'cart item') {
      addresses.note(cell, kind === 'give-back')
      const id = cell('Transaction ID')
      if (id !== null && isMoney(cell)) repeats.note(id, row)
    }
  }
  return { legs, lastRow: repeats.lastRow, ownEmails: addresses.own() }
}

function isMoney(cell: Cell): boolean {
  const progress = progressOf(cell('Status'))
  return (progress === 'paid' || progress === 'refunded') && impactOf(cell('Balance Impact')) !== 'memo'
}

function noteLeg(cell: Cell, decimalMark: '.' | ',', legs: Map<string, Leg[]>): void {
  const payment = cell('Reference Txn ID')
  const currency = cell('Currency')?.toUpperCase() ?? ''
  const money = parseMoney(cell('Gross') ?? '', decimalMark)
  if (payment === null || money === null || !/^[A-Z]{3}$/.test(currency)) return
  if (progressOf(cell('Status')) === 'never') return
  const leg = { currency: detached(currency), cents: money.cents }
  const known = legs.get(payment)
  if (known) known.push(leg)
  else legs.set(detached(payment), [leg])
}

/** A part of a longer text keeps the whole of it in memory; this copy does not. */
export function detached(text: string): string {
  return text.split('').join('')
}

const repeatBits = 26

/** Finds the ids that stand in a file twice without keeping those that do not: one bit for each, in eight megabytes. */
function repeatFinder(): { note: (id: string, row: number) => void; lastRow: Map<string, number> } {
  const seen = new Uint32Array(2 ** (repeatBits - 5))
  const lastRow = new Map<string, number>()
  return {
    lastRow,
    note(id, row) {
      const bit = hashOf(id) >>> (32 - repeatBits)
      const mask = 1 << (bit & 31)
      const word = seen[bit >>> 5] ?? 0
      // Two ids may share a bit: the second is then kept in vain, and its last row is its own.
      if ((word & mask) === 0) seen[bit >>> 5] = word | mask
      else if (lastRow.has(id)) lastRow.set(id, row)
      else lastRow.set(detached(id), row)
    },
  }
}

/** FNV-1a, with its bits mixed once more: only the upper ones are used. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 12)) >>> 0
}

/** More addresses than an office has; it keeps a strange file from filling memory. */
const mostAddresses = 1_000

/**
 * Money comes in to our own address. A file of refunds alone has no such row: there the column with fewer addresses is ours, for one office
 * pays back to many.
 */
function addressFinder(): { note: (cell: Cell, isGiveBack: boolean) => void; own: () => Set<string> } {
  const receiving = new Set<string>()
  const paysFrom = new Set<string>()
  const paysTo = new Set<string>()
  const add = (set: Set<string>, typed: string | null) => {
    for (const email of parseEmails(typed))
      if (set.size < mostAddresses) set.add(detached(email.toLowerCase()))
  }
  return {
    note(cell, isGiveBack) {
      if (isGiveBack) {
        add(paysFrom, cell('From Email Address'))
        add(paysTo, cell('To Email Address'))
      } else if (!/^[-\u2212(]|-$/.test(cell('Gross') ?? '-')) add(receiving, cell('To Email Address'))
    },
    own() {
      if (receiving.size > 0) return receiving
      if (paysTo.size === 0) return paysFrom.size === 1 ? paysFrom : new Set()
      return paysTo.size < paysFrom.size ? paysTo : paysFrom
    },
  }
}

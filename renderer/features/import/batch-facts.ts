import type { BatchReport } from '../../../electron/contract/imports.ts'
import { countOf } from '../../lib/format.ts'

/** What a plan or a receipt says beyond its five figures, a short phrase each; what did not happen is left out. */
export function batchFacts(report: BatchReport): string[] {
  const { contacts, transactions, subscriptions, registrations, bookings } = report
  const facts = [
    recordFact(contacts, 'person', 'people'),
    recordFact(subscriptions, 'subscription', 'subscriptions'),
    recordFact(transactions, 'payment', 'payments'),
    recordFact(registrations, 'ticket', 'tickets'),
    recordFact(bookings, 'booking', 'bookings'),
    report.products.created > 0 ? countOf(report.products.created, 'new product') : null,
    report.optInsOn > 0 ? `${countOf(report.optInsOn, 'newsletter sign-up')} on` : null,
    report.optInsOff > 0 ? `${countOf(report.optInsOff, 'newsletter sign-up')} off` : null,
    subscriptions.missing > 0
      ? `${countOf(subscriptions.missing, 'subscription')} missing from this export`
      : null,
    subscriptions.returned > 0 ? `${countOf(subscriptions.returned, 'subscription')} back again` : null,
    report.suggestions > 0 ? countOf(report.suggestions, 'suggestion') : null,
  ]
  return facts.filter(fact => fact !== null)
}

function recordFact(counts: { created: number; updated: number }, one: string, many: string): string | null {
  if (counts.created > 0 && counts.updated > 0) {
    return `${countOf(counts.created, `new ${one}`, `new ${many}`)}, ${countOf(counts.updated, `${one} changed`, `${many} changed`)}`
  }
  if (counts.created > 0) return countOf(counts.created, `new ${one}`, `new ${many}`)
  return counts.updated > 0 ? countOf(counts.updated, `${one} changed`, `${many} changed`) : null
}

/**
 * The promise of the green line. `takeRules`: standing answers "always take the file's value", the one way an import may
 * change what a person corrected.
 */
export function protectionSentence(report: BatchReport, isDone: boolean, takeRules: number): string {
  const base = isDone ? 'Nothing you corrected was touched' : 'Nothing you corrected will be touched'
  const rules = countOf(takeRules, 'rule')
  const except = takeRules > 0 ? `, except where you said to always take the file’s value (${rules})` : ''
  return `${base}${except}${keptPart(report.protectedFields, isDone)}.`
}

function keptPart(count: number, isDone: boolean): string {
  if (count === 0) return ''
  const values = countOf(count, 'value')
  if (isDone) return `: ${values} stayed as ${count === 1 ? 'it was' : 'they were'}`
  return `: ${values} ${count === 1 ? 'stays as it is' : 'stay as they are'}`
}

/** Money that two systems tell of counts once; after the import, or in its plan. */
export function toldTwiceSentence(report: BatchReport): string {
  const count = countOf(report.paymentsToldTwice, 'payment')
  const also = report.paymentsToldTwice === 1 ? 'is also told' : 'are also told'
  return `${count} ${also} by another system; each counts once.`
}

/** Null for a file that is here for the first time. The same file may still change something: another answer was given for it. */
export function sameFileSentence(
  report: Pick<BatchReport, 'sameFileAgain' | 'dryRun' | 'outcomes'>,
): string | null {
  if (!report.sameFileAgain) return null
  const seen = report.dryRun
    ? 'This exact file was imported before, or stands in this drop a second time.'
    : 'This exact file had been imported before.'
  const { created, updated, conflict } = report.outcomes
  const isNothing = created + updated + conflict === 0
  return isNothing ? `${seen} Nothing changes by it: every record counts once.` : seen
}

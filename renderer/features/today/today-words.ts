import type { z } from 'zod'
import type { getToday } from '../../../electron/contract/office.ts'
import { type Place, withoutEmpty } from '../../lib/navigation.ts'

type Today = z.output<typeof getToday.output>
type ItemKind = Today['items'][number]['kind']
type FigureKind = Today['figures'][number]['kind']

/** Where an item of "needs you" leads. */
export function placeOfItem({ kind, since }: Pick<Today['items'][number], 'kind' | 'since'>): Place {
  const places: Record<ItemKind, Place> = {
    conflicts: { screen: 'conflicts' },
    optInConflicts: { screen: 'conflicts', filter: { field: 'email_subscribed' } },
    suggestions: { screen: 'conflicts', view: 'suggestions' },
    reconciliation: { screen: 'reconciliation' },
    duplicates: { screen: 'duplicates' },
    failedPayments: {
      screen: 'transactions',
      filter: withoutEmpty({ status: 'failed' as const, from: since }),
    },
    backup: { screen: 'settings', section: 'backups' },
    rowErrors: { screen: 'import' },
  }
  return places[kind]
}

/** What a figure is called and the list behind it. */
export function figureOf(kind: FigureKind, year: string): { label: string; place: Place; isMoney: boolean } {
  const lastYear = String(Number(year) - 1)
  const money = (of: string): Place => ({
    screen: 'transactions',
    filter: { from: `${of}-01-01`, to: `${of}-12-31`, status: 'paid' },
  })
  const figures: Record<FigureKind, { label: string; place: Place; isMoney: boolean }> = {
    contacts: { label: 'People', place: { screen: 'people' }, isMoney: false },
    subscribers: {
      label: 'Newsletter subscribers',
      place: { screen: 'people', filter: { emailSubscribed: true } },
      isMoney: false,
    },
    activeSubscriptions: {
      label: 'Active subscriptions',
      place: { screen: 'subscriptions', status: 'running' },
      isMoney: false,
    },
    moneyThisYear: { label: `Money in ${year}`, place: money(year), isMoney: true },
    moneyLastYear: { label: `Money in ${lastYear}`, place: money(lastYear), isMoney: true },
  }
  return figures[kind]
}

/** The day it is in the office: `2025-03-03`. */
export function dayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now)
}

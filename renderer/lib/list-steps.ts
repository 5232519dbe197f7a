import { useQueryClient } from '@tanstack/react-query'
import { type RowSource, rowsFrom, useRowAt, useRowTotal } from './rows-window.ts'
import { keep, keptBefore } from './use-place.ts'

/** A list that shows people, each alone or with others in a row, and which row a card was opened from. */
export type PeopleList = { source: RowSource<unknown>; index: number }

/** "14 of 212", and the ways to the people before and after; null at an end of the list. */
export type ListSteps = {
  position: { index: number; total: number } | null
  onPrevious: (() => void) | null
  onNext: (() => void) | null
}

const listName = 'list'
const noRows: RowSource<unknown> = {
  key: ['no list'],
  reads: [],
  fetch: async () => ({ ok: true, value: { total: 0, rows: [] } }),
}

/** Every list remembers where it is, so that a card that is opened from it can go on along it. */
export function keepList<Row>(source: RowSource<Row>, index: number): void {
  keep(listName, { source, index })
}

/** The list on the step of the history before this one. */
export function listBefore(): PeopleList | null {
  return keptBefore<PeopleList>(listName) ?? null
}

/** Whose a row is: all lists of the office name the person of a row `contactId`, and those of a set `members`. */
export function contactIdsOf(row: unknown): string[] {
  if (typeof row !== 'object' || row === null) return []
  if ('contactId' in row) return typeof row.contactId === 'string' ? [row.contactId] : []
  return 'members' in row && Array.isArray(row.members) ? row.members.flatMap(contactIdsOf) : []
}

/** The steps from one person of a list to the next one who is somebody else; rows without a person are passed over. */
export function useListSteps(
  list: PeopleList | null,
  contactId: string,
  go: (contactId: string, index: number) => void,
): ListSteps {
  const cache = useQueryClient()
  const row = useRowAt(list?.source ?? noRows, list?.index ?? null)
  const total = useRowTotal(list?.source ?? noRows)
  if (list === null || total === null || !contactIdsOf(row).includes(contactId))
    return { position: null, onPrevious: null, onNext: null }
  const { source, index } = list
  async function walk(step: 1 | -1): Promise<void> {
    for await (const found of rowsFrom(cache, source, index + step, step)) {
      const next = contactIdsOf(found.row).find(id => id !== contactId)
      if (next !== undefined) return go(next, found.index)
    }
  }
  return {
    position: { index, total },
    onPrevious: index > 0 ? () => void walk(-1) : null,
    onNext: index < total - 1 ? () => void walk(1) : null,
  }
}

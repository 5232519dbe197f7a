import { useMemo, useSyncExternalStore } from 'react'
import { type ColumnChoice, keepColumns, listViews } from '../../electron/contract/views.ts'
import { call } from '../lib/call.ts'
import { useCall } from '../lib/use-call.ts'
import { createAppColumnHelper, type DataColumn, useAppTable } from './data-columns.ts'

/** Column choice per list since the window is open; before that, what the office kept from the last time. */
const choices = new Map<string, ColumnChoice>()
const listeners = new Set<() => void>()
const nothingChosen: ColumnChoice = {}

export type Columns<Row> = {
  shown: readonly DataColumn<Row>[]
  choice: readonly { id: string; header: string; isShown: boolean; toggle: () => void }[]
  /** The value of `grid-template-columns` for every row. */
  template: string
  /** Where the list begins to scroll sideways. */
  minWidth: string
  /** The list has boxes to select rows. */
  hasBoxes: boolean
}

/** Shows these columns at once, and again at the next start. */
export function chooseColumns(list: string, columns: ColumnChoice): void {
  choices.set(list, columns)
  for (const listener of listeners) listener()
  void call(keepColumns, { list, columns })
}

/** The columns a list shows now: its own first choice, changed by the person. */
export function useColumns<Row>(
  list: string,
  columns: readonly DataColumn<Row>[],
  hasBoxes: boolean,
): Columns<Row> {
  const kept = useCall(listViews, { list })
  const keptColumns = kept.status === 'ready' ? kept.value.columns : nothingChosen
  const chosenNow = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => choices.get(list),
  )
  const chosen = chosenNow ?? keptColumns
  const columnVisibility = useMemo(
    () => Object.fromEntries(columns.map(c => [c.id, chosen[c.id] ?? !c.isHiddenFirst])),
    [columns, chosen],
  )
  const definitions = useMemo(() => {
    const helper = createAppColumnHelper<object>()
    return helper.columns(columns.map(c => helper.display({ id: c.id, header: c.header, size: c.widthPx })))
  }, [columns])
  const table = useAppTable({
    columns: definitions,
    data: noRows,
    state: { columnVisibility },
    onColumnVisibilityChange: change =>
      chooseColumns(list, typeof change === 'function' ? change(columnVisibility) : change),
  })
  const visible = table.getVisibleLeafColumns().map(column => `${column.id} ${column.getSize()}`)
  const visibleKey = visible.join(',')
  return useMemo(() => {
    const byId = new Map(columns.map(c => [c.id, c]))
    const entries = visibleKey.split(',').flatMap(entry => {
      const [id = '', sizePx = ''] = entry.split(' ')
      const column = byId.get(id)
      return column ? [{ column, sizePx: Number(sizePx) }] : []
    })
    const boxWidths = hasBoxes ? ['2.25rem'] : []
    const paddingPx = hasBoxes ? 60 : 24
    return {
      shown: entries.map(entry => entry.column),
      choice: columns.map(({ id, header }) => ({
        id,
        header,
        isShown: entries.some(entry => entry.column.id === id),
        toggle: () => table.getColumn(id)?.toggleVisibility(),
      })),
      template: [...boxWidths, ...entries.map(e => columnWidth(e.sizePx, e.column.grows === true))].join(' '),
      minWidth: `${entries.reduce((sum, entry) => sum + entry.sizePx, paddingPx) / 16}rem`,
      hasBoxes,
    }
  }, [visibleKey, columns, hasBoxes, table])
}

const noRows: object[] = []

function columnWidth(sizePx: number, grows: boolean): string {
  const rem = `${sizePx / 16}rem`
  return grows ? `minmax(${rem}, 1fr)` : rem
}

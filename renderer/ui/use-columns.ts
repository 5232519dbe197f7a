import { useMemo, useSyncExternalStore } from 'react'
import { createAppColumnHelper, type DataColumn, useAppTable } from './data-columns.ts'

/** Column choice per list, kept while the window is open. */
const choices = new Map<string, Record<string, boolean>>()
const listeners = new Set<() => void>()
const nothingChosen: Record<string, boolean> = {}

export type ShownColumn<Row> = DataColumn<Row>
export type Columns<Row> = {
  shown: readonly ShownColumn<Row>[]
  choice: readonly { id: string; header: string; isShown: boolean; toggle: () => void }[]
  /** The value of `grid-template-columns` for every row. */
  template: string
  /** Where the list begins to scroll sideways. */
  minWidth: string
  /** The list has boxes to select rows. */
  hasBoxes: boolean
}

function setChoice(list: string, choice: Record<string, boolean>): void {
  choices.set(list, choice)
  for (const listener of listeners) listener()
}

/** The columns a list shows now: its own first choice, changed by the person. */
export function useColumns<Row>(
  list: string,
  columns: readonly DataColumn<Row>[],
  hasBoxes: boolean,
): Columns<Row> {
  const chosen = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => choices.get(list) ?? nothingChosen,
  )
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
      setChoice(list, typeof change === 'function' ? change(columnVisibility) : change),
  })
  const byId = new Map(columns.map(c => [c.id, c]))
  const shown = table.getVisibleLeafColumns().flatMap(column => byId.get(column.id) ?? [])
  const widths = table
    .getVisibleLeafColumns()
    .map(column => columnWidth(column.getSize(), byId.get(column.id)?.grows === true))
  return {
    shown,
    choice: table.getAllLeafColumns().map(column => ({
      id: column.id,
      header: byId.get(column.id)?.header ?? column.id,
      isShown: column.getIsVisible(),
      toggle: () => column.toggleVisibility(),
    })),
    minWidth: `${table.getVisibleLeafColumns().reduce((sum, column) => sum + column.getSize(), hasBoxes ? 60 : 24) / 16}rem`,
    template: [...(hasBoxes ? ['2.25rem'] : []), ...widths].join(' '),
    hasBoxes,
  }
}

const noRows: object[] = []

function columnWidth(sizePx: number, grows: boolean): string {
  const rem = `${sizePx / 16}rem`
  return grows ? `minmax(${rem}, 1fr)` : rem
}

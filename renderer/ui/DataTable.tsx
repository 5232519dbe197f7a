import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { type RowSource, useRowsWindow } from '../lib/rows-window.ts'
import { keep, keptValue, useKept } from '../lib/use-place.ts'
import { useRowHeightPx } from '../lib/use-settings.ts'
import { allIds, type DataColumn, movedIndex, type Selection, type Sort } from './data-columns.ts'
import './data-table.css'
import { DataHeader, DataRow } from './DataRows.tsx'
import { ErrorNote } from './ErrorNote.tsx'
import { type ListExport, ListTools } from './ListTools.tsx'
import { useColumns } from './use-columns.ts'

export type DataTableProps<Row> = {
  /** Accessible name of the list; also the name its scroll position and columns are kept under. */
  label: string
  source: RowSource<Row>
  columns: readonly DataColumn<Row>[]
  rowId: (row: Row) => string
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** Click or Enter on a row. */
  onOpen?: (row: Row, index: number) => void
  /** The row shown beside the list. */
  openedId?: string | undefined
  selection?: Selection
  /** Actions on the selected rows. */
  selectionActions?: ReactNode
  /** Chips and search, at the left of columns and export. */
  tools?: ReactNode
  exports?: ListExport
  /** Shown in place of the rows when there are none. */
  empty: ReactNode
  /** More about the row under it; the row says whether it is open. */
  rowTone?: (row: Row) => 'plain' | 'faded'
}

/**
 * THE list: virtual rows over windows of 200 read from the office, sort by header, column choice, export, keyboard
 * (j/k, arrows, Home/End, PageUp/PageDown, Enter opens, x selects) and a grid for screen readers.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { source, rowId, selection } = props
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeightPx = useRowHeightPx()
  const [active, setActive] = useKept<number>(`${props.label}.active`, 0)
  const [range, setRange] = useState({ first: 0, last: 60 })
  const rows = useRowsWindow(source, range.first, range.last)
  const columns = useColumns(props.label, props.columns, selection !== undefined)
  const total = rows.total ?? 0

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 12,
    scrollPaddingStart: rowHeightPx,
    initialOffset: keptValue<number>(`${props.label}.scroll`) ?? 0,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 60
  useEffect(() => setRange({ first, last }), [first, last])
  useEffect(() => virtualizer.measure(), [rowHeightPx])

  const sourceKey = JSON.stringify(source.key)
  const lastKey = useRef(sourceKey)
  useEffect(() => {
    if (lastKey.current === sourceKey) return
    lastKey.current = sourceKey
    scroller.current?.scrollTo({ top: 0 })
    setActive(0)
  }, [sourceKey, setActive])

  function toggle(row: Row | undefined): void {
    if (!selection || !row) return
    const ids = new Set(selection.ids)
    if (!ids.delete(rowId(row))) ids.add(rowId(row))
    selection.onChange(ids)
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return
    const rowsOnScreen = Math.floor((scroller.current?.clientHeight ?? 400) / rowHeightPx) - 2
    const next = movedIndex(event.key, active, total, rowsOnScreen)
    const row = rows.rowAt(active)
    if (next !== null) {
      setActive(next)
      virtualizer.scrollToIndex(next)
    } else if (event.key === 'Enter' && row) props.onOpen?.(row, active)
    else if (event.key === 'x' && selection) toggle(row)
    else return
    event.preventDefault()
  }

  const shown = useMemo(
    () => items.map(item => ({ index: item.index, start: item.start, row: rows.rowAt(item.index) })),
    [items, rows],
  )
  const isEmpty = rows.total === 0
  const isActiveShown = shown.some(entry => entry.index === active)
  return (
    <div className="sh-list">
      <ListTools
        tools={props.tools}
        columns={columns}
        selectedCount={selection?.ids.size ?? 0}
        onClearSelection={() => selection?.onChange(new Set())}
        selectionActions={props.selectionActions}
        {...(props.exports ? { exports: props.exports } : {})}
      />
      {rows.error && <ErrorNote error={rows.error} onAgain={rows.again} />}
      {isEmpty && <div className="sh-list-empty">{props.empty}</div>}
      {!isEmpty && (
        <div
          ref={scroller}
          className="sh-grid"
          role="grid"
          aria-label={props.label}
          aria-rowcount={rows.total === null ? -1 : total + 1}
          aria-colcount={columns.shown.length}
          aria-multiselectable={selection ? true : undefined}
          aria-busy={rows.total === null || rows.isPrevious}
          aria-activedescendant={isActiveShown ? `${gridId}-${active}` : undefined}
          tabIndex={0}
          data-list
          style={{
            ['--sh-columns' as string]: columns.template,
            ['--sh-min-width' as string]: columns.minWidth,
            ['--sh-row' as string]: `${rowHeightPx}px`,
          }}
          onKeyDown={onKeyDown}
          onScroll={event => keep(`${props.label}.scroll`, event.currentTarget.scrollTop)}
        >
          <DataHeader
            columns={columns}
            sort={props.sort}
            onSort={props.onSort}
            selectAll={
              selection && {
                isAll: total > 0 && selection.ids.size >= total,
                total,
                onChange: isOn =>
                  isOn
                    ? void allIds(source, rowId).then(ids => selection.onChange(ids))
                    : selection.onChange(new Set()),
              }
            }
          />
          <div role="rowgroup" className="sh-grid-body" style={{ height: virtualizer.getTotalSize() }}>
            {shown.map(({ index, start, row }) => (
              <DataRow
                key={index}
                id={`${gridId}-${index}`}
                index={index}
                startPx={start}
                row={row}
                columns={columns}
                isActive={index === active}
                isOpened={row !== undefined && rowId(row) === props.openedId}
                isSelected={row === undefined || !selection ? null : selection.ids.has(rowId(row))}
                isFaded={rows.isPrevious || (row !== undefined && props.rowTone?.(row) === 'faded')}
                onOpen={() => {
                  setActive(index)
                  if (row) props.onOpen?.(row, index)
                }}
                onToggle={() => toggle(row)}
              />
            ))}
          </div>
        </div>
      )}
    </div>
  )
}

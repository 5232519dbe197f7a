import { type CSSProperties, type ReactNode, useState } from 'react'
import type { RowSource } from '../lib/rows-window.ts'
import { allIds, type DataColumn, type Selection, type Sort } from './data-columns.ts'
import './data-table.css'
import { DataHeader, DataRow } from './DataRows.tsx'
import { ErrorNote } from './ErrorNote.tsx'
import { type ListExport, ListTools } from './ListTools.tsx'
import { type Columns, useColumns } from './use-columns.ts'
import { useDataTable } from './use-data-table.ts'

export type DataTableProps<Row> = {
  /** Accessible name of the list; also the name its scroll position, columns and views are kept under. */
  label: string
  source: RowSource<Row>
  /** Kept outside the component or in a memo: a new array draws every row again. */
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
  /** Rows that are over and done read softer. */
  rowTone?: (row: Row) => 'plain' | 'faded'
}

/**
 * THE list: virtual rows over windows of 200 read from the office, sort by header, column choice, export, keyboard
 * (j/k, arrows, Home/End, PageUp/PageDown, Enter opens, x selects) and a grid for screen readers.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { source, selection } = props
  const table = useDataTable(props)
  const columns = useColumns(props.label, props.columns, selection !== undefined)
  const { rows, total, active } = table
  return (
    <div className="sh-list">
      <ListTools
        tools={props.tools}
        list={props.label}
        columns={columns}
        sort={props.sort}
        onSort={props.onSort}
        selectedCount={selection?.ids.size ?? 0}
        onClearSelection={() => selection?.onChange(new Set())}
        selectionActions={props.selectionActions}
        {...(props.exports ? { exports: props.exports } : {})}
      />
      {rows.error && <ErrorNote error={rows.error} onAgain={rows.again} />}
      {rows.total === 0 && <div className="sh-list-empty">{props.empty}</div>}
      {rows.total !== 0 && (
        <div
          ref={table.scroller}
          className="sh-grid"
          role="grid"
          aria-label={props.label}
          aria-rowcount={rows.total === null ? -1 : total + 1}
          aria-colcount={columns.shown.length}
          aria-multiselectable={selection ? true : undefined}
          aria-busy={rows.total === null || rows.isPrevious}
          aria-activedescendant={
            table.items.some(item => item.index === active) ? `${table.gridId}-${active}` : undefined
          }
          tabIndex={0}
          data-list
          style={gridStyle(columns, table.rowHeightPx)}
          onKeyDown={table.onKeyDown}
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
                    ? void allIds(source, props.rowId).then(ids => selection.onChange(ids))
                    : selection.onChange(new Set()),
              }
            }
          />
          <Rows {...props} table={table} columns={columns} />
        </div>
      )}
    </div>
  )
}

function Rows<Row>(
  props: Omit<DataTableProps<Row>, 'columns'> & {
    table: ReturnType<typeof useDataTable<Row>>
    columns: Columns<Row>
  },
) {
  const { table, columns, selection, rowId } = props
  const { rows } = table
  // Rows that leave the screen lend their elements to the rows that come.
  const [elementCount, setElementCount] = useState(table.items.length)
  if (table.items.length > elementCount) setElementCount(table.items.length)
  return (
    <div
      role="rowgroup"
      className="sh-grid-body"
      style={{ height: table.heightPx }}
      onClick={table.onBodyClick}
    >
      {table.items.map(({ index, start }) => {
        const row = rows.rowAt(index)
        return (
          <DataRow
            key={index % Math.max(elementCount, table.items.length)}
            id={`${table.gridId}-${index}`}
            index={index}
            startPx={start}
            row={row}
            columns={columns}
            isActive={index === table.active}
            isOpened={row !== undefined && rowId(row) === props.openedId}
            isSelected={row === undefined || !selection ? null : selection.ids.has(rowId(row))}
            isFaded={rows.isPrevious || (row !== undefined && props.rowTone?.(row) === 'faded')}
          />
        )
      })}
    </div>
  )
}

function gridStyle<Row>(columns: Columns<Row>, rowHeightPx: number): CSSProperties {
  return {
    ['--sh-columns' as string]: columns.template,
    ['--sh-min-width' as string]: columns.minWidth,
    ['--sh-row' as string]: `${rowHeightPx}px`,
  }
}

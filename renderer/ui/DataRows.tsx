import { IconArrowNarrowDown, IconArrowNarrowUp } from '@tabler/icons-react'
import { memo } from 'react'
import { type DataColumn, nextSort, type Sort } from './data-columns.ts'
import type { Columns } from './use-columns.ts'

type SelectAll = { isAll: boolean; total: number; onChange: (isOn: boolean) => void } | undefined

/** The header row: sorts by click, selects all. */
export function DataHeader<Row>(props: {
  columns: Columns<Row>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
  selectAll: SelectAll
}) {
  return (
    <div role="rowgroup" className="sh-grid-head">
      <div role="row" className="sh-row sh-row-head" aria-rowindex={1}>
        {props.selectAll && (
          <div role="columnheader" className="sh-cell sh-cell-box" aria-label="Select">
            <input
              type="checkbox"
              aria-label={`Select all ${props.selectAll.total}`}
              checked={props.selectAll.isAll}
              onChange={event => props.selectAll?.onChange(event.currentTarget.checked)}
            />
          </div>
        )}
        {props.columns.shown.map(column => (
          <HeaderCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
        ))}
      </div>
    </div>
  )
}

function HeaderCell<Row>(props: {
  column: DataColumn<Row>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}) {
  const { column, sort, onSort } = props
  const { sortKey } = column
  const className = column.align === 'right' ? 'sh-cell sh-cell-right' : 'sh-cell'
  if (!sortKey || !onSort) {
    return (
      <div role="columnheader" className={className}>
        <span>{column.header}</span>
      </div>
    )
  }
  const direction = sort?.by === sortKey ? sort.direction : null
  const Arrow = direction === 'desc' ? IconArrowNarrowDown : IconArrowNarrowUp
  const ariaSort = direction === null ? 'none' : direction === 'asc' ? 'ascending' : 'descending'
  return (
    <div role="columnheader" className={className} aria-sort={ariaSort}>
      <button type="button" className="sh-sort" onClick={() => onSort(nextSort(sort, sortKey))}>
        <span>{column.header}</span>
        <Arrow size="0.875rem" stroke={1.5} aria-hidden="true" data-on={direction !== null} />
      </button>
    </div>
  )
}

type DataRowProps<Row> = {
  id: string
  index: number
  startPx: number
  row: Row | undefined
  columns: Columns<Row>
  isActive: boolean
  isOpened: boolean
  /** Null when rows of this list cannot be selected. */
  isSelected: boolean | null
  isFaded: boolean
}

function PlainDataRow<Row>(props: DataRowProps<Row>) {
  const { row, isSelected } = props
  return (
    <div
      role="row"
      id={props.id}
      className="sh-row"
      tabIndex={-1}
      aria-rowindex={props.index + 2}
      {...(isSelected === null ? {} : { 'aria-selected': isSelected })}
      data-index={props.index}
      data-active={props.isActive || undefined}
      data-opened={props.isOpened || undefined}
      data-faded={props.isFaded || undefined}
      style={{ transform: `translateY(${props.startPx}px)` }}
    >
      {props.columns.hasBoxes && (
        <div role="gridcell" className="sh-cell sh-cell-box">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={`Select row ${props.index + 1}`}
            checked={isSelected === true}
            readOnly
          />
        </div>
      )}
      {props.columns.shown.map(column => (
        <div
          key={column.id}
          role="gridcell"
          className={column.align === 'right' ? 'sh-cell sh-cell-right' : 'sh-cell'}
        >
          {row === undefined ? <span className="sh-waiting" /> : column.cell(row)}
        </div>
      ))}
    </div>
  )
}

/**
 * One row at its place in the scroll area; it is drawn again only when something of it changed. A row that is still on
 * its way is drawn as quiet bars.
 */
export const DataRow = memo(PlainDataRow) as typeof PlainDataRow

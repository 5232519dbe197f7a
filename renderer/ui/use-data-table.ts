import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { keepList } from '../lib/list-steps.ts'
import { type RowSource, useRowsWindow } from '../lib/rows-window.ts'
import { keep, keptValue, useKept } from '../lib/use-place.ts'
import { useRowHeightPx } from '../lib/use-settings.ts'
import { movedIndex, type Selection } from './data-columns.ts'

type TableInput<Row> = {
  label: string
  source: RowSource<Row>
  rowId: (row: Row) => string
  onOpen?: ((row: Row, index: number) => void) | undefined
  selection?: Selection | undefined
}

/** What moves in a list: the rows around the viewport, the active row, keys and clicks. */
export function useDataTable<Row>({ label, source, rowId, onOpen, selection }: TableInput<Row>) {
  const gridId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const rowHeightPx = useRowHeightPx()
  const [active, setActive] = useKept<number>(`${label}.active`, 0)
  const [range, setRange] = useState({ first: 0, last: 60 })
  const rows = useRowsWindow(source, range.first, range.last)
  const total = rows.total ?? 0
  useEffect(() => keepList(source, active))

  const virtualizer = useRows({ label, total, rowHeightPx, scroller, setRange })
  useTopOnNewList(source.key, scroller, setActive)

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
    } else if (event.key === 'Enter' && row) onOpen?.(row, active)
    else if (event.key === 'x' && selection) toggle(row)
    else return
    event.preventDefault()
  }

  /** One listener for all rows: the box selects, the rest of the row opens. */
  function onBodyClick(event: MouseEvent<HTMLDivElement>): void {
    const target = event.target as HTMLElement
    const index = Number(target.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? Number.NaN)
    const row = rows.rowAt(index)
    if (!row) return
    setActive(index)
    if (target.closest('.sh-cell-box')) toggle(row)
    else onOpen?.(row, index)
  }

  return {
    gridId,
    scroller,
    rowHeightPx,
    active,
    rows,
    total,
    items: virtualizer.getVirtualItems(),
    heightPx: virtualizer.getTotalSize(),
    onKeyDown,
    onBodyClick,
  }
}

type RowsInput = {
  label: string
  total: number
  rowHeightPx: number
  scroller: RefObject<HTMLDivElement | null>
  setRange: (range: { first: number; last: number }) => void
}

/** The rows around the viewport; where the list was left is where it starts. */
function useRows({ label, total, rowHeightPx, scroller, setRange }: RowsInput) {
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 6,
    scrollPaddingStart: rowHeightPx,
    initialOffset: keptValue<number>(`${label}.scroll`) ?? 0,
    useFlushSync: false,
    // The virtualizer has read the offset already; asking the element again would lay the page out twice.
    onChange: ({ scrollOffset }) => keep(`${label}.scroll`, scrollOffset ?? 0),
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 60
  useEffect(() => setRange({ first, last }), [first, last, setRange])
  const measured = useRef(rowHeightPx)
  useEffect(() => {
    if (measured.current === rowHeightPx) return
    measured.current = rowHeightPx
    virtualizer.measure()
  }, [rowHeightPx, virtualizer])
  return virtualizer
}

/** Another filter or order is another list: it starts at its top. */
function useTopOnNewList(
  key: readonly unknown[],
  scroller: RefObject<HTMLDivElement | null>,
  setActive: (index: number) => void,
): void {
  const sourceKey = JSON.stringify(key)
  const lastKey = useRef(sourceKey)
  useEffect(() => {
    if (lastKey.current === sourceKey) return
    lastKey.current = sourceKey
    scroller.current?.scrollTo({ top: 0 })
    setActive(0)
  }, [sourceKey, scroller, setActive])
}

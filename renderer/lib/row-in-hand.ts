import { useEffect } from 'react'
import { type RowSource, useRowAt, useRowTotal } from './rows-window.ts'
import { useShortcuts } from './shortcuts.ts'
import { useKept } from './use-place.ts'

/**
 * The row of a queue that is being answered: the active one of the table of this name, which j and k move. When the last one is answered,
 * the one before it is in hand. `what` is the word for a row.
 */
export function useRowInHand<Row>(source: RowSource<Row>, listName: string, what: string) {
  const total = useRowTotal(source)
  const [active, setActive] = useKept<number>(`${listName}.active`, 0)
  const current = useRowAt(source, total ? active : null)
  useEffect(() => {
    if (total !== null && total > 0 && active >= total) setActive(total - 1)
  }, [total, active, setActive])
  function move(by: 1 | -1): void {
    if (total) setActive(Math.max(0, Math.min(total - 1, active + by)))
  }
  useShortcuts([
    { keys: 'j', label: `Next ${what}`, run: () => move(1) },
    { keys: 'k', label: `Previous ${what}`, run: () => move(-1) },
  ])
  return { total, current }
}

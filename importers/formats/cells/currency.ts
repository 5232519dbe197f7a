import type { Cell } from '../format.ts'

/** `USD` when the row names no currency; null when what it names is none. */
export function readCurrency(cell: Cell, inAmount: string | null): string | null {
  const code = cell('Currency')?.toUpperCase() ?? inAmount ?? 'USD'
  return /^[A-Z]{3}$/.test(code) ? code : null
}

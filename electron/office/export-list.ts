import type { z } from 'zod'
import { listConflicts, listReconciliation, listSuggestions } from '../contract/conflicts.ts'
import { listContacts } from '../contract/contacts.ts'
import { OfficeError } from '../contract/errors.ts'
import { listImports } from '../contract/imports.ts'
import type { Method } from '../contract/method.ts'
import { listProducts, listSubscriptions, listTransactions } from '../contract/money.ts'
import { type ExportableList, exportList, listHistory } from '../contract/office.ts'
import { listOptIns } from '../contract/privacy.ts'
import { listRememberedColumns } from '../contract/remembered-columns.ts'
import { type CsvRow, cellsOf, csvFileName, csvText } from './csv.ts'
import { answer, checkInput, type Handler, type QueryContext } from './handle.ts'

type Exportable = z.output<typeof ExportableList>

/** The method behind each list, and where its rows stand in the answer. */
const lists: Record<Exportable, { method: Method; rows: string }> = {
  contacts: { method: listContacts, rows: 'rows' },
  transactions: { method: listTransactions, rows: 'rows' },
  products: { method: listProducts, rows: 'rows' },
  subscriptions: { method: listSubscriptions, rows: 'rows' },
  conflicts: { method: listConflicts, rows: 'conflicts' },
  suggestions: { method: listSuggestions, rows: 'suggestions' },
  reconciliation: { method: listReconciliation, rows: 'rows' },
  imports: { method: listImports, rows: 'rows' },
  'remembered-columns': { method: listRememberedColumns, rows: 'rows' },
  history: { method: listHistory, rows: 'rows' },
  'opt-ins': { method: listOptIns, rows: 'rows' },
}

const windowRows = 1000

function rowsIn(answered: unknown, key: string): Record<string, unknown>[] {
  const rows = (answered as Record<string, unknown>)[key]
  return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : []
}

/** Reads a list window by window and lets other calls in between, so that a long export holds nobody up. */
async function readAll(
  ctx: QueryContext,
  handler: Handler,
  list: Exportable,
  given: object,
): Promise<CsvRow[]> {
  const { method, rows: key } = lists[list]
  const all: CsvRow[] = []
  for (;;) {
    const input = checkInput(method, { ...given, offset: all.length, limit: windowRows })
    if (!input.ok) throw new OfficeError(input.error.code, input.error.facts)
    const run = handler.run as (ctx: QueryContext, input: unknown) => unknown
    const page = rowsIn(await run(ctx, input.value), key)
    for (const row of page) all.push(cellsOf(row))
    if (page.length < windowRows) return all
    await new Promise(resolve => setImmediate(resolve))
  }
}

/** Any list as CSV: all rows of the list's own query, so that the file holds what the screen counts. */
export function exportHandler(handlers: ReadonlyMap<string, Handler>): Handler {
  return answer(exportList, async (ctx, { list, input }) => {
    const handler = handlers.get(lists[list].method.name)
    if (!handler) throw new Error(`no handler for ${list}`)
    const rows = await readAll(ctx, handler, list, input)
    const columns = [...new Set(rows.flatMap(row => Object.keys(row)))]
    return {
      fileName: csvFileName(`${list} ${ctx.now.slice(0, 10)}`),
      text: csvText(columns, rows),
      rows: rows.length,
    }
  })
}

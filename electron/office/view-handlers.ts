import { keepColumns, removeView, saveView } from '../../db/commands/saved-views.ts'
import { listSavedViews, readColumns } from '../../db/queries/saved-views.ts'
import type { Topic } from '../contract/method.ts'
import * as contract from '../contract/views.ts'
import { answer, carryOut, type Handler } from './handle.ts'

const touched: readonly Topic[] = ['views']

/** What an older or newer program wrote and this one does not understand is left out. */
export const viewHandlers: Handler[] = [
  answer(contract.listViews, ({ db }, { list }) => ({
    views: listSavedViews(db, list).flatMap(({ view, ...saved }) => {
      const known = contract.ListView.safeParse(view)
      return known.success ? [{ ...saved, view: known.data }] : []
    }),
    columns: contract.ColumnChoice.safeParse(readColumns(db, list)).data ?? {},
  })),
  carryOut(contract.saveView, touched, ({ sqlite }, input) => saveView(sqlite, input)),
  carryOut(contract.removeView, touched, ({ sqlite }, input) => removeView(sqlite, input)),
  carryOut(contract.keepColumns, touched, ({ sqlite }, input) => keepColumns(sqlite, input)),
]

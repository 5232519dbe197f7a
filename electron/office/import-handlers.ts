import type { z } from 'zod'
import { countImportBatches, findUnreadRows, listImportBatches } from '../../db/queries/import-batches.ts'
import { countPlanRows, listPlanRows } from '../../db/queries/plan-rows.ts'
import { clearableParts } from '../../importers/formats/format.ts'
import { formats } from '../../importers/formats/registry.ts'
import { OfficeError } from '../contract/errors.ts'
import * as contract from '../contract/imports.ts'
import { unreadRowsCsv } from './csv.ts'
import { answer, carryOut, type Handler } from './handle.ts'

/** The kinds of file the office reads. */
function listSources(): z.input<typeof contract.ImportSource>[] {
  return formats.map(format => ({
    id: format.id,
    label: format.label,
    system: format.system,
    requiredColumns: format.columns.filter(column => column.required).map(column => column.name),
    oneOfColumns: [...(format.requiresOneOf ?? [])],
    optionalColumns: format.columns.filter(column => !column.required).map(column => column.name),
    fillableColumns: format.columns.filter(column => column.part).map(column => column.name),
    clearableColumns: format.columns
      .filter(({ part }) => part && clearableParts.includes(part))
      .map(column => column.name),
    asksOptIn: format.asksOptIn,
  }))
}

export const importHandlers: Handler[] = [
  answer(contract.listSources, () => ({ sources: listSources() })),
  answer(contract.listPlanRows, ({ db }, input) => ({
    total: countPlanRows(db, input),
    rows: listPlanRows(db, input).map(row => ({
      ...row,
      fields: contract.PlanRow.shape.fields.parse(row.fields),
    })),
  })),
  answer(contract.listImports, ({ db }, input) => ({
    total: countImportBatches(db),
    rows: listImportBatches(db, input).map(row => {
      const report = contract.BatchReport.parse(row.report)
      return { ...row, report, label: report.label }
    }),
  })),
  answer(contract.exportRowErrors, ({ db }, { batchId }) => {
    const unread = findUnreadRows(db, batchId)
    if (unread === null) throw new OfficeError('not.found', { thing: 'import' })
    return unreadRowsCsv(unread)
  }),
  carryOut(contract.forgetFiles, [], ({ files }, { fileIds }) => ({ forgotten: files.forget(fileIds) })),
]

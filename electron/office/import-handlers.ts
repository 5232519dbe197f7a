import type { z } from 'zod'
import { forgetColumns } from '../../db/commands/remembered-columns.ts'
import { countImportBatches, findUnreadRows, listImportBatches } from '../../db/queries/import-batches.ts'
import { countPlanRows, listPlanRows } from '../../db/queries/plan-rows.ts'
import { countRememberedColumns, listRememberedColumns } from '../../db/queries/remembered-columns.ts'
import { clearableParts } from '../../importers/formats/format.ts'
import { formats } from '../../importers/formats/registry.ts'
import { OfficeError } from '../contract/errors.ts'
import * as contract from '../contract/imports.ts'
import * as remembered from '../contract/remembered-columns.ts'
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

function columnsInWords({ columns }: remembered.ColumnAnswers): string {
  const named = Object.entries(columns).flatMap(([header, column]) =>
    column === null ? [] : [header === column ? header : `${header} is ${column}`],
  )
  return named.join(', ')
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
  answer(remembered.listRememberedColumns, ({ db }, input) => ({
    total: countRememberedColumns(db),
    rows: listRememberedColumns(db, input).map(row => {
      const answers = remembered.ColumnAnswers.parse(row.answers)
      const label = formats.find(({ id }) => id === row.source)?.label ?? row.source
      return { ...row, answers, label, columns: columnsInWords(answers) }
    }),
  })),
  carryOut(remembered.forgetColumns, ['imports'], ({ sqlite }, input) => forgetColumns(sqlite, input)),
  carryOut(contract.forgetFiles, [], ({ files }, { fileIds }) => ({ forgotten: files.forget(fileIds) })),
]

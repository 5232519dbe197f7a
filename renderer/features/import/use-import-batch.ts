import { useState } from 'react'
import type { AppError } from '../../../electron/contract/errors.ts'
import { listImports } from '../../../electron/contract/imports.ts'
import { useCall } from '../../lib/use-call.ts'
import type { ImportRow } from './history-columns.tsx'

const pageRows = 100

type Found =
  | { status: 'loading' }
  | { status: 'missing' }
  | { status: 'failed'; error: AppError; again: () => void }
  | { status: 'ready'; batch: ImportRow }

/** One import out of the list, looked for page by page, newest first. */
export function useImportBatch(batchId: string): Found {
  const [search, setSearch] = useState({ batchId, offset: 0 })
  const offset = search.batchId === batchId ? search.offset : 0
  const page = useCall(listImports, { offset, limit: pageRows }, { keepPrevious: false })
  if (page.status !== 'ready') return page
  const batch = page.value.rows.find(row => row.batchId === batchId)
  if (batch) return { status: 'ready', batch }
  const next = offset + pageRows
  if (next >= page.value.total) return { status: 'missing' }
  setSearch({ batchId, offset: next })
  return { status: 'loading' }
}

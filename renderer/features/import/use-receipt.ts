import { useState } from 'react'
import type { AppError } from '../../../electron/contract/errors.ts'
import { type BatchReport, exportRowErrors, undoImport } from '../../../electron/contract/imports.ts'
import { call } from '../../lib/call.ts'
import { useTask } from '../../lib/tasks.ts'
import { tellDone } from '../../ui/Toast.tsx'
import { undoSlot } from './undo-all.ts'

/** Undo and download of one finished import. The undo outlives the screen. */
export function useReceipt(report: BatchReport, undoneAt: string | null) {
  const undo = useTask(undoImport, undoSlot(report.batchId))
  const [isAsking, setAsking] = useState(false)
  const errors = useErrorsDownload(report.batchId)
  const undoReport = undo.state.status === 'done' ? undo.state.value : null
  return {
    undoState: undo.state,
    undoReport,
    /** When it was undone; of an undo of just now the report says enough. */
    undoneAt: undoneAt ?? (undoReport ? report.startedAt : null),
    cancelUndo: undo.cancel,
    isAsking,
    askUndo: () => setAsking(true),
    closeUndo: () => setAsking(false),
    undo: () => {
      setAsking(false)
      void undo.start({ batchId: report.batchId })
    },
    ...errors,
  }
}

/** Whether this import was undone since the window was opened. */
export function useIsUndone(batchId: string): boolean {
  return useTask(undoImport, undoSlot(batchId)).state.status === 'done'
}

function useErrorsDownload(batchId: string) {
  const [isSaving, setSaving] = useState(false)
  const [saveError, setSaveError] = useState<AppError | null>(null)
  async function save(): Promise<void> {
    setSaving(true)
    setSaveError(null)
    const reply = await call(exportRowErrors, { batchId })
    const saved = reply.ok ? await window.office.saveText(reply.value) : reply
    setSaving(false)
    if (!saved.ok) setSaveError(saved.error)
    else if (saved.value.saved && reply.ok) tellDone(`Saved as ${reply.value.fileName}`)
  }
  return { isSaving, saveError, saveErrors: () => void save() }
}

import { stat, writeFile } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { z } from 'zod'
import { type Channel, channels } from '../contract/channels.ts'
import type { Reply } from '../contract/method.ts'
import { methods } from '../contract/methods.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import {
  RegisteredFile,
  WindowCall,
  WindowCancel,
  WindowFilePaths,
  WindowText,
} from '../contract/window-input.ts'
import { type OfferedFile, plainFileName } from '../contract/window-office.ts'
import { type Door, door } from './ipc.ts'
import type { Settings } from './settings.ts'

type Ask = (name: string, input: unknown) => Promise<Reply<unknown>>

function onlyKnown(ask: Ask): (call: { name: string; input?: unknown }) => Promise<Reply<unknown>> {
  return async ({ name, input }) =>
    methods.has(name) ? ask(name, input) : { ok: false, error: { code: 'method.unknown', facts: { name } } }
}

async function isFile(path: string): Promise<boolean> {
  if (!isAbsolute(path) || path.includes('\0')) return false
  return stat(path).then(
    found => found.isFile(),
    () => false,
  )
}

async function offerFiles(office: OfficeClient, paths: string[]): Promise<Reply<OfferedFile[]>> {
  const offered: OfferedFile[] = []
  for (const path of paths) {
    const fileName = basename(path)
    if (!(await isFile(path)))
      return { ok: false, error: { code: 'file.missing', facts: { file: fileName } } }
    const reply = await office.registerFile({ path, fileName, isTemporary: false })
    if (!reply.ok) return reply
    offered.push({ ...RegisteredFile.parse(reply.value), fileName })
  }
  return { ok: true, value: offered }
}

async function pickFiles(at: DoorOptions): Promise<Reply<OfferedFile[]>> {
  const { lastFolder } = at.settings.read()
  const chosen = await dialog.showOpenDialog(at.window(), {
    title: 'Choose exports',
    defaultPath: lastFolder ?? app.getPath('downloads'),
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Exports', extensions: ['csv', 'tsv', 'txt', 'xlsx'] },
      { name: 'All files', extensions: ['*'] },
    ],
  })
  const [first] = chosen.filePaths
  if (chosen.canceled || first === undefined) return { ok: true, value: [] }
  at.settings.write({ lastFolder: dirname(first) })
  return offerFiles(at.office, chosen.filePaths)
}

async function saveText(
  at: DoorOptions,
  file: { fileName: string; text: string; encoding: 'utf8' | 'base64' },
): Promise<Reply<{ saved: boolean }>> {
  const folder = at.settings.read().lastFolder ?? app.getPath('documents')
  const chosen = await dialog.showSaveDialog(at.window(), {
    defaultPath: join(folder, plainFileName(file.fileName)),
  })
  if (chosen.canceled || chosen.filePath === '') return { ok: true, value: { saved: false } }
  at.settings.write({ lastFolder: dirname(chosen.filePath) })
  try {
    await writeFile(chosen.filePath, file.text, file.encoding)
    return { ok: true, value: { saved: true } }
  } catch (cause) {
    const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC'
    if (isFull) return { ok: false, error: { code: 'database.full' } }
    const reason = 'The file could not be written there. Choose another folder.'
    return { ok: false, error: { code: 'change.refused', facts: { reason } } }
  }
}

export type DoorOptions = { office: OfficeClient; settings: Settings; window: () => BrowserWindow }

/** Every door of the desktop shell. The office checks the input of calls; here only their shape is checked. */
export function createDoors(at: DoorOptions): Record<Channel, Door> {
  const { office } = at
  return {
    [channels.call]: door(WindowCall, onlyKnown(office.call)),
    [channels.start]: door(WindowCall, onlyKnown(office.start)),
    [channels.cancel]: door(WindowCancel, ({ taskId }) => office.cancel(taskId)),
    [channels.addFiles]: door(WindowFilePaths, ({ paths }) => offerFiles(office, paths)),
    [channels.pickFiles]: door(z.strictObject({}), () => pickFiles(at)),
    [channels.saveText]: door(WindowText, file => saveText(at, file)),
  }
}

import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { type Channel, channels, eventChannel } from '../contract/channels.ts'
import type { Reply } from '../contract/method.ts'
import type { OfferedFile, WindowOffice } from '../contract/window-office.ts'
import type { OfficeEvent } from '../contract/wire.ts'

const listeners = new Set<(event: OfficeEvent) => void>()
ipcRenderer.on(eventChannel, (_ipcEvent, event: OfficeEvent) => {
  for (const listener of listeners) listener(event)
})

async function ask<T>(channel: Channel, input: unknown): Promise<Reply<T>> {
  try {
    return (await ipcRenderer.invoke(channel, input)) as Reply<T>
  } catch {
    return { ok: false, error: { code: 'office.closed' } }
  }
}

const office: WindowOffice = {
  shell: 'desktop',
  call: (name, input) => ask(channels.call, { name, input }),
  start: (name, input) => ask(channels.start, { name, input }),
  cancel: taskId => ask(channels.cancel, { taskId }),
  on: listener => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
  addFiles: files =>
    ask<OfferedFile[]>(channels.addFiles, { paths: files.map(file => webUtils.getPathForFile(file)) }),
  pickFiles: () => ask<OfferedFile[]>(channels.pickFiles, {}),
  saveText: ({ fileName, text, encoding }) =>
    ask<{ saved: boolean }>(channels.saveText, { fileName, text, encoding: encoding ?? 'utf8' }),
}

contextBridge.exposeInMainWorld('office', Object.freeze(office))

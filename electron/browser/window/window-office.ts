import type { Reply } from '../../contract/method.ts'
import {
  type OfferedFile,
  uploadLimitBytes,
  uploadLimitText,
  type WindowOffice,
} from '../../contract/window-office.ts'
import type { OfficeEvent } from '../../contract/wire.ts'

const closed: Reply<never> = { ok: false, error: { code: 'office.closed' } }

async function post(path: string, body: BodyInit, headers: Record<string, string>): Promise<Reply<unknown>> {
  try {
    const response = await fetch(path, { method: 'POST', body, headers })
    const isReply = response.headers.get('content-type')?.startsWith('application/json') ?? false
    return isReply ? ((await response.json()) as Reply<unknown>) : closed
  } catch {
    return closed
  }
}

function postJson(path: string, value: unknown): Promise<Reply<unknown>> {
  return post(path, JSON.stringify(value), { 'Content-Type': 'application/json' })
}

async function upload(file: File): Promise<Reply<unknown>> {
  if (file.size > uploadLimitBytes) {
    return { ok: false, error: { code: 'file.tooLarge', facts: { file: file.name, limit: uploadLimitText } } }
  }
  return post('/upload', file, {
    'Content-Type': 'application/octet-stream',
    'X-File-Name': encodeURIComponent(file.name),
  })
}

async function addFiles(files: File[]): Promise<Reply<OfferedFile[]>> {
  const offered: OfferedFile[] = []
  for (const file of files) {
    const reply = await upload(file)
    if (!reply.ok) return reply
    offered.push(reply.value as OfferedFile)
  }
  return { ok: true, value: offered }
}

function chooseFiles(): Promise<File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.accept = '.csv,.tsv,.txt'
  return new Promise(resolve => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}

function download(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The browser reads the blob after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** The browser shell's twin of the desktop's preload: the same object, over HTTP. */
export function createWindowOffice(): WindowOffice {
  const listeners = new Set<(event: OfficeEvent) => void>()
  const source = new EventSource('/events')
  source.addEventListener('message', message => {
    const event = JSON.parse(message.data as string) as OfficeEvent
    for (const listener of listeners) listener(event)
  })
  // A task may be done before the events are connected, so nothing is started before.
  const connected = new Promise<void>(resolve => {
    source.addEventListener('open', () => resolve(), { once: true })
    source.addEventListener('error', () => resolve(), { once: true })
  })

  return Object.freeze({
    shell: 'browser' as const,
    call: (name: string, input: unknown) => postJson('/call', { name, input }),
    start: async (name: string, input: unknown) => {
      await connected
      return postJson('/start', { name, input })
    },
    cancel: (taskId: string) => postJson('/cancel', { taskId }),
    on: (listener: (event: OfficeEvent) => void) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    addFiles,
    pickFiles: async () => addFiles(await chooseFiles()),
    saveText: async ({ fileName, text }: { fileName: string; text: string }) => {
      download(fileName, text)
      return { ok: true as const, value: { saved: true } }
    },
  })
}

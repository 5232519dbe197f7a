import type { Reply } from '../../contract/method.ts'
import {
  type OfferedFile,
  type TextFile,
  uploadLimitBytes,
  uploadLimitText,
  type WindowOffice,
} from '../../contract/window-office.ts'
import type { OfficeEvent } from '../../contract/wire.ts'

const closed = { ok: false, error: { code: 'office.closed' } } as const satisfies Reply<never>

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
  input.accept = '.csv,.tsv,.txt,.xlsx'
  return new Promise(resolve => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}

function download({ fileName, text, encoding = 'utf8' }: TextFile): void {
  const content = encoding === 'utf8' ? text : Uint8Array.from(atob(text), letter => letter.charCodeAt(0))
  const type = encoding === 'utf8' ? 'text/plain' : 'application/octet-stream'
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The browser reads the blob after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

type Events = Pick<WindowOffice, 'on'> & {
  connected: Promise<void>
  /** A task was started: it ends with `office.closed` when the shell is gone. */
  began: (reply: Reply<unknown>) => void
}

/** The events of the office. A broken connection is mended by the browser; a shell that is gone ends every task that was running. */
function openEvents(): Events {
  const listeners = new Set<(event: OfficeEvent) => void>()
  const running = new Set<string>()
  /** Tasks that were done before the reply that they began. */
  const endedEarly = new Set<string>()
  const tell = (event: OfficeEvent) => {
    if (event.type === 'done' && !running.delete(event.taskId)) endedEarly.add(event.taskId)
    for (const listener of listeners) listener(event)
  }
  async function endIfGone(): Promise<void> {
    if (running.size === 0) return
    const reply = await postJson('/call', { name: 'office.status', input: {} })
    if (reply.ok || reply.error.code !== 'office.closed') return
    for (const taskId of running) tell({ type: 'done', taskId, reply: closed })
  }
  const source = new EventSource('/events')
  source.addEventListener('message', message => tell(JSON.parse(message.data as string) as OfficeEvent))
  source.addEventListener('error', () => void endIfGone())
  return {
    // A task may be done before the events are connected, so nothing is started before.
    connected: new Promise<void>(resolve => {
      source.addEventListener('open', () => resolve(), { once: true })
      source.addEventListener('error', () => resolve(), { once: true })
    }),
    began: reply => {
      if (!reply.ok) return
      const { taskId } = reply.value as { taskId: string }
      if (!endedEarly.delete(taskId)) running.add(taskId)
    },
    on: listener => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

/** The browser shell's twin of the desktop's preload: the same object, over HTTP. */
export function createWindowOffice(): WindowOffice {
  const events = openEvents()
  return Object.freeze({
    shell: 'browser' as const,
    call: (name: string, input: unknown) => postJson('/call', { name, input }),
    start: async (name: string, input: unknown) => {
      await events.connected
      const reply = await postJson('/start', { name, input })
      events.began(reply)
      return reply
    },
    cancel: (taskId: string) => postJson('/cancel', { taskId }),
    on: events.on,
    addFiles,
    pickFiles: async () => addFiles(await chooseFiles()),
    saveText: async (file: TextFile) => {
      download(file)
      return { ok: true as const, value: { saved: true } }
    },
  })
}

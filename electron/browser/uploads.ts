import { randomBytes } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AppError } from '../contract/errors.ts'
import type { Reply } from '../contract/method.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import { RegisteredFile } from '../contract/window-input.ts'
import { plainFileName, uploadLimitText } from '../contract/window-office.ts'

class TooLarge extends Error {}

/** A private folder for what the page uploads; only this user can look into it. */
export type Uploads = {
  folder: string
  /** Streams a request's body into the folder and tells the office. Null when the window went away in the middle. */
  receive: (request: IncomingMessage, office: OfficeClient) => Promise<Reply<unknown> | null>
  remove: () => Promise<void>
}

function fileNameOf(request: IncomingMessage): string {
  const header = request.headers['x-file-name']
  try {
    return plainFileName(decodeURIComponent(typeof header === 'string' ? header : ''))
  } catch {
    return 'file'
  }
}

/** Leaves the request open when it fails, so that the window still gets the answer. */
async function writeBody(request: IncomingMessage, path: string, limitBytes: number): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    let bytes = 0
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.byteLength
      if (bytes > limitBytes) throw new TooLarge()
      await file.appendFile(chunk)
    }
  } finally {
    await file.close()
  }
}

function errorOf(cause: unknown, fileName: string): AppError {
  if (cause instanceof TooLarge)
    return { code: 'file.tooLarge', facts: { file: fileName, limit: uploadLimitText } }
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : ''
  return code === 'ENOSPC' ? { code: 'database.full' } : { code: 'unexpected' }
}

export async function openUploads(limitBytes: number): Promise<Uploads> {
  const folder = await mkdtemp(join(tmpdir(), 'starhouse-uploads-'))
  return {
    folder,
    receive: async (request, office) => {
      const fileName = fileNameOf(request)
      if (Number(request.headers['content-length'] ?? 0) > limitBytes) {
        return { ok: false, error: errorOf(new TooLarge(), fileName) }
      }
      const path = join(folder, `${randomBytes(16).toString('hex')}.upload`)
      try {
        await writeBody(request, path, limitBytes)
      } catch (cause) {
        await rm(path, { force: true })
        return request.destroyed && !request.complete ? null : { ok: false, error: errorOf(cause, fileName) }
      }
      const reply = await office.registerFile({ path, fileName, isTemporary: true })
      if (!reply.ok) {
        await rm(path, { force: true })
        return reply
      }
      return { ok: true, value: { ...RegisteredFile.parse(reply.value), fileName } }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

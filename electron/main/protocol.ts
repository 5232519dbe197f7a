import { randomBytes } from 'node:crypto'
import { readFileSync, realpathSync } from 'node:fs'
import { readFile, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { protocol, type Session } from 'electron'
import {
  contentTypeOf,
  manifestEntryOf,
  PageManifest,
  pageHeaders,
  withStyleNonce,
} from '../contract/page.ts'

/** Where the window lives; nothing else is ever loaded. */
const pageScheme = 'app'
const pageHost = 'bundle'
export const homeUrl = 'app://bundle/'

/** Must run before Electron is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** True for app://bundle/…, whatever follows. */
export function isPageUrl(raw: string): boolean {
  try {
    const url = new URL(raw)
    return (
      url.protocol === `${pageScheme}:` && url.host === pageHost && url.username === '' && url.password === ''
    )
  } catch {
    return false
  }
}

/** Answers app://bundle with exactly the files of the built window. */
export function createPageHandler(rendererDir: string): (request: Request) => Promise<Response> {
  const root = realpathSync(rendererDir)
  const manifest = new Set(PageManifest.parse(JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8'))))

  return async request => {
    const styleNonce = randomBytes(16).toString('base64url')
    const headers = pageHeaders(styleNonce)
    const refuse = (status: number) => new Response(null, { status, headers })
    if (!isPageUrl(request.url)) return refuse(400)
    if (request.method !== 'GET') return refuse(405)
    const entry = manifestEntryOf(new URL(request.url).pathname, manifest)
    if (entry === null) return refuse(404)
    const path = await realpath(join(root, entry))
    if (!path.startsWith(root + sep)) return refuse(404)
    const bytes = await readFile(path)
    const body =
      entry === 'index.html' ? withStyleNonce(bytes.toString('utf8'), styleNonce) : new Uint8Array(bytes)
    return new Response(body, { headers: { ...headers, 'Content-Type': contentTypeOf(entry) } })
  }
}

export function servePages(target: Session, rendererDir: string): void {
  target.protocol.handle(pageScheme, createPageHandler(rendererDir))
}

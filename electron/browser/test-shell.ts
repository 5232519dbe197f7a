import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { createFakeOffice, type FakeOffice } from '../contract/fake-office.ts'
import { type BrowserShell, type BrowserShellOptions, startBrowserShell } from './shell.ts'

const page =
  '<!doctype html><html><head><meta property="csp-nonce" nonce="__STYLE_NONCE__"><script type="module" src="/assets/main.js"></script></head><body></body></html>'

/** A built window in miniature, with a file beside it that must never be served. */
export function buildTinyWindow(): string {
  const dist = mkdtempSync(join(tmpdir(), 'starhouse-test-'))
  onTestFinished(() => rmSync(dist, { recursive: true, force: true }))
  const rendererDir = join(dist, 'renderer')
  mkdirSync(join(rendererDir, 'assets'), { recursive: true })
  mkdirSync(join(dist, 'browser'))
  writeFileSync(join(rendererDir, 'index.html'), page)
  writeFileSync(join(rendererDir, 'assets', 'main.js'), 'export {}')
  writeFileSync(join(rendererDir, 'secret.txt'), 'canary')
  writeFileSync(join(dist, 'browser', 'window-office.js'), '"use strict"')
  writeFileSync(join(rendererDir, 'manifest.json'), JSON.stringify(['index.html', 'assets/main.js']))
  return rendererDir
}

export type Sent = { status: number; headers: IncomingHttpHeaders; text: string }
export type Request = {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: string | Buffer
}

/** One request exactly as written: no URL tidying, any Host, any Origin. */
export async function send(port: number, given: Request): Promise<Sent> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const { method = 'GET', path, headers = {} } = given
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers }, resolve)
    request.on('error', reject)
    request.end(given.body)
  })
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: Buffer.concat(chunks).toString('utf8'),
  }
}

export type OpenShell = {
  shell: BrowserShell
  office: FakeOffice
  cookie: string
  get: (path: string, headers?: Record<string, string>) => Promise<Sent>
  post: (path: string, value: unknown, headers?: Record<string, string>) => Promise<Sent>
}

/** A shell over a fake office, with the cookie of a browser that came in. */
export async function openTestShell(options: Partial<BrowserShellOptions> = {}): Promise<OpenShell> {
  const office = createFakeOffice(vi.fn)
  const shell = await startBrowserShell({ office, rendererDir: buildTinyWindow(), ...options })
  onTestFinished(() => shell.close())
  const entered = await send(shell.port, { path: shell.newUrl().slice(shell.origin.length) })
  const cookie = (entered.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
  return {
    shell,
    office,
    cookie,
    get: (path, headers = {}) => send(shell.port, { path, headers: { Cookie: cookie, ...headers } }),
    post: (path, value, headers = {}) =>
      send(shell.port, {
        method: 'POST',
        path,
        headers: { Cookie: cookie, Origin: shell.origin, 'Content-Type': 'application/json', ...headers },
        body: typeof value === 'string' ? value : JSON.stringify(value),
      }),
  }
}

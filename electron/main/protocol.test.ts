import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as property, fc } from '@fast-check/vitest'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { contentSecurityPolicy } from '../contract/page.ts'
import { lastCall, resetElectron, sessions } from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

const { createPageHandler, isPageUrl, registerPageScheme, servePages } = await import('./protocol.ts')
const { openSession } = await import('./session.ts')

const dist = mkdtempSync(join(tmpdir(), 'starhouse-protocol-'))
const root = join(dist, 'renderer')
mkdirSync(join(root, 'assets'), { recursive: true })
writeFileSync(join(root, 'index.html'), '<meta property="csp-nonce" nonce="__STYLE_NONCE__">')
writeFileSync(join(root, 'assets', 'main.js'), 'export {}')
writeFileSync(join(root, 'unlisted.txt'), 'canary')
writeFileSync(join(dist, 'secret.txt'), 'canary')
symlinkSync(join(dist, 'secret.txt'), join(root, 'assets', 'linked.js'))
writeFileSync(
  join(root, 'manifest.json'),
  JSON.stringify(['index.html', 'assets/main.js', 'assets/linked.js']),
)
afterAll(() => rmSync(dist, { recursive: true, force: true }))

beforeEach(resetElectron)

const handler = createPageHandler(root)
/** A request whose URL is not tidied first, as a hostile page could send it. */
const ask = (url: string, method = 'GET') => handler({ url, method } as Request)

test('S06 the page is served with a fresh nonce in its policy', async () => {
  const [one, two] = [await ask('app://bundle/'), await ask('app://bundle/index.html')]
  const nonce = /nonce="([\w-]{20,})"/.exec(await one.text())?.[1] ?? ''
  expect(one.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy(nonce))
  expect(await two.text()).not.toContain(nonce)
  expect((await ask('app://bundle/assets/main.js')).headers.get('Content-Type')).toBe(
    'text/javascript; charset=utf-8',
  )
})

test.each([
  ['app://evil/index.html', 400],
  ['app://bundle.evil/index.html', 400],
  ['app://user@bundle/index.html', 400],
  ['app://bundle:80/index.html', 400],
  ['file:///etc/passwd', 400],
  ['https://bundle/index.html', 400],
  ['app:index.html', 400],
  ['::', 400],
  ['app://bundle/unlisted.txt', 404],
  ['app://bundle/manifest.json', 404],
  ['app://bundle/..%2fsecret.txt', 404],
  ['app://bundle/assets/linked.js', 404],
])('S06 %s is refused with %d', async (url, status) => {
  const answer = await ask(url)
  expect(answer.status).toBe(status)
  expect(await answer.text()).toBe('')
})

test('S06 a page can only be read', async () => {
  expect((await ask('app://bundle/', 'POST')).status).toBe(405)
})

property.prop(
  [
    fc.array(
      fc.oneof(
        fc.constantFrom(
          '..',
          '.',
          '%2e%2e',
          '%2f',
          '%5c',
          '\\',
          '//',
          '%00',
          '%',
          'secret.txt',
          'unlisted.txt',
          'assets',
        ),
        fc.string({ maxLength: 8 }),
      ),
      { maxLength: 8 },
    ),
  ],
  { numRuns: 2000 },
)('S06 no address leads out of the built files', async parts => {
  const answer = await ask(`app://bundle/${parts.join('/')}`)
  expect(await answer.text()).not.toContain('canary')
})

test('S07 the scheme has exactly the three privileges it needs', () => {
  registerPageScheme()
  expect(lastCall('registerSchemesAsPrivileged')).toEqual([
    [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
  ])
})

test('S07 the pages are served in the session of the window', async () => {
  servePages(openSession(true), root)
  expect(lastCall('protocol.handle')).toEqual(['app'])
  const answer = await sessions[0]?.pageHandler({ url: 'app://bundle/', method: 'GET' } as Request)
  expect(answer?.status).toBe(200)
})

test('our page is told from its imitations', () => {
  expect(['app://bundle/', 'app://bundle/x#y'].map(isPageUrl)).toEqual([true, true])
  expect(
    ['app://bundle.evil/', 'about:blank', '', 'blob:app://bundle/1', 'https://bundle/'].some(isPageUrl),
  ).toBe(false)
})

import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as property, fc } from '@fast-check/vitest'
import { expect, onTestFinished, test, vi } from 'vitest'
import { contentSecurityPolicy } from '../contract/page.ts'
import { startBrowserShell } from './shell.ts'
import { buildTinyWindow, openTestShell, send } from './test-shell.ts'

const pathOf = (url: string, origin: string) => url.slice(origin.length)

test('the address opens the office once and turns into a strict cookie', async () => {
  const { shell } = await openTestShell()
  const path = pathOf(shell.newUrl(), shell.origin)
  const first = await send(shell.port, { path })
  expect(first.status).toBe(303)
  expect(first.headers.location).toBe('/')
  expect(first.headers['set-cookie']).toHaveLength(1)
  expect(first.headers['set-cookie']?.[0]).toMatch(
    new RegExp(`^starhouse-${shell.port}=[0-9a-f]{64}; HttpOnly; SameSite=Strict; Path=/$`),
  )
  const second = await send(shell.port, { path })
  expect(second.status).toBe(403)
  expect(second.headers['set-cookie']).toBeUndefined()
})

test('a used address leads home in a browser that is in already', async () => {
  const { shell, cookie } = await openTestShell()
  const path = pathOf(shell.newUrl(), shell.origin)
  await send(shell.port, { path })
  const again = await send(shell.port, { path, headers: { Cookie: cookie } })
  expect([again.status, again.headers.location]).toEqual([303, '/'])
})

test.each(['', 'starhouse=1', 'other=x'])('without our cookie (%j) nothing answers', async wrong => {
  const { shell } = await openTestShell()
  for (const path of ['/', '/assets/main.js', '/events', '/window-office.js', '/?token=', '/?token=guess']) {
    const answer = await send(shell.port, { path, headers: { Cookie: wrong } })
    expect([path, answer.status]).toEqual([path, 403])
  }
})

test('a cookie of another office is refused', async () => {
  const one = await openTestShell()
  const other = await openTestShell()
  const forged = `starhouse-${one.shell.port}=${other.cookie.split('=')[1]}`
  expect((await one.get('/')).status).toBe(200)
  expect((await one.get('/', { Cookie: forged })).status).toBe(403)
})

test('only 127.0.0.1 and localhost with our port are our host', async () => {
  const { shell, get } = await openTestShell()
  for (const host of [`127.0.0.1:${shell.port}`, `localhost:${shell.port}`]) {
    expect((await get('/', { Host: host })).status).toBe(200)
  }
  const strangers = [
    '127.0.0.1',
    `evil.example.org:${shell.port}`,
    '127.0.0.1:1',
    `127.0.0.1:${shell.port}.example.org`,
  ]
  for (const host of strangers) expect([host, (await get('/', { Host: host })).status]).toEqual([host, 403])
})

test('a request from another page is refused, and a change needs our origin', async () => {
  const { shell, office, get, post } = await openTestShell()
  const strangers = [
    'http://evil.example.org',
    'null',
    `http://127.0.0.1:${shell.port + 1}`,
    `https://127.0.0.1:${shell.port}`,
  ]
  for (const origin of strangers) {
    expect((await get('/', { Origin: origin })).status).toBe(403)
    expect((await post('/call', { name: 'office.status', input: {} }, { Origin: origin })).status).toBe(403)
  }
  const { cookie } = await openTestShell()
  const noOrigin = await send(shell.port, {
    method: 'POST',
    path: '/call',
    headers: { Cookie: cookie, 'Content-Type': 'application/json' },
    body: '{}',
  })
  expect(noOrigin.status).toBe(403)
  expect(office.call).not.toHaveBeenCalled()
})

test('a page on another port of this computer cannot embed ours', async () => {
  const { get } = await openTestShell()
  for (const [site, status] of [
    ['same-origin', 200],
    ['none', 200],
    ['same-site', 403],
    ['cross-site', 403],
  ] as const) {
    expect([site, (await get('/assets/main.js', { 'Sec-Fetch-Site': site })).status]).toEqual([site, status])
  }
})

test('no answer ever allows another origin to read it', async () => {
  const { get, post } = await openTestShell()
  for (const answer of [
    await get('/'),
    await get('/nothing'),
    await post('/call', { name: 'office.status', input: {} }),
  ]) {
    expect(Object.keys(answer.headers).filter(name => name.startsWith('access-control'))).toEqual([])
  }
})

test('the page has the policy with its own nonce, and our script before all others', async () => {
  const { get } = await openTestShell()
  const [one, two] = [await get('/'), await get('/')]
  const nonce = /nonce="([\w-]+)"/.exec(one.text)?.[1] ?? ''
  expect(nonce.length).toBeGreaterThanOrEqual(20)
  expect(one.headers['content-security-policy']).toBe(contentSecurityPolicy(nonce))
  expect(two.text).not.toContain(nonce)
  expect(one.text).not.toContain('__STYLE_NONCE__')
  expect(one.text.indexOf('/window-office.js')).toBeGreaterThan(0)
  expect(one.text.indexOf('/window-office.js')).toBeLessThan(one.text.indexOf('/assets/main.js'))
})

test('every kind of answer carries the security headers', async () => {
  const { get, post } = await openTestShell()
  const answers = [
    await get('/'),
    await get('/assets/main.js'),
    await get('/nothing'),
    await get('/call'),
    await get('/', { Cookie: '' }),
    await get('/?token=guess'),
    await post('/call', { name: 'office.status', input: {} }),
    await post('/call', 'not json'),
  ]
  for (const { headers } of answers) {
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['referrer-policy']).toBe('no-referrer')
  }
})

test.each([
  ['POST', '/', 'GET'],
  ['PUT', '/call', 'POST'],
  ['GET', '/call', 'POST'],
  ['GET', '/upload', 'POST'],
  ['POST', '/events', 'GET'],
  ['OPTIONS', '/call', 'POST'],
  ['TRACE', '/', 'GET'],
])('%s %s is refused, only %s is possible', async (method, path, allowed) => {
  const { shell, cookie } = await openTestShell()
  const answer = await send(shell.port, { method, path, headers: { Cookie: cookie, Origin: shell.origin } })
  expect([answer.status, answer.headers.allow]).toEqual([405, allowed])
})

test('calls reach the office and come back as they are', async () => {
  const { office, post } = await openTestShell()
  const answer = await post('/call', { name: 'contacts.list', input: { limit: 5 } })
  expect(JSON.parse(answer.text)).toEqual({ ok: true, value: { name: 'contacts.list', input: { limit: 5 } } })
  await post('/start', { name: 'demo.create', input: {} })
  expect(office.start).toHaveBeenCalledWith('demo.create', {})
  await post('/cancel', { taskId: 'task_1' })
  expect(office.cancel).toHaveBeenCalledWith('task_1')
})

test('S20 an error of the office passes as its code, a crash as nothing but "unexpected"', async () => {
  const { office, post } = await openTestShell()
  vi.mocked(office.call).mockResolvedValueOnce({
    ok: false,
    error: { code: 'not.found', facts: { thing: 'contact' } },
  })
  const known = await post('/call', { name: 'contacts.get', input: {} })
  expect(JSON.parse(known.text)).toEqual({
    ok: false,
    error: { code: 'not.found', facts: { thing: 'contact' } },
  })
  vi.mocked(office.call).mockRejectedValueOnce(new Error('SQLITE_ERROR near "SELECT": /home/ada/office.db'))
  const crash = await post('/call', { name: 'contacts.get', input: {} })
  expect([crash.status, crash.text]).toEqual([500, '{"ok":false,"error":{"code":"unexpected"}}'])
})

test('S17 what is not a call of the contract never reaches the office', async () => {
  const { office, post } = await openTestShell()
  const unknown = await post('/call', { name: 'toString', input: {} })
  expect(JSON.parse(unknown.text)).toMatchObject({ ok: false, error: { code: 'method.unknown' } })
  const junk = [
    null,
    [],
    'x',
    1,
    {},
    { name: 1 },
    { name: 'office.status', input: {}, extra: 1 },
    { name: 'a'.repeat(101) },
  ]
  for (const body of junk) {
    const answer = await post('/call', JSON.stringify(body))
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
      400,
      { ok: false, error: { code: 'input.invalid' } },
    ])
  }
  expect(office.call).not.toHaveBeenCalled()
})

test.each([
  '{"__proto__":{"isAdmin":true},"name":"office.status","input":{}}',
  '{"name":"lists.exportCsv","input":{"list":"contacts","input":{"__proto__":{"isAdmin":true}}}}',
])('a __proto__ key is refused wherever it stands', async body => {
  const { office, post } = await openTestShell()
  const answer = await post('/call', body)
  expect(answer.status).toBe(400)
  expect(office.call).not.toHaveBeenCalled()
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
})

test('JSON is limited to 1 MB, with and without an announced length, and must be called JSON', async () => {
  const { office, shell, cookie, post } = await openTestShell()
  const big = JSON.stringify({ name: 'notes.add', input: { text: 'x'.repeat(1024 * 1024) } })
  const announced = await post('/call', big)
  expect(announced.text).toContain('larger than 1 MB')
  const chunked = await send(shell.port, {
    method: 'POST',
    path: '/call',
    headers: {
      Cookie: cookie,
      Origin: shell.origin,
      'Content-Type': 'application/json',
      'Transfer-Encoding': 'chunked',
    },
    body: big,
  })
  expect(chunked.text).toContain('larger than 1 MB')
  const form = await post('/call', '{"name":"office.status","input":{}}', { 'Content-Type': 'text/plain' })
  expect(form.text).toContain('it is not JSON')
  expect(office.call).not.toHaveBeenCalled()
})

test('files that were not built are not served, however the path is written', async () => {
  const { get } = await openTestShell()
  const paths = [
    '/secret.txt',
    '/manifest.json',
    '/../secret.txt',
    '/assets/../secret.txt',
    '/%2e%2e/browser/window-office.js',
    '/assets/..%2fsecret.txt',
    '//secret.txt',
    '/__proto__',
    '/constructor',
  ]
  for (const path of paths) {
    const answer = await get(path)
    expect([path, answer.status]).toEqual([path, 404])
    expect(answer.text).not.toContain('canary')
  }
})

property.prop(
  [
    fc.array(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', 'assets', 'secret.txt', '%00', 'renderer', ';', '%'),
      { maxLength: 6 },
    ),
  ],
  { numRuns: 150 },
)('no path serves the file beside the built ones', async parts => {
  const { get } = await openTestShell()
  const answer = await get(`/${parts.join('/')}`)
  expect(answer.text).not.toContain('canary')
  expect(answer.status === 404 || (answer.status === 200 && parts.length === 0)).toBe(true)
})

test('a port that is taken is an error, and leaves no upload folder', async () => {
  const { shell, office } = await openTestShell()
  const folder = mkdtempSync(join(tmpdir(), 'starhouse-test-'))
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })
  const rendererDir = buildTinyWindow()
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, folder)
  await expect(startBrowserShell({ office, rendererDir, port: shell.port })).rejects.toThrow('EADDRINUSE')
  expect(readdirSync(folder)).toEqual([])
})

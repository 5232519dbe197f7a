import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { expect, test, vi } from 'vitest'
import { type OpenShell, openTestShell, send } from './test-shell.ts'

function upload(open: OpenShell, body: Buffer | string, headers: Record<string, string> = {}) {
  return send(open.shell.port, {
    method: 'POST',
    path: '/upload',
    headers: { Cookie: open.cookie, Origin: open.shell.origin, 'X-File-Name': 'people.csv', ...headers },
    body,
  })
}

test('an upload is streamed into the private folder and known by an id', async () => {
  const open = await openTestShell()
  const bytes = Buffer.alloc(300_000, 'a,b\n')
  const id = `file_${'1'.padStart(32, '0')}`
  vi.mocked(open.office.registerFile).mockResolvedValueOnce({
    ok: true,
    value: { fileId: id, path: '/secret' },
  })
  const answer = await upload(open, bytes)
  expect(JSON.parse(answer.text)).toEqual({
    ok: true,
    value: { fileId: `file_${'1'.padStart(32, '0')}`, fileName: 'people.csv' },
  })
  const registered = vi.mocked(open.office.registerFile).mock.calls[0]?.[0]
  expect(registered).toMatchObject({ fileName: 'people.csv', isTemporary: true })
  expect(registered?.path.startsWith(open.shell.uploadFolder)).toBe(true)
  expect(readFileSync(registered?.path ?? '')).toEqual(bytes)
})

test('only this user can read uploads', async () => {
  const open = await openTestShell()
  await upload(open, 'a,b\n')
  const file = vi.mocked(open.office.registerFile).mock.calls[0]?.[0].path ?? ''
  // Windows has no such bits; there the folder lies in the user's own profile.
  const closedToOthers = process.platform === 'win32' ? [] : [0o700, 0o600]
  const modes = [open.shell.uploadFolder, file].map(path => statSync(path).mode & 0o777)
  expect(modes).toEqual(expect.arrayContaining(closedToOthers))
})

test.each([
  [encodeURIComponent('../../etc/cron.d/people.csv'), 'people.csv'],
  [encodeURIComponent('Größe 人.csv'), 'Größe 人.csv'],
  ['%E0%A4%A', 'file'],
  ['', 'file'],
])('the file name %j becomes %j and never part of the path', async (header, fileName) => {
  const open = await openTestShell()
  await upload(open, 'a\n', { 'X-File-Name': header })
  const registered = vi.mocked(open.office.registerFile).mock.calls[0]?.[0]
  expect(registered?.fileName).toBe(fileName)
  expect(registered?.path.slice(open.shell.uploadFolder.length)).toMatch(/^[/\\][0-9a-f]{32}\.upload$/)
})

test('a file over the limit is refused and leaves nothing behind', async () => {
  const open = await openTestShell({ uploadLimitBytes: 1000 })
  const announced = await upload(open, Buffer.alloc(1001))
  const chunked = await upload(open, Buffer.alloc(1001), { 'Transfer-Encoding': 'chunked' })
  for (const answer of [announced, chunked]) {
    expect(answer.status).toBe(413)
    expect(JSON.parse(answer.text)).toEqual({
      ok: false,
      error: { code: 'file.tooLarge', facts: { file: 'people.csv', limit: '1 GB' } },
    })
  }
  expect(readdirSync(open.shell.uploadFolder)).toEqual([])
  expect(open.office.registerFile).not.toHaveBeenCalled()
  expect((await upload(open, Buffer.alloc(1000))).status).toBe(200)
})

test('an upload that breaks off is deleted and never told to the office', async () => {
  const open = await openTestShell()
  const request = httpRequest({
    host: '127.0.0.1',
    port: open.shell.port,
    method: 'POST',
    path: '/upload',
    headers: { Cookie: open.cookie, Origin: open.shell.origin, 'Content-Length': '100000' },
  })
  request.on('error', () => {})
  request.write(Buffer.alloc(5000, 'x'))
  await vi.waitFor(() => expect(readdirSync(open.shell.uploadFolder)).toHaveLength(1))
  request.destroy()
  await vi.waitFor(() => expect(readdirSync(open.shell.uploadFolder)).toEqual([]))
  expect(open.office.registerFile).not.toHaveBeenCalled()
})

test('a file the office refuses is deleted', async () => {
  const open = await openTestShell()
  vi.mocked(open.office.registerFile).mockResolvedValueOnce({ ok: false, error: { code: 'office.closed' } })
  const answer = await upload(open, 'a\n')
  expect(JSON.parse(answer.text)).toEqual({ ok: false, error: { code: 'office.closed' } })
  expect(readdirSync(open.shell.uploadFolder)).toEqual([])
})

test('closing the shell removes every upload', async () => {
  const open = await openTestShell()
  await upload(open, 'a\n')
  await open.shell.close()
  expect(existsSync(open.shell.uploadFolder)).toBe(false)
})

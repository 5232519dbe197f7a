import { beforeEach, expect, test, vi } from 'vitest'
import { resetElectron, shell } from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

const { linkToOpen, openLink } = await import('./external-links.ts')

beforeEach(resetElectron)

test.each([
  'https://example.org/help?page=1#top',
  'mailto:orla@example.org?subject=Hello',
  'tel:+13035550101',
])('S15 %s may be opened', async url => {
  expect(await openLink(url)).toBe(true)
  expect(shell.openExternal.mock.calls).toEqual([[url]])
})

test.each([
  'http://example.org/',
  'file:///etc/passwd',
  'smb://example.org/share',
  'ms-msdt:/id',
  'search-ms:query=x',
  'javascript:alert(1)',
  'data:text/html,x',
  'app://bundle/',
  'https:example.org',
  'https:/example.org',
  'https:\\\\example.org',
  'https://user:pass@example.org/',
  'https://user@example.org/',
  'https://example.org/\r\nX: 1',
  'https://example.org/a b',
  ' https://example.org/',
  'mailto:a@example.org?attach=/etc/passwd',
  'mailto:a@example.org?%61ttachment=/etc/passwd',
  'mailto:a@example.org?%E0%A4%A',
  'tel:+1303;phone-context=<x>',
  'https://',
  '',
  'nonsense',
  `https://example.org/${'a'.repeat(2000)}`,
])('S15 %j is not opened', async url => {
  expect(linkToOpen(url)).toBeNull()
  expect(await openLink(url)).toBe(false)
  expect(shell.openExternal).not.toHaveBeenCalled()
})

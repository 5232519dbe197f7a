import { test as property, fc } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { contentSecurityPolicy, contentTypeOf, manifestEntryOf, pageHeaders, withStyleNonce } from './page.ts'

const directives = contentSecurityPolicy('R4nd0m').split('; ')
const expected = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'nonce-R4nd0m'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
]

test.each(expected)('S08 the policy says %s', directive => {
  expect(directives).toContain(directive)
})

test('S08 the policy is exactly the reviewed one, without wildcards, eval or inline scripts', () => {
  expect(directives).toEqual(expected)
  expect(directives.join('; ')).not.toMatch(/\*|unsafe-eval|unsafe-inline|http:|https:/)
})

test.each([
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Referrer-Policy', 'no-referrer'],
  ['Cache-Control', 'no-store'],
  ['Content-Security-Policy', contentSecurityPolicy('n')],
])('S08 every response carries %s', (name, value) => {
  expect(pageHeaders('n')[name]).toBe(value)
})

test('S08 each place in the page that asks for the nonce gets it', () => {
  expect(withStyleNonce('<meta nonce="__STYLE_NONCE__"><style nonce="__STYLE_NONCE__">', 'abc')).toBe(
    '<meta nonce="abc"><style nonce="abc">',
  )
})

const manifest = new Set(['index.html', 'assets/main-1.js', 'assets/inter.woff2'])

test('S06 the built files are found by their exact path', () => {
  expect(manifestEntryOf('/', manifest)).toBe('index.html')
  expect(manifestEntryOf('/assets/main-1.js', manifest)).toBe('assets/main-1.js')
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
          'index.html',
          'assets',
          'main-1.js',
        ),
        fc.string({ maxLength: 8 }),
      ),
      { maxLength: 8 },
    ),
  ],
  { numRuns: 5000 },
)('S06 no spelling of a path leads to anything but a built file', parts => {
  const entry = manifestEntryOf(`/${parts.join('/')}`, manifest)
  expect(entry === null || manifest.has(entry)).toBe(true)
})

test.each([
  '/../package.json',
  '/%2e%2e/package.json',
  '/assets/../index.html',
  '//index.html',
  'index.html',
  '/index.html%00',
  '/%',
])('S06 %s is refused', path => {
  expect(manifestEntryOf(path, manifest)).toBeNull()
})

test('files are served with their media type', () => {
  expect(contentTypeOf('assets/main-1.js')).toBe('text/javascript; charset=utf-8')
  expect(contentTypeOf('assets/inter.woff2')).toBe('font/woff2')
  expect(contentTypeOf('assets/strange.bin')).toBe('application/octet-stream')
})

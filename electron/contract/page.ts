import { z } from 'zod'

/** Stands in the built HTML where each response gets its own nonce. */
const noncePlaceholder = '__STYLE_NONCE__'

/** The list of built files beside index.html; both shells serve these and nothing else. Paths are relative, with `/`. */
export const PageManifest = z.array(z.string().regex(/^[\w][\w./@-]*$/)).min(1)

/**
 * The content security policy of the window, the same in every shell. Styles need a nonce because Mantine writes its
 * variables into a style element; scripts come only from our own built files.
 */
export function contentSecurityPolicy(styleNonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')
}

/** Headers of every response with a page or a part of one. */
export function pageHeaders(styleNonce: string): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(styleNonce),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  }
}

/** The HTML with the nonce of this response. */
export function withStyleNonce(html: string, styleNonce: string): string {
  return html.replaceAll(noncePlaceholder, styleNonce)
}

/**
 * The manifest entry a URL path asks for, or null. The path is decoded once; only an exact match counts, so `..`, encoded
 * separators, NUL and other spellings of the same file are all refused.
 */
export function manifestEntryOf(urlPath: string, manifest: ReadonlySet<string>): string | null {
  let path: string
  try {
    path = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  const entry = path === '/' ? 'index.html' : path.slice(1)
  return path.startsWith('/') && manifest.has(entry) ? entry : null
}

const contentTypes: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
  json: 'application/json; charset=utf-8',
}

/** The media type by the ending; unknown endings are served as bytes. */
export function contentTypeOf(entry: string): string {
  return contentTypes[entry.slice(entry.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}

import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import {
  contentTypeOf,
  manifestEntryOf,
  PageManifest,
  pageHeaders,
  withStyleNonce,
} from '../contract/page.ts'
import { createStyleNonce } from './gate.ts'

/** The script that gives the page its `window.office`; it stands before all others. */
const officeScript = 'window-office.js'

/** The built files of the window, from `rendererDir` (with its manifest.json) and the browser bundle beside it. */
export type Pages = {
  has: (urlPath: string) => boolean
  send: (urlPath: string, response: ServerResponse) => Promise<void>
}

export function readPages(rendererDir: string): Pages {
  const built = PageManifest.parse(JSON.parse(readFileSync(join(rendererDir, 'manifest.json'), 'utf8')))
  const files = new Map(built.map(entry => [entry, join(rendererDir, entry)]))
  files.set(officeScript, join(rendererDir, '..', 'browser', officeScript))
  const entries = new Set(files.keys())

  return {
    has: urlPath => manifestEntryOf(urlPath, entries) !== null,
    send: async (urlPath, response) => {
      const entry = manifestEntryOf(urlPath, entries)
      const path = entry === null ? undefined : files.get(entry)
      if (entry === null || path === undefined) throw new Error('asked for a page that is not there')
      const styleNonce = createStyleNonce()
      const bytes = await readFile(path)
      const body = entry === 'index.html' ? Buffer.from(pageOf(bytes.toString('utf8'), styleNonce)) : bytes
      response.writeHead(200, {
        ...pageHeaders(styleNonce),
        'Content-Type': contentTypeOf(entry),
        'Content-Length': body.byteLength,
      })
      response.end(body)
    },
  }
}

function pageOf(html: string, styleNonce: string): string {
  return withStyleNonce(html, styleNonce).replace(/<head>/i, `<head><script src="/${officeScript}"></script>`)
}

import { app, type WebContents } from 'electron'
import { openLink } from './external-links.ts'
import { logError } from './log.ts'
import { homeUrl } from './protocol.ts'

function tryLink(url: string): void {
  openLink(url).catch(() => logError('link was not opened'))
}

/** A window stays where it is: no other page, no second window, no embedded page. Links go to the system's programs. */
function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    tryLink(url)
    return { action: 'deny' }
  })
  contents.on('will-navigate', event => {
    if (event.url === homeUrl) return
    event.preventDefault()
    tryLink(event.url)
  })
  contents.on('will-frame-navigate', event => {
    if (!event.isMainFrame || event.url !== homeUrl) event.preventDefault()
  })
  contents.on('will-redirect', event => event.preventDefault())
  contents.on('will-attach-webview', event => event.preventDefault())
}

/** Guards every window there will ever be. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}

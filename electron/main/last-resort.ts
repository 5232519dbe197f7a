import { app, type BrowserWindow, crashReporter, dialog } from 'electron'
import { sentenceOf } from '../contract/errors.ts'
import { factsOfError, logError } from './log.ts'

/** Crash dumps stay on this computer: a dump is memory and holds people's data. */
export function keepCrashReportsHere(): void {
  crashReporter.start({ uploadToServer: false })
}

/** What nobody caught ends here: written down without details, told in one sentence. */
export function catchLastResort(): void {
  process.on('uncaughtException', cause => {
    logError('uncaught exception', factsOfError(cause))
    dialog.showErrorBox('StarHouse Office', sentenceOf({ code: 'unexpected' }))
    app.exit(1)
  })
  process.on('unhandledRejection', cause => logError('unhandled rejection', factsOfError(cause)))
  app.on('child-process-gone', (_event, { reason, exitCode }) =>
    logError('child process gone', { reason, exitCode }),
  )
}

const maximumReloads = 3

/** A window whose page crashed is loaded again, but not for ever. */
export function reviveWindow(window: BrowserWindow): void {
  let reloads = 0
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    logError('window gone', { reason, exitCode })
    if (reason === 'clean-exit' || reloads >= maximumReloads) return
    reloads += 1
    window.webContents.reload()
  })
}

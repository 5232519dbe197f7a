import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultDataDir } from '../contract/data-dir.ts'
import { startOfficeThread } from '../office/start.ts'
import { type BrowserShell, startBrowserShell } from './shell.ts'

export { type BrowserShell, type BrowserShellOptions, startBrowserShell } from './shell.ts'

const usage = 'Usage: npm run web -- [--data DIR] [--port N] [--no-open]'

type Arguments = { dataDir: string; port: number; isOpening: boolean }

/** Null when the words cannot be understood. */
export function readArguments(words: string[]): Arguments | null {
  try {
    const { values } = parseArgs({
      args: words,
      options: { data: { type: 'string' }, port: { type: 'string' }, 'no-open': { type: 'boolean' } },
    })
    const port = Number(values.port ?? 0)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return null
    return {
      dataDir:
        values.data === undefined
          ? defaultDataDir(process.platform, process.env, homedir())
          : resolve(values.data),
      port,
      isOpening: values['no-open'] !== true,
    }
  } catch {
    return null
  }
}

/** How a system browser is started here, or null when there is no screen. */
export function browserCommand(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  url: string,
): { command: string; words: string[] } | null {
  if (platform === 'win32') return { command: 'rundll32', words: ['url.dll,FileProtocolHandler', url] }
  if (platform === 'darwin') return { command: 'open', words: [url] }
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? { command: 'xdg-open', words: [url] } : null
}

function openSystemBrowser(url: string): void {
  const found = browserCommand(process.platform, process.env, url)
  if (found === null) return
  const browser = spawn(found.command, found.words, { detached: true, stdio: 'ignore' })
  browser.on('error', () => console.log('No browser could be started; open the address yourself.'))
  browser.unref()
}

function isPortTaken(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
}

async function untilStopped(): Promise<void> {
  await new Promise<void>(stop => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop())
  })
}

/** Runs the browser shell until it is asked to stop. Answers the exit code. */
export async function runBrowserShell(words: string[]): Promise<number> {
  const given = readArguments(words)
  if (given === null) {
    console.error(usage)
    return 2
  }
  const office = startOfficeThread({ dataDir: given.dataDir })
  const rendererDir = join(import.meta.dirname, '..', '..', 'dist', 'renderer')
  let shell: BrowserShell
  try {
    shell = await startBrowserShell({ office, rendererDir, port: given.port })
  } catch (cause) {
    await office.close()
    if (!isPortTaken(cause)) throw cause
    console.error(`Port ${given.port} is used by another program. Leave --port out, or name another one.`)
    return 2
  }
  const url = shell.newUrl()
  console.log(`StarHouse Office: ${url}`)
  console.log('The address works once. Press Enter for a new one, Ctrl C to stop.')
  if (process.stdin.isTTY) process.stdin.on('data', () => console.log(shell.newUrl()))
  if (given.isOpening) openSystemBrowser(url)

  await untilStopped()
  await shell.close()
  await office.close()
  return 0
}

if (import.meta.main) process.exit(await runBrowserShell(process.argv.slice(2)))

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      name => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  }
  if (process.platform === 'win32') {
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
      .map(variable => process.env[variable])
      .filter(folder => folder !== undefined)
      .flatMap(folder => [
        join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ])
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '')
  return commands.flatMap(command => folders.map(folder => join(folder, command)))
}

/** An installed Chromium, Chrome or Edge; STARHOUSE_BROWSER names another one. Null when there is none. */
export function findBrowser(): string | null {
  const named = process.env['STARHOUSE_BROWSER']
  if (named) return named
  return usualPlaces().find(path => existsSync(path)) ?? null
}

/**
 * Installs a browser for the tests: Debian's Chromium where that is possible, else Playwright's own download.
 * Answers what went wrong, or null.
 */
export function installBrowser(projectDir: string): string | null {
  const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (isDebianRoot) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const run = (...words: string[]) => spawnSync('apt-get', words, { env, stdio: 'ignore' }).status === 0
    run('update')
    if (run('install', '-y', '--no-install-recommends', 'chromium') && findBrowser() !== null) return null
  }
  const cli = join(projectDir, 'node_modules', '@playwright', 'test', 'cli.js')
  const download = spawnSync(process.execPath, [cli, 'install', 'chromium'], { encoding: 'utf8' })
  return download.status === 0
    ? null
    : `no browser could be installed: ${download.stderr.trim().split('\n')[0]}`
}

/** Keeps a browser from looking anything up outside this computer; root cannot use Chromium's own sandbox. */
export function browserFlags(): string[] {
  const isRoot = process.getuid?.() === 0
  return [
    ...(isRoot ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]
}

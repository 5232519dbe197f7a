import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runBrowserShell } from './browser/index.ts'

const projectDir = join(import.meta.dirname, '..')

const names: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
}

/**
 * The Electron binary, if it is on this computer. The `electron` package is not asked, because it would start a download.
 */
function findElectron(): string | null {
  const packageDir = join(projectDir, 'node_modules', 'electron')
  const pathFile = join(packageDir, 'path.txt')
  const name = existsSync(pathFile)
    ? readFileSync(pathFile, 'utf8').trim()
    : (names[process.platform] ?? 'electron')
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageDir, 'dist')
  const binary = join(folder, name)
  return existsSync(binary) ? binary : null
}

/** Why the browser is used instead of Electron, or null when Electron can be. */
function whyBrowser(binary: string | null): string | null {
  if (binary === null) return "Electron's binary is not on this computer (npx install-electron fetches it)"
  if (process.platform !== 'linux') return null
  if (process.getuid?.() === 0) return 'Electron does not run as root'
  return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? null : 'There is no display'
}

const binary = findElectron()
const reason = whyBrowser(binary)
if (binary === null || reason !== null) {
  console.log(`${reason}, so StarHouse Office opens in the browser.`)
  process.exit(await runBrowserShell(process.argv.slice(2)))
}
const window = spawn(binary, [projectDir, ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => window.kill(signal))
window.on('exit', code => process.exit(code ?? 1))

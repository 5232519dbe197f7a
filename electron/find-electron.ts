import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const names: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
}

/**
 * The Electron binary of the package in `packageDir`, or of ELECTRON_OVERRIDE_DIST_PATH, if it is on this computer. The
 * package itself is not asked, because it would start a download.
 */
export function findElectron(
  packageDir: string,
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): string | null {
  const pathFile = join(packageDir, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : (names[platform] ?? 'electron')
  const binary = join(env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageDir, 'dist'), name)
  return existsSync(binary) ? binary : null
}

/** Why the browser has to do, in words, or null when Electron can open a window. */
export function reasonForBrowser(at: {
  binary: string | null
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  isRoot: boolean
}): string | null {
  if (at.binary === null) return "Electron's binary is not on this computer (npx install-electron fetches it)"
  if (at.platform !== 'linux') return null
  if (at.isRoot) return 'Electron does not run as root'
  return at.env['DISPLAY'] || at.env['WAYLAND_DISPLAY'] ? null : 'There is no display'
}

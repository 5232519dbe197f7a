import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const projectDir = join(import.meta.dirname, '..', '..')

/** The Electron binary when it is on this computer and a window can be shown. Never starts a download. */
export function findElectronBinary(): string | null {
  const isWithoutDisplay =
    process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']
  if (isWithoutDisplay) return null
  const packageDir = join(projectDir, 'node_modules', 'electron')
  const pathFile = join(packageDir, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron'
  const binary = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageDir, 'dist'), name)
  return existsSync(binary) ? binary : null
}

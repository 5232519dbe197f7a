import { cpSync, existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { build, type InlineConfig } from 'vite'
import {
  distDir,
  firstScriptBundle,
  mainBundle,
  officeBundle,
  preloadBundle,
  projectDir,
  windowBundle,
} from './bundles.ts'

const stamp = join(distDir, 'built')
const sources = [
  'electron',
  'renderer',
  'db',
  'importers',
  'assets',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

/** Tests and measurements do not end up in a bundle. */
function isBundled(path: string): boolean {
  const parts = path.split(sep)
  return !/\.test\.tsx?$/.test(path) && !parts.includes('e2e') && !parts.includes('cli')
}

function newestChange(): number {
  const files = sources
    .map(name => join(projectDir, name))
    .filter(path => existsSync(path))
    .flatMap(path => (statSync(path).isDirectory() ? filesUnder(path) : [path]))
  return Math.max(...files.filter(isBundled).map(path => statSync(path).mtimeMs))
}

function isBuilt(): boolean {
  return existsSync(stamp) && statSync(stamp).mtimeMs >= newestChange()
}

/** The shells serve exactly these files. */
function writeManifest(): void {
  const folder = join(distDir, 'renderer')
  const entries = filesUnder(folder).map(path => relative(folder, path).split(sep).join('/'))
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(entries.sort(), null, 1)}\n`)
}

async function buildAll(): Promise<void> {
  // The stamp carries the time before the build, so that a change made meanwhile is not missed.
  const startedAt = new Date()
  rmSync(stamp, { force: true })
  const bundles: [string, () => InlineConfig][] = [
    ['window', windowBundle],
    ['first script', firstScriptBundle],
    ['preload', preloadBundle],
    ['main', mainBundle],
    ['office', officeBundle],
  ]
  for (const [name, bundle] of bundles) {
    console.error(`building ${name}`)
    await build(bundle())
  }
  writeManifest()
  cpSync(join(projectDir, 'db', 'migrations'), join(distDir, 'office', 'migrations'), { recursive: true })
  writeFileSync(stamp, '')
  utimesSync(stamp, startedAt, startedAt)
}

if (!(process.argv.includes('--if-stale') && isBuilt())) await buildAll()

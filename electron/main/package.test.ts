import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { extractFile, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { afterPack, fusePlan } from './after-pack.ts'

const projectDir = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'starhouse-package-'))
const appDir = join(folder, 'release', 'linux-unpacked')
const asar = join(appDir, 'resources', 'app.asar')

const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuseNumbers = Object.keys(FuseV1Options).filter(key => /^\d+$/.test(key))

/** Bytes that look to the fuse tool like Electron as it is downloaded. */
function standInBinary(fuseCount: number): Buffer {
  const wire = Buffer.from('101100011'.padEnd(fuseCount, '0').slice(0, fuseCount))
  return Buffer.concat([
    Buffer.alloc(5000, 7),
    Buffer.from(sentinel),
    Buffer.from([1, fuseCount]),
    wire,
    Buffer.alloc(5000, 9),
  ])
}

/** A folder shaped like Electron's distribution for Linux. */
function writeStandIn(electronDist: string): void {
  mkdirSync(join(electronDist, 'resources'), { recursive: true })
  mkdirSync(join(electronDist, 'locales'))
  writeFileSync(join(electronDist, 'electron'), standInBinary(fuseNumbers.length), { mode: 0o755 })
  writeFileSync(join(electronDist, 'version'), '45.4.1')
  writeFileSync(join(electronDist, 'LICENSE'), 'stand-in')
  for (const language of ['en-US', 'de'])
    writeFileSync(join(electronDist, 'locales', `${language}.pak`), 'stand-in')
}

function filesUnder(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

function runNode(...words: string[]): void {
  execFileSync(process.execPath, words, {
    cwd: projectDir,
    stdio: 'pipe',
    env: { ...process.env, NODE_ENV: 'production' },
  })
}

let packed: string[]

beforeAll(() => {
  const electronDist = join(folder, 'electron')
  writeStandIn(electronDist)
  runNode(join('electron', 'build.ts'), '--if-stale')
  runNode(
    join('node_modules', 'electron-builder', 'out', 'cli', 'cli.js'),
    '--linux',
    'dir',
    '--x64',
    `-c.electronDist=${electronDist}`,
    `-c.directories.output=${join(folder, 'release')}`,
  )
  const entries = listPackage(asar, { isPack: false }).map(entry => entry.split(sep).join('/').slice(1))
  packed = entries.filter(entry => !entries.some(other => other.startsWith(`${entry}/`)))
}, 240_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const allowed = [
  /^package\.json$/,
  /^dist\/main\/index\.js$/,
  /^dist\/office\/[\w-]+\.js$/,
  /^dist\/office\/migrations\/\d{4}_\w+\.sql$/,
  /^dist\/office\/migrations\/meta\/_journal\.json$/,
  /^dist\/preload\/index\.cjs$/,
  /^dist\/renderer\/(index\.html|manifest\.json)$/,
  /^dist\/renderer\/assets\/[\w.@-]+\.(js|css|woff2|svg|png)$/,
  /^node_modules\/better-sqlite3\/(package\.json|LICENSE)$/,
  /^node_modules\/better-sqlite3\/lib\/(methods\/)?[\w-]+\.js$/,
  /^node_modules\/better-sqlite3\/prebuilds\/linux(musl)?-x64\.node$/,
]

test('S25 the package holds only what we ship', () => {
  expect(packed.filter(entry => !allowed.some(pattern => pattern.test(entry)))).toEqual([])
})

test('S25 nothing that is needed to run is missing', () => {
  for (const pattern of allowed)
    expect([pattern.source, packed.some(entry => pattern.test(entry))]).toEqual([pattern.source, true])
})

test('S25 beside the package lie only Electron and the files that must be real files', () => {
  const outside = filesUnder(appDir).filter(entry => !entry.startsWith('resources/app.asar.unpacked/'))
  expect(outside.sort()).toEqual(
    ['LICENSE.electron.txt', 'locales/en-US.pak', 'resources/app.asar', 'starhouse-office', 'version'].sort(),
  )
  const unpacked = filesUnder(join(appDir, 'resources', 'app.asar.unpacked'))
  expect(unpacked).toContain('node_modules/better-sqlite3/prebuilds/linux-x64.node')
  expect(unpacked.filter(entry => !packed.includes(entry))).toEqual([])
})

test('S25 no source map, key, environment or path of the building computer is inside', () => {
  const texts = packed.filter(
    entry => /\.(js|cjs|html|css|json|sql)$/.test(entry) && entry.startsWith('dist/'),
  )
  expect(texts.length).toBeGreaterThan(5)
  for (const entry of texts) {
    const text = extractFile(asar, entry.split('/').join(sep)).toString('utf8')
    const found = ['sourceMappingURL=', 'PRIVATE KEY-----', projectDir, join(homedir(), '.')].filter(word =>
      text.includes(word),
    )
    expect([entry, found]).toEqual([entry, []])
  }
})

test('S25 the shipped package.json starts the bundle and brings no development', () => {
  const manifest = JSON.parse(extractFile(asar, 'package.json').toString('utf8')) as Record<string, unknown>
  expect(manifest['main']).toBe('dist/main/index.js')
  expect(manifest['type']).toBe('module')
  expect(manifest).not.toHaveProperty('devDependencies')
  expect(manifest).not.toHaveProperty('scripts')
})

test('S04 the preload needs nothing but electron, the page nothing of Node', () => {
  const preload = extractFile(asar, join('dist', 'preload', 'index.cjs')).toString('utf8')
  expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map(match => match[1])).toEqual(['electron'])
  for (const entry of packed.filter(name => /^dist\/renderer\/assets\/.*\.js$/.test(name))) {
    const text = extractFile(asar, entry.split('/').join(sep)).toString('utf8')
    const imports = ts.preProcessFile(text).importedFiles.map(file => file.fileName)
    expect([entry, imports.filter(name => !/^\.{0,2}\//.test(name))]).toEqual([entry, []])
    expect([entry, /["'](?:node:\w+|electron)["']/.test(text)]).toEqual([entry, false])
  }
})

// Every name of the electron module is something that takes all calls; what matters is written out.
const stubElectron = `
const answers = { getPath: name => process.env.STUB_HOME + '/' + name, getSwitchValue: () => '', getVersion: () => '0.1.0',
  requestSingleInstanceLock: () => true, whenReady: async () => {}, getAllDisplays: () => [], isPackaged: true }
const stub = name => new Proxy(function () {}, {
  get: (_, key) => key === 'then' || typeof key === 'symbol' ? undefined : answers[key] ?? stub(name + '.' + key),
  apply: (_, __, args) => (console.log(name, typeof args[0] === 'string' ? args[0] : ''), stub(name + '()')),
  construct: () => stub('new ' + name),
})
export const [app, BrowserWindow, Menu, crashReporter, dialog, ipcMain, protocol, screen, session, shell, utilityProcess] =
  'app,BrowserWindow,Menu,crashReporter,dialog,ipcMain,protocol,screen,session,shell,utilityProcess'.split(',').map(stub)
export default { app, ipcMain, shell }
`
const stubHook = `
import { registerHooks } from 'node:module'
registerHooks({ resolve: (name, context, next) =>
  name === 'electron' ? { url: process.env.STUB_ELECTRON, shortCircuit: true } : next(name, context) })
`

test('the bundled main process goes through all its steps', () => {
  const stub = join(folder, 'electron.mjs')
  const hook = join(folder, 'hook.mjs')
  writeFileSync(stub, stubElectron)
  writeFileSync(hook, stubHook)
  const said = execFileSync(
    process.execPath,
    ['--import', pathToFileURL(hook).href, join(projectDir, 'dist', 'main', 'index.js')],
    {
      encoding: 'utf8',
      env: { ...process.env, STUB_HOME: folder, STUB_ELECTRON: pathToFileURL(stub).href },
    },
  )
  expect(said).toContain('app.enableSandbox')
  expect(said).toContain('new BrowserWindow.loadURL app://bundle/')
  expect(said).not.toMatch(/showErrorBox|app\.exit/)
})

const wanted: [keyof typeof FuseV1Options, boolean][] = [
  ['RunAsNode', false],
  ['EnableCookieEncryption', true],
  ['EnableNodeOptionsEnvironmentVariable', false],
  ['EnableNodeCliInspectArguments', false],
  ['EnableEmbeddedAsarIntegrityValidation', true],
  ['OnlyLoadAppFromAsar', true],
  ['LoadBrowserProcessSpecificV8Snapshot', false],
  ['GrantFileProtocolExtraPrivileges', false],
  ['WasmTrapHandlers', true],
]

test.each(wanted)('S24 in the packaged binary %s is %s', async (name, isOn) => {
  const wire = await getCurrentFuseWire(join(appDir, 'starhouse-office'))
  expect(wire[FuseV1Options[name]]).toBe(isOn ? FuseState.ENABLE : FuseState.DISABLE)
})

test('S24 the plan decides every switch there is, and insists on it', () => {
  expect(fusePlan.strictlyRequireAllFuses).toBe(true)
  const decided = Object.keys(fusePlan).filter(key => /^\d+$/.test(key))
  expect(decided.sort()).toEqual([...fuseNumbers].sort())
  expect(wanted).toHaveLength(fuseNumbers.length)
})

test.each([
  ['without switches', Buffer.alloc(5000, 7), /sentinel/i],
  ['with a switch nobody decided', standInBinary(fuseNumbers.length + 1), /fuse/i],
])('S24 a binary %s stops the packaging', async (_what, bytes, message) => {
  const appOutDir = mkdtempSync(join(folder, 'binary-'))
  writeFileSync(join(appOutDir, 'starhouse-office'), bytes)
  const packager = { appInfo: { productFilename: 'StarHouse Office' }, executableName: 'starhouse-office' }
  await expect(afterPack({ appOutDir, electronPlatformName: 'linux', packager })).rejects.toThrow(message)
})

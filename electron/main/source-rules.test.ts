import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const projectDir = join(import.meta.dirname, '..', '..')
// The end-to-end tests are not part of the product.
const folders = ['electron', 'renderer', 'db', 'importers']

type Source = { path: string; text: string; tree: ts.SourceFile }

function isOurSource(path: string): boolean {
  return (
    /\.tsx?$/.test(path) &&
    !/[/\\]e2e[/\\]|\.test\.tsx?$|\.d\.ts$/.test(path) &&
    !path.endsWith('fake-electron.ts')
  )
}

const sources: Source[] = folders
  .flatMap(folder => readdirSync(join(projectDir, folder), { recursive: true, withFileTypes: true }))
  .map(entry => join(entry.parentPath, entry.name))
  .filter(isOurSource)
  .map(path => {
    const text = readFileSync(path, 'utf8')
    const name = relative(projectDir, path).replaceAll('\\', '/')
    return { path: name, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }
  })

function nodesOf(tree: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = []
  const visit = (node: ts.Node): void => {
    nodes.push(node)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return nodes
}

/** `path: source text` of every node that fits. */
function find(fits: (node: ts.Node) => boolean): string[] {
  return sources.flatMap(({ path, tree }) =>
    nodesOf(tree)
      .filter(fits)
      .map(node => `${path}: ${node.getText(tree).split('\n')[0]}`),
  )
}

const filesOf = (found: string[]) => [...new Set(found.map(line => line.slice(0, line.indexOf(':'))))]

function isNew(node: ts.Node, ...names: string[]): boolean {
  return ts.isNewExpression(node) && names.includes(node.expression.getText())
}

function isCallOf(node: ts.Node, method: string): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === method
  )
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name && !ts.isImportSpecifier(node.parent)
}

test('the scan sees the sources', () => {
  expect(sources.map(source => source.path)).toEqual(
    expect.arrayContaining([
      'electron/main/index.ts',
      'electron/preload/index.ts',
      'electron/contract/wire.ts',
    ]),
  )
})

test('S01 windows are made in one place only', () => {
  const made = find(node => isNew(node, 'BrowserWindow', 'WebContentsView', 'BrowserView', 'BaseWindow'))
  expect(made).toHaveLength(1)
  expect(filesOf(made)).toEqual(['electron/main/windows.ts'])
})

test('S03 no switch takes the sandbox or web security away', () => {
  const switches =
    /no-sandbox|disable-web-security|disable-site-isolation|remote-debugging|appendSwitch|disableHardware/
  const inDesktop = sources.filter(source =>
    /^electron\/(main|preload|start|build|bundles)/.test(source.path),
  )
  expect(inDesktop.length).toBeGreaterThan(10)
  expect(inDesktop.filter(source => switches.test(source.text)).map(source => source.path)).toEqual([])
  for (const file of ['package.json', 'electron-builder.yml']) {
    expect(readFileSync(join(projectDir, file), 'utf8')).not.toMatch(switches)
  }
})

test('S05 only our own page is ever loaded', () => {
  const loads = find(node => ['loadURL', 'loadFile', 'loadExtension'].some(method => isCallOf(node, method)))
  expect(loads).toEqual(['electron/main/windows.ts: window.loadURL(homeUrl)'])
  const home = sources.find(source => source.path === 'electron/main/protocol.ts')
  expect(home?.text).toContain("export const homeUrl = 'app://bundle/'")
  const insecure = sources.filter(source => /^(renderer|electron\/(main|preload))\//.test(source.path))
  const urls = insecure.flatMap(source => source.text.match(/http:\/\/[^\s'"`]+/g) ?? [])
  expect(urls.filter(url => !url.startsWith('http://www.w3.org/'))).toEqual([])
})

test('S15 other programs are opened by the one wrapper only', () => {
  expect(filesOf(find(node => isNamed(node, 'openExternal')))).toEqual(['electron/main/external-links.ts'])
})

test('S16 no path is ever opened or shown by the system', () => {
  expect(find(node => isNamed(node, 'openPath') || isNamed(node, 'showItemInFolder'))).toEqual([])
})

test('S17 windows are listened to in one file only', () => {
  expect(filesOf(find(node => isNamed(node, 'ipcMain')))).toEqual(['electron/main/ipc.ts'])
  expect(
    find(node => isCallOf(node, 'handle') && node.expression.getText() === 'ipcMain.handle'),
  ).toHaveLength(1)
  expect(find(node => isCallOf(node, 'on') && node.expression.getText().startsWith('ipcMain'))).toEqual([])
})

test('S19 only the preload exposes anything, and only it talks to the main process', () => {
  expect(filesOf(find(node => isNamed(node, 'contextBridge') || isNamed(node, 'ipcRenderer')))).toEqual([
    'electron/preload/index.ts',
  ])
})

test('S21 nobody opens a session of their own', () => {
  expect(find(node => isNamed(node, 'defaultSession'))).toEqual([])
  expect(filesOf(find(node => isCallOf(node, 'fromPartition')))).toEqual(['electron/main/session.ts'])
})

test('S23 developer tools are opened by nobody', () => {
  expect(find(node => isNamed(node, 'openDevTools'))).toEqual([])
})

test('S51 the window keeps nothing in the stores of the browser', () => {
  const stores = ['localStorage', 'sessionStorage', 'indexedDB', 'caches']
  const inWindow = find(node => stores.some(store => isNamed(node, store)))
  expect(inWindow).toEqual([])
  expect(
    find(
      node =>
        isCallOf(node, 'cookie') ||
        (ts.isPropertyAccessExpression(node) && node.getText() === 'document.cookie'),
    ),
  ).toEqual([])
})

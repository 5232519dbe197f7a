import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test as base, expect, type Page } from '@playwright/test'
import { findElectronBinary } from './electron-binary.ts'

const projectDir = join(import.meta.dirname, '..', '..')

export type ShellOptions = { shell: 'browser' | 'electron' }

export type Office = {
  page: Page
  /** The office folder of this test. */
  dataDir: string
  /** Refused scripts and styles, thrown errors and console errors since the window opened. A test fails when it leaves any. */
  troubles: string[]
  /** Troubles that this test provokes on purpose. */
  expected: RegExp[]
  /** Ends the office, does something to its folder, and opens it again. */
  reopen: (whileClosed: () => void) => Promise<Page>
}

type Opened = { page: Page; close: () => Promise<void> }

/** Starts the browser shell as a person would (`npm run web`) and answers its address. */
async function startShell(dataDir: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const script = join(projectDir, 'electron', 'browser', 'index.ts')
  const child = spawn(process.execPath, [script, '--data', dataDir, '--no-open'], {
    cwd: projectDir,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const url = await addressOf(child)
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    const listen = (part: Buffer) => {
      said += part.toString('utf8')
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(said)?.[0]
      if (url !== undefined) resolve(url)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', code => reject(new Error(`the shell ended with ${code}: ${said}`)))
  })
}

/** Hears everything the window complains about, from its first script on. */
async function watchTroubles(page: Page, troubles: string[]): Promise<void> {
  page.on('pageerror', error => troubles.push(`thrown: ${error.message}`))
  page.on('console', message => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`)
  })
  await page.exposeFunction('tellTrouble', (text: string) => troubles.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      const tell = (window as unknown as { tellTrouble: (text: string) => void }).tellTrouble
      tell(`securitypolicyviolation: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
}

async function openInBrowser(page: Page, dataDir: string): Promise<Opened> {
  const shell = await startShell(dataDir)
  await page.goto(shell.url)
  return {
    page,
    close: async () => {
      await page.goto('about:blank')
      await shell.stop()
    },
  }
}

async function openInElectron(dataDir: string, troubles: string[]): Promise<Opened> {
  const app = await _electron.launch({
    executablePath: findElectronBinary() ?? '',
    args: [projectDir, `--data=${dataDir}`],
  })
  const page = await app.firstWindow()
  await watchTroubles(page, troubles)
  await page.reload()
  return { page, close: () => app.close() }
}

type Fixtures = { office: Office }

/** `office`: a new, empty office, open in the shell of this project. */
export const test = base.extend<Fixtures & ShellOptions>({
  shell: ['browser', { option: true }],
  office: async ({ shell, page }, provide) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'starhouse-e2e-'))
    const troubles: string[] = []
    const expected: RegExp[] = []
    if (shell === 'browser') await watchTroubles(page, troubles)
    const open = () =>
      shell === 'browser' ? openInBrowser(page, dataDir) : openInElectron(dataDir, troubles)
    let opened = await open()
    const reopen = async (whileClosed: () => void) => {
      await opened.close()
      whileClosed()
      opened = await open()
      return opened.page
    }
    try {
      await expect(opened.page.locator('#main')).toBeVisible()
      await provide({ page: opened.page, dataDir, troubles, expected, reopen })
    } finally {
      await opened.close()
      rmSync(dataDir, { recursive: true, force: true })
    }
    expect(troubles.filter(text => !expected.some(pattern => pattern.test(text)))).toEqual([])
  },
})

export { expect } from '@playwright/test'

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { runBrowserShell } from './browser/index.ts'
import { findElectron, reasonForBrowser } from './find-electron.ts'

const projectDir = join(import.meta.dirname, '..')
const words = process.argv.slice(2)
const { platform, env } = process
const binary = findElectron(join(projectDir, 'node_modules', 'electron'), platform, env)
const reason = reasonForBrowser({ binary, platform, env, isRoot: process.getuid?.() === 0 })

if (binary === null || reason !== null) {
  console.log(`${reason}, so StarHouse Office opens in the browser.`)
  process.exit(await runBrowserShell(words))
}
const window = spawn(binary, [projectDir, ...words], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => window.kill(signal))
window.on('exit', code => process.exit(code ?? 1))

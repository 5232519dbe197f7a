import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { z } from 'zod'

export const projectDir = join(import.meta.dirname, '..', '..')
const binDir = join(projectDir, 'node_modules', '.bin')

/** What one check found. `failures` are lines for a person; `notes` are told and count for nothing. */
export type Outcome = { passed: number; failed: number; failures: string[]; notes?: string[] }
export type Check = { name: string; run: () => Promise<Outcome> }

type Ran = { code: number; output: string }

/** Runs a tool of this project and keeps what it says. */
export function runTool(command: string, words: string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return new Promise(resolve => {
    const child = spawn(command, words, {
      cwd: projectDir,
      env: {
        ...process.env,
        PATH: `${binDir}${delimiter}${process.env['PATH'] ?? ''}`,
        NO_COLOR: '1',
        ...env,
      },
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part))
    child.stderr.on('data', (part: Buffer) => parts.push(part))
    child.on('error', error => resolve({ code: 1, output: error.message }))
    child.on('close', code => resolve({ code: code ?? 1, output: Buffer.concat(parts).toString('utf8') }))
  })
}

const shownLines = 40

export function failedWith(output: string): Outcome {
  const lines = output.split('\n').filter(line => line.trim() !== '')
  const more = lines.length > shownLines ? [`... and ${lines.length - shownLines} lines more`] : []
  return { passed: 0, failed: 1, failures: [...lines.slice(0, shownLines), ...more] }
}

/** A check that is a command: it passes when all its commands end well. */
export function commandCheck(name: string, ...commands: [command: string, ...words: string[]][]): Check {
  return {
    name,
    run: async () => {
      const ran = await Promise.all(commands.map(([command, ...words]) => runTool(command, words)))
      const output = ran
        .filter(one => one.code !== 0)
        .map(one => one.output)
        .join('\n')
      return ran.every(one => one.code === 0) ? { passed: 1, failed: 0, failures: [] } : failedWith(output)
    },
  }
}

/** Reads a report a tool wrote. Null when it wrote none: the tool itself failed. */
export function readReport<T>(path: string, schema: z.ZodType<T>): T | null {
  return existsSync(path) ? schema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null
}

export function reportPath(name: string): string {
  const path = join(projectDir, 'test-results', name)
  rmSync(path, { force: true })
  return path
}

const escapeCodes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

/** The first lines of an error message, without colour. */
export function shortMessage(message: string, lines = 8): string {
  return message
    .replaceAll(escapeCodes, '')
    .split('\n')
    .filter(line => line.trim() !== '' && !line.includes('node_modules'))
    .slice(0, lines)
    .map(line => `      ${line}`)
    .join('\n')
}

import { appendFileSync, renameSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'

const largestBytes = 1_000_000

/** Writes down a fault of ours: when, in which method, what kind, and where in our code. */
export type FaultLog = (method: string, fault: unknown) => void

/** Letters, digits and the signs of code names; anything else could forge a line or hold somebody's data. */
function plain(text: string): string {
  return text.replace(/[^\w.:-]/g, '').slice(0, 80)
}

/** Files, lines and columns of the stack, without folders and without the message, which may quote data. */
function framesOf(fault: unknown): string {
  const stack = fault instanceof Error ? (fault.stack ?? '') : ''
  const places = [...stack.matchAll(/([^\s()/\\]+:\d+:\d+)\)?$/gm)].map(match =>
    plain(basename(match[1] ?? '')),
  )
  return places.slice(0, 8).join(' < ')
}

/** The line of a fault: instant, method, name, code, frames. Never a message. */
export function faultLine(method: string, fault: unknown, now = new Date()): string {
  const name = fault instanceof Error ? plain(fault.name) : typeof fault
  const code = fault instanceof Error && 'code' in fault ? plain(String(fault.code)) : '-'
  return `${now.toISOString()} ${plain(method)} ${name} ${code} ${framesOf(fault)}\n`
}

/** What is written of a thread that ended without a word. */
export function threadEnd(exitCode: number): Error {
  return Object.assign(new Error('a thread ended'), { name: 'ThreadEnded', code: exitCode })
}

/** A log in the office folder; it starts anew at a megabyte and keeps the one before. A full disk does not stop the office. */
export function faultLogIn(dataDir: string): FaultLog {
  const file = join(dataDir, 'faults.log')
  return (method, fault) => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestBytes) renameSync(file, `${file}.1`)
      appendFileSync(file, faultLine(method, fault))
    } catch {
      // There is nowhere left to tell it.
    }
  }
}

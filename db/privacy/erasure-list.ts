import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { flush } from '../flush.ts'
import type { ErasedKey } from './erased.ts'

/** One erasure, without a word of whom it was about. */
export type Erasure = {
  /** UTC instant. */
  at: string
  contactIds: string[]
  keys: { kind: ErasedKey['kind']; hash: string }[]
}
/** Who was erased from this office, beside the office file: a backup from before knows nothing of it. */
export type ErasureList = { officeKey: string; erasures: Erasure[] }

const fileName = 'erasures.json'

/** Null when nobody was ever erased. */
export function readErasures(dataDir: string): ErasureList | null {
  const file = join(dataDir, fileName)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ErasureList) : null
}

/** Adds one. Written whole or not at all. */
export function noteErasure(dataDir: string, officeKey: string, erasure: Erasure): void {
  const known = readErasures(dataDir)
  const erasures = known?.officeKey === officeKey ? known.erasures : []
  const file = join(dataDir, fileName)
  const list: ErasureList = { officeKey, erasures: [...erasures, erasure] }
  writeFileSync(`${file}.part`, `${JSON.stringify(list, null, 1)}\n`)
  flush(`${file}.part`)
  renameSync(`${file}.part`, file)
  flush(dataDir)
}

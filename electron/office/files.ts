import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { OfficeError } from '../contract/errors.ts'

export type RegisteredFile = {
  fileId: string
  path: string
  fileName: string
  sizeBytes: number
  isTemporary: boolean
}

/** Opaque ids for the files a person gave, so that windows never hold a path. */
export type FileRegistry = {
  register: (file: { path: string; fileName: string; isTemporary: boolean }) => RegisteredFile
  /** Throws OfficeError `file.missing`. */
  find: (fileId: string) => RegisteredFile
  /** Forgets those it knows and deletes our own copies. Answers how many it knew. */
  forget: (fileIds: readonly string[]) => number
  forgetAll: () => void
}

const sheetsPrefix = 'sheet-'

/** Where the sheets of a workbook are written out, once for all jobs with it; gone when the file is forgotten. */
export function sheetsFolder(dataDir: string, fileId: string): string {
  return join(dataDir, `${sheetsPrefix}${fileId}`)
}

const dayMs = 86_400_000

/** Sheets that nobody changed since: what a program that was killed could not remove any more. Younger ones may be in use. */
function removeSheets(dataDir: string, changedBefore: number): void {
  const names = existsSync(dataDir) ? readdirSync(dataDir) : []
  for (const name of names.filter(each => each.startsWith(sheetsPrefix))) {
    const path = join(dataDir, name)
    const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (changedAt < changedBefore) rmSync(path, { recursive: true, force: true })
  }
}

/** All that this program did not write itself: they may hold somebody who is to be nowhere any more. Another program on this office writes its own anew. */
export function removeEarlierSheets(dataDir: string): void {
  removeSheets(dataDir, Date.now() - process.uptime() * 1000)
}

export function openFileRegistry(dataDir: string): FileRegistry {
  const files = new Map<string, RegisteredFile>()
  const everGiven = new Set<string>()
  removeSheets(dataDir, Date.now() - dayMs)
  function forget(fileId: string): boolean {
    const file = files.get(fileId)
    if (file?.isTemporary) rmSync(file.path, { force: true })
    if (file) rmSync(sheetsFolder(dataDir, fileId), { recursive: true, force: true })
    return files.delete(fileId)
  }
  return {
    register({ path, fileName, isTemporary }) {
      const stats = statSync(path, { throwIfNoEntry: false })
      if (!stats?.isFile()) throw new OfficeError('file.missing', { file: fileName })
      const fileId = `file_${randomBytes(16).toString('hex')}`
      const file = { fileId, path, fileName, sizeBytes: stats.size, isTemporary }
      files.set(fileId, file)
      everGiven.add(fileId)
      return file
    },
    find(fileId) {
      const file = files.get(fileId)
      if (!file) throw new OfficeError('file.missing', { file: 'that file' })
      return file
    },
    forget: fileIds => fileIds.filter(forget).length,
    forgetAll: () => {
      for (const fileId of files.keys()) forget(fileId)
      // A job may have gone on writing a sheet of a file that was forgotten meanwhile.
      for (const fileId of everGiven) rmSync(sheetsFolder(dataDir, fileId), { recursive: true, force: true })
    },
  }
}

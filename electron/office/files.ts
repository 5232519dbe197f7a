import { randomBytes } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
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

export function openFileRegistry(): FileRegistry {
  const files = new Map<string, RegisteredFile>()
  function forget(fileId: string): boolean {
    const file = files.get(fileId)
    if (file?.isTemporary) rmSync(file.path, { force: true })
    return files.delete(fileId)
  }
  return {
    register({ path, fileName, isTemporary }) {
      const stats = statSync(path, { throwIfNoEntry: false })
      if (!stats?.isFile()) throw new OfficeError('file.missing', { file: fileName })
      const fileId = `file_${randomBytes(16).toString('hex')}`
      const file = { fileId, path, fileName, sizeBytes: stats.size, isTemporary }
      files.set(fileId, file)
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
    },
  }
}

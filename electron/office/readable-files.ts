import { formats } from '../../importers/formats/registry.ts'
import { makeReadable, type ReadableFile } from '../../importers/pipeline/read/sheet-file.ts'
import type { RegisteredFile } from './files.ts'

/** A registered file as it is read: itself, or the sheet of a workbook written out once for this job. */
export type FileToRead = Pick<RegisteredFile, 'path' | 'fileName'> & Pick<ReadableFile, 'sheet'>

/** Makes the files of a job readable, does its work with them, and removes what was written for it, also when the work fails. */
export async function withReadableFiles<Result>(
  ctx: { dataDir: string; file: (fileId: string) => RegisteredFile },
  fileIds: readonly string[],
  work: (file: (fileId: string) => FileToRead) => Promise<Result>,
): Promise<Result> {
  const ready = new Map<string, FileToRead & Pick<ReadableFile, 'remove'>>()
  try {
    for (const fileId of fileIds) {
      const { path, fileName } = ctx.file(fileId)
      const readable = makeReadable(path, fileName, { formats, folder: ctx.dataDir })
      ready.set(fileId, { fileName, ...readable })
    }
    return await work(fileId => {
      const file = ready.get(fileId)
      if (!file) throw new Error('a job reads only the files it was given')
      return file
    })
  } finally {
    for (const { remove } of ready.values()) remove()
  }
}

import type { ReadDb } from '../../db/handles.ts'
import { mappedList } from '../../importers/formats/mapped-list/index.ts'
import { formats } from '../../importers/formats/registry.ts'
import { guessColumns } from '../../importers/pipeline/read/guess-columns.ts'
import { knownFormat } from '../../importers/pipeline/read/recognise.ts'
import { makeReadable, type ReadableFile } from '../../importers/pipeline/read/sheet-file.ts'
import { rememberedAnswers } from '../../importers/pipeline/remembered-answers.ts'
import { type RegisteredFile, sheetsFolder } from './files.ts'

/** A registered file as it is read: itself, or a sheet of a workbook written out. */
export type FileToRead = Pick<RegisteredFile, 'path' | 'fileName'> & Omit<ReadableFile, 'path'>

/** Makes a registered file readable. `onKind` is told what a sheet is before it is written out. Throws FileProblem. */
export function readableFile(
  db: ReadDb,
  dataDir: string,
  { fileId, path, fileName }: RegisteredFile,
  { sheet, onKind }: { sheet: string | undefined; onKind?: (label: string) => void },
): FileToRead {
  const remembered = rememberedAnswers(db)
  const formatOf = (firstRows: string[][]) => knownFormat(firstRows, formats, remembered)
  const readable = makeReadable(path, fileName, {
    folder: sheetsFolder(dataDir, fileId),
    sheet,
    isKnown: firstRows => formatOf(firstRows) !== null,
    isList: firstRows => guessColumns(firstRows, mappedList) !== null,
    onTaken: firstRows => {
      const format = formatOf(firstRows)
      if (format) onKind?.(format.label)
    },
  })
  return { fileName, ...readable }
}

/** Why a whole file is refused. The codes and their facts are those of the contract's `file.*` errors. */
export type FileProblemCode =
  | 'file.missing'
  | 'file.empty'
  | 'file.headerOnly'
  | 'file.noHeader'
  | 'file.excel'
  | 'file.workbook'
  | 'file.noSheet'
  | 'file.spreadsheet'
  | 'file.zip'
  | 'file.html'
  | 'file.json'
  | 'file.binary'
  | 'file.unknown'
  | 'file.wrongSource'
  | 'file.wrongReport'
  | 'file.tooLarge'
  | 'file.tooManyColumns'
  | 'file.unterminatedQuote'
  | 'file.encoding'

/** Thrown while a file is opened or read. `facts` fill the sentence of the code; they hold the file's name, never its path. */
export class FileProblem extends Error {
  readonly code: FileProblemCode
  readonly facts: Record<string, string | number>
  constructor(code: FileProblemCode, facts: Record<string, string | number>) {
    super(code)
    this.name = 'FileProblem'
    this.code = code
    this.facts = facts
  }
}

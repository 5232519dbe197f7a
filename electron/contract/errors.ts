/**
 * Every way a call can fail, each with the one sentence a person reads. The sentence says what happened, that nothing was lost,
 * and what to do next. `{name}` is filled from the error's facts.
 */
export const errorSentences = {
  'input.invalid': 'That could not be understood: {problem}. Nothing was changed. Correct it and try again.',
  'output.invalid':
    'The office gave an answer this window does not understand. Nothing was changed. Restart StarHouse Office; if it comes back, report it.',
  'output.lost':
    'It was done, but the office said so in a way this window does not understand. Nothing was lost. History shows what was done. Restart StarHouse Office; if it comes back, report it.',
  unexpected:
    'Something unexpected went wrong. Nothing was changed. Try again; if it comes back, restart StarHouse Office and report it.',
  'unexpected.partly':
    'Something unexpected went wrong, and a part may have been done before. Nothing was lost and nothing is half done. Look in History what was done before you try again; if it comes back, restart StarHouse Office and report it.',
  'method.unknown': 'There is no action called "{name}". Nothing was changed.',
  'office.closed': 'The office is closed. Nothing was lost. Open StarHouse Office again.',
  'office.busy':
    'Another job is still writing. Nothing was lost; your change was not made. Try again in a moment.',
  'not.found':
    'That {thing} is no longer there. Nothing was changed. It may have been undone or removed; go back and look again.',
  'task.cancelled': 'Cancelled. Nothing was changed.',
  'task.running': 'That file is being imported already. Nothing was changed. Wait until that import is done.',
  'change.outdated':
    'Somebody changed this while you were looking at it. Your change was not made. Look at the new value and try again.',
  'change.refused': '{reason} Nothing was changed.',
  'undo.impossible': 'This cannot be undone: {reason} Nothing was changed.',
  'database.damaged':
    'The office file is damaged and was not opened, so that nothing gets worse. Restore the latest backup, or go on with what is still readable.',
  'database.newer':
    'This office was last opened by a newer StarHouse Office. Nothing was changed. Install the newer program on this computer.',
  'database.foreign':
    'The file "{file}" is not a StarHouse office. It was not touched. Choose another folder, or move that file away.',
  'database.history':
    'The office file does not fit this program (migration {migration}). Nothing was changed. Install the version that made it, or restore a backup.',
  'database.readonly':
    'The office folder cannot be written to. Nothing was changed. Check its permissions, or choose another folder.',
  'database.full':
    'The disk is full. Nothing was changed and nothing was lost. Free some space and try again.',
  'database.network':
    'The office folder is on a network drive, where the office file could be damaged. Nothing was changed. Choose a folder on this computer; sharing goes through central.',
  'database.busy':
    'Another program is using the office file. Nothing was changed. Close the other window and try again.',
  'backup.failed':
    'The backup could not be made and checked, so the job was not started. Nothing was changed. {reason}',
  'backup.unreadable':
    'That backup is not a sound StarHouse office file. Nothing was changed. Choose another backup.',
  'file.missing':
    'The file "{file}" cannot be found or read. Nothing was changed. Look where it is, and give it again.',
  'file.folder':
    '"{file}" is a folder, and nothing in it was taken. Nothing was changed. Open it and drop the files inside.',
  'file.empty': 'The file "{file}" is empty. Nothing was changed. Export it again.',
  'file.headerOnly':
    'The file "{file}" has a header but no rows. Nothing was changed. Export it again without a filter.',
  'file.noHeader':
    'The first rows of "{file}" are not the column names of any export we know. Nothing was changed. Export it again with its header row.',
  'file.excel':
    '"{file}" is an Excel workbook of the old kind (.xls), or one with a password. Nothing was changed. Open it and save it as .xlsx without a password, or as "CSV UTF-8".',
  'file.workbook':
    'The Excel workbook "{file}" cannot be read. {reason} Nothing was changed. Open it, save the sheet as "CSV UTF-8", and drop that file.',
  'file.noSheet':
    '"{file}" has no sheet "{sheet}" with anything in it. Nothing was changed. Choose one of its sheets: {sheets}.',
  'file.spreadsheet':
    '"{file}" is a spreadsheet of Numbers or OpenDocument. Nothing was changed. Open it and save it as .xlsx or as "CSV UTF-8".',
  'file.zip': '"{file}" is a ZIP archive. Nothing was changed. Unpack it and drop the CSV files inside.',
  'file.html':
    '"{file}" is a web page saved under another name. Nothing was changed. Export the data as CSV.',
  'file.json': '"{file}" is a JSON file. Nothing was changed. Export the data as CSV.',
  'file.binary': '"{file}" is not a text file. Nothing was changed. Export the data as CSV.',
  'file.unknown':
    'We do not know this kind of file: "{file}" has the columns {columns}. Nothing was changed. Check that it is the right report.',
  'file.wrongSource':
    '"{file}" is not a {wanted} file; it lacks the column {columns}. Nothing was changed. Choose the right report.',
  'file.wrongReport': '"{file}" is another report than the one we need. {sentence} Nothing was changed.',
  'file.tooLarge': '"{file}" is larger than {limit}. Nothing was changed. Export it in parts.',
  'file.tooManyColumns':
    '"{file}" has more than {limit} columns. Nothing was changed. Check that it is the right report.',
  'file.unterminatedQuote':
    'In "{file}" a quoted cell that starts in line {line} never ends. Nothing was changed. Export it again, or correct that line.',
  'file.encoding': '"{file}" cannot be read as {encoding}. Nothing was changed. Export it again as UTF-8.',
} as const

export type ErrorCode = keyof typeof errorSentences

/** The closed list of codes, for schemas. */
export const errorCodes = Object.keys(errorSentences) as [ErrorCode, ...ErrorCode[]]

/** A failure that survives structured clone. `facts` fill the sentence; they never hold stack traces, SQL or paths. */
export type AppError = { code: ErrorCode; facts?: Record<string, string | number> }

/** The sentence for a person. A missing fact reads as "?". */
export function sentenceOf(error: AppError): string {
  return errorSentences[error.code].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(error.facts?.[name] ?? '?'),
  )
}

/** The sentence for one file of several: what was imported before it stays, so only of this file nothing was. */
export function sentenceOfFile(error: AppError): string {
  return sentenceOf(error).replace('Nothing was changed', 'Nothing of this file was imported')
}

/** Thrown inside the office for a failure a person can understand; `handle` turns it into a reply. */
export class OfficeError extends Error {
  readonly error: AppError
  constructor(code: ErrorCode, facts?: Record<string, string | number>) {
    const error: AppError = facts ? { code, facts } : { code }
    super(sentenceOf(error))
    this.name = 'OfficeError'
    this.error = error
  }
}

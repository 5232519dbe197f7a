import type { SessionFile } from './import-session.ts'

/** The sheets of a workbook: which one is read, and the way to each of the others, also when that one has been imported. */
export function SheetChoice(props: {
  file: SessionFile
  /** Null while nothing can be changed. */
  onRead: ((fileId: string, sheet: string) => void) | null
}) {
  const { file, onRead } = props
  const { look } = file
  const taken = look.status === 'ready' ? look.file.sheet : file.sheet
  const state = file.run.status === 'done' ? 'imported' : look.status === 'failed' ? 'cannot be read' : 'read'
  return (
    <p className="sh-soft imp-sheets">
      {file.sheets.length} sheets:
      {file.sheets.map(sheet =>
        sheet === taken ? (
          <strong key={sheet}>
            {sheet} ({state})
          </strong>
        ) : onRead === null ? (
          <span key={sheet}>{sheet}</span>
        ) : (
          <button
            key={sheet}
            type="button"
            className="imp-link"
            aria-label={`Read sheet ${sheet} of ${file.fileName}`}
            onClick={() => onRead(file.fileId, sheet)}
          >
            {sheet}
          </button>
        ),
      )}
    </p>
  )
}

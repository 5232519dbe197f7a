import { ActionIcon, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { sentenceOf, sentenceOfFile } from '../../../electron/contract/errors.ts'
import type { OptInMeaning } from '../../../electron/contract/imports.ts'
import { bytesText } from '../../lib/format.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DateText } from '../../ui/values.tsx'
import { asksColumns, type ReadyFile, reportOf, type SessionFile } from './import-session.ts'
import { OptInQuestion } from './OptInQuestion.tsx'
import { workSentence } from './plan-filters.ts'
import { columnNotes, columnsWords, encodingInWords, recognisedHeadline } from './recognised-words.ts'
import { SheetChoice } from './SheetChoice.tsx'
import { useIsUndone } from './use-receipt.ts'

export type FileListActions = {
  select: (fileId: string) => void
  move: (fileId: string, by: -1 | 1) => void
  remove: (fileId: string) => void
  answer: (fileId: string, optIn: OptInMeaning) => void
  openColumns: (fileId: string) => void
  readSheet: (fileId: string, sheet: string) => void
}

/** All files in hand, in the order they are imported, each with what it is and what is to be known about it. */
export function FileList(props: {
  files: readonly SessionFile[]
  shownId: string | null
  /** False while importing and after it: nothing can be changed then. */
  isChangeable: boolean
  /** Not while importing. */
  canReadSheets: boolean
  /** Nothing of a file is shown below yet: the list may take the room. */
  isAlone: boolean
  actions: FileListActions
}) {
  const { files } = props
  return (
    <ol className="imp-files sh-card" aria-label="Files" data-alone={props.isAlone || undefined}>
      {files.map((file, i) => (
        <FileItem
          key={file.fileId}
          file={file}
          place={files.length > 1 ? i + 1 : null}
          isFirst={i === 0}
          isLast={i === files.length - 1}
          isShown={files.length > 1 && file.fileId === props.shownId}
          isChangeable={props.isChangeable}
          canReadSheets={props.canReadSheets}
          actions={props.actions}
        />
      ))}
    </ol>
  )
}

type FileItemProps = {
  file: SessionFile
  /** 1 is imported first; null when there is only one file. */
  place: number | null
  isFirst: boolean
  isLast: boolean
  isShown: boolean
  isChangeable: boolean
  canReadSheets: boolean
  actions: FileListActions
}

function FileItem(props: FileItemProps) {
  const { file, place, actions } = props
  const { look } = file
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (props.isShown) item.current?.scrollIntoView({ block: 'nearest' })
  }, [props.isShown])
  return (
    <li className="imp-file" ref={item} data-shown={props.isShown || undefined}>
      {place !== null && <span className="imp-file-place sh-figures">{place}</span>}
      <div className="imp-file-words">
        {look.status === 'ready' ? (
          <RecognisedWords
            file={{ ...file, look }}
            isChangeable={props.isChangeable}
            hasColumnNotes={place === null || props.isShown}
            onColumns={() => actions.openColumns(file.fileId)}
          />
        ) : (
          <strong>{file.fileName}</strong>
        )}
        {look.status === 'looking' && (
          <p className="sh-soft">{look.found ? `${look.found}, reading its rows` : 'Looking at the file'}</p>
        )}
        {look.status === 'failed' && (
          <p className="imp-bad" role="alert">
            {sentenceOf(look.error)}
          </p>
        )}
        {file.sheets.length > 1 && (
          <SheetChoice file={file} onRead={props.canReadSheets ? actions.readSheet : null} />
        )}
        {file.run.status === 'failed' && (
          <p className="imp-bad" role="alert">
            {sentenceOfFile(file.run.error)}
          </p>
        )}
        {file.run.status === 'cancelled' && <p className="imp-note">Nothing of this file was kept.</p>}
        {look.status === 'ready' && look.file.asksOptIn && !look.file.isGuessed && (
          <OptInQuestion
            fileId={file.fileId}
            answer={file.optIn}
            remembered={look.file.rememberedOptIn}
            isChangeable={props.isChangeable}
            onAnswer={optIn => actions.answer(file.fileId, optIn)}
          />
        )}
      </div>
      <FileResult
        file={file}
        isShown={props.isShown}
        canShow={place !== null}
        onShow={() => actions.select(file.fileId)}
      />
      {props.isChangeable && <FileTools {...props} canMove={place !== null && look.status !== 'failed'} />}
    </li>
  )
}

/** What the office found out about a file, and the way to its columns. */
function RecognisedWords(props: {
  file: ReadyFile
  isChangeable: boolean
  /** Of many files only the one that is shown below says what differs from the usual and does no harm. */
  hasColumnNotes: boolean
  onColumns: () => void
}) {
  const recognised = props.file.look.file
  const said = columnsWords(props.file)
  const columns = recognised.isGuessed || !props.hasColumnNotes ? [] : columnNotes(recognised)
  return (
    <>
      <p className="imp-file-line">
        <strong>{recognisedHeadline(recognised)}</strong>
        <span className="sh-soft">
          {recognised.fileName} · {bytesText(recognised.sizeBytes)} · {encodingInWords(recognised)}
        </span>
        {props.isChangeable && (
          <button type="button" className="imp-link" onClick={props.onColumns}>
            Columns<span className="sh-visually-hidden"> of {recognised.fileName}</span>
          </button>
        )}
      </p>
      {recognised.importedBeforeAt && (
        <p className="imp-note">
          You imported this exact file on <DateText at={recognised.importedBeforeAt} />. Importing it again
          changes nothing.
        </p>
      )}
      {said && <p className={asksColumns(props.file) ? 'imp-note' : 'sh-soft'}>{said}</p>}
      {recognised.notes.map(note => (
        <p key={note} className="imp-note">
          {note}
        </p>
      ))}
      {columns.length > 0 && <p className="sh-soft">{columns.join(' ')}</p>}
    </>
  )
}

/** What would happen or did happen with this file, in a word; the button shows its rows below. */
function FileResult(props: { file: SessionFile; isShown: boolean; canShow: boolean; onShow: () => void }) {
  const { file } = props
  const report = reportOf(file)
  return (
    <div className="imp-file-result">
      <RunBadge file={file} />
      {report && props.canShow && (
        <button type="button" className="imp-link" aria-pressed={props.isShown} onClick={props.onShow}>
          {workSentence(report)}
          <span className="sh-visually-hidden">, show {file.fileName}</span>
        </button>
      )}
    </div>
  )
}

function RunBadge({ file }: { file: SessionFile }) {
  const { look, run } = file
  if (look.status === 'failed') return <StateBadge tone="bad">Cannot be read</StateBadge>
  if (run.status === 'nothing') return <StateBadge tone="neutral">Nothing to import</StateBadge>
  if (run.status === 'running') return <StateBadge tone="neutral">Importing</StateBadge>
  if (run.status === 'done') return <DoneBadge batchId={run.report.batchId} />
  if (run.status === 'failed') return <StateBadge tone="bad">Not imported</StateBadge>
  if (run.status === 'cancelled') return <StateBadge tone="warn">Cancelled</StateBadge>
  return null
}

function DoneBadge({ batchId }: { batchId: string }) {
  const isUndone = useIsUndone(batchId)
  return <StateBadge tone={isUndone ? 'neutral' : 'good'}>{isUndone ? 'Undone' : 'Imported'}</StateBadge>
}

function FileTools(props: FileItemProps & { canMove: boolean }) {
  const { file, actions } = props
  return (
    <div className="imp-file-tools">
      {props.canMove && (
        <>
          <Tooltip label="Import earlier">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Move ${file.fileName} up`}
              disabled={props.isFirst}
              onClick={() => actions.move(file.fileId, -1)}
            >
              <IconArrowUp size="1rem" stroke={1.5} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Import later">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Move ${file.fileName} down`}
              disabled={props.isLast}
              onClick={() => actions.move(file.fileId, 1)}
            >
              <IconArrowDown size="1rem" stroke={1.5} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        </>
      )}
      <Tooltip label="Take off the list">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Take ${file.fileName} off the list`}
          onClick={() => actions.remove(file.fileId)}
        >
          <IconX size="1rem" stroke={1.5} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

import { IconFileImport } from '@tabler/icons-react'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { addDroppedFiles, filesAndFolders } from '../lib/dropped-files.ts'
import { navigate } from '../lib/use-place.ts'
import { tellError } from '../ui/Toast.tsx'

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files')
}

/** Files dropped anywhere on the window go to the import screen. */
export function DropAnywhere({ children }: { children: ReactNode }) {
  const [isOver, setOver] = useState(false)
  const depth = useRef(0)

  async function drop({ files, folders }: ReturnType<typeof filesAndFolders>): Promise<void> {
    for (const file of folders) tellError({ code: 'file.folder', facts: { file } })
    if (files.length === 0) return
    const reply = await addDroppedFiles(files)
    if (reply.ok) navigate({ screen: 'import' })
    else tellError(reply.error)
  }

  return (
    <div
      className="sh-drop-area"
      onDragEnter={event => {
        if (!hasFiles(event)) return
        event.preventDefault()
        depth.current++
        setOver(true)
      }}
      onDragOver={event => {
        if (hasFiles(event)) event.preventDefault()
      }}
      onDragLeave={event => {
        if (!hasFiles(event)) return
        depth.current--
        if (depth.current === 0) setOver(false)
      }}
      onDrop={event => {
        if (!hasFiles(event)) return
        event.preventDefault()
        depth.current = 0
        setOver(false)
        void drop(filesAndFolders(event.dataTransfer))
      }}
    >
      {children}
      {isOver && (
        <div className="sh-drop-veil" role="status">
          <IconFileImport size={40} stroke={1.5} aria-hidden="true" />
          <strong>Drop to see what would happen</strong>
          <span>Nothing is changed until you press Import.</span>
        </div>
      )}
    </div>
  )
}

import { useSyncExternalStore } from 'react'
import type { Reply } from '../../electron/contract/method.ts'
import type { OfferedFile } from '../../electron/contract/window-office.ts'

/** Files a person dropped anywhere on the window, waiting for the import screen. */
let waiting: readonly OfferedFile[] = []
const listeners = new Set<() => void>()

function setWaiting(files: readonly OfferedFile[]): void {
  waiting = files
  for (const listener of listeners) listener()
}

/** What is dropped: files, and the names of folders, which look like files without contents. To be asked while the drop is told. */
export function filesAndFolders(dropped: Pick<DataTransfer, 'items' | 'files'>): {
  files: File[]
  folders: string[]
} {
  const folders = [...dropped.items].flatMap(item => {
    const entry = item.webkitGetAsEntry()
    return entry?.isDirectory ? [entry.name] : []
  })
  return { files: [...dropped.files].filter(file => !folders.includes(file.name)), folders }
}

/** Hands files to the office; on success they wait for the import screen to take them. */
export async function addDroppedFiles(files: File[]): Promise<Reply<OfferedFile[]>> {
  return remember(await window.office.addFiles(files))
}

/** Opens the file dialog; what the person chose waits like dropped files. */
export async function pickFiles(): Promise<Reply<OfferedFile[]>> {
  return remember(await window.office.pickFiles())
}

function remember(reply: Reply<OfferedFile[]>): Reply<OfferedFile[]> {
  if (reply.ok && reply.value.length > 0) setWaiting([...waiting, ...reply.value])
  return reply
}

/** Gives all waiting files to the caller and forgets them here. */
export function takeDroppedFiles(): readonly OfferedFile[] {
  const files = waiting
  if (files.length > 0) setWaiting([])
  return files
}

export function useDroppedFiles(): readonly OfferedFile[] {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting,
  )
}

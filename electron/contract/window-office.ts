import type { Reply } from './method.ts'
import type { OfficeEvent } from './wire.ts'

/** A file on this computer that the office knows; windows never see its path. */
export type OfferedFile = { fileId: string; fileName: string }

/** A file to be saved; the encoding of a text is `utf8`. */
export type TextFile = { fileName: string; text: string; encoding?: 'utf8' | 'base64' }

/** The one door from a window to its shell. The desktop's preload and the browser shell's first script expose the same object. */
export type WindowOffice = {
  shell: 'desktop' | 'browser'
  /** Asks a query or gives a command. Never rejects: a shell that is gone answers `office.closed`. */
  call: (name: string, input: unknown) => Promise<Reply<unknown>>
  /** Starts a task. Value: `{ taskId }`; progress and the result come as events with that id. */
  start: (name: string, input: unknown) => Promise<Reply<unknown>>
  cancel: (taskId: string) => Promise<Reply<unknown>>
  /** Listens to every event; the answer stops it. */
  on: (listener: (event: OfficeEvent) => void) => () => void
  /** Dropped files, by path in the desktop shell and by upload in the browser. */
  addFiles: (files: File[]) => Promise<Reply<OfferedFile[]>>
  /** Lets the person choose files. Closing the dialog is an empty list. */
  pickFiles: () => Promise<Reply<OfferedFile[]>>
  /** Saves a text, or bytes in base64, as a file of the person's choice (desktop) or as a download (browser). */
  saveText: (file: TextFile) => Promise<Reply<{ saved: boolean }>>
}

declare global {
  interface Window {
    readonly office: WindowOffice
  }
}

/** Largest file a browser window may upload, in bytes. */
export const uploadLimitBytes = 1024 * 1024 * 1024
/** The same limit in words, for `file.tooLarge`. */
export const uploadLimitText = '1 GB'

/** The last part of a name from outside, without control characters and without characters a file system refuses. */
export function plainFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '').trim()
  return plain === '' || /^\.+$/.test(plain) ? 'file' : plain.slice(0, 200)
}

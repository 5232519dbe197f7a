import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync, statSync } from 'node:fs'

/** Makes the content of a file, or the list of names in a folder, outlive a power cut. */
export function flush(path: string): void {
  const isFolder = statSync(path).isDirectory()
  // Windows cannot open a folder for this, and writes names through by itself.
  if (isFolder && process.platform === 'win32') return
  const handle = openSync(path, isFolder ? 'r' : 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** SHA-256 of a file in hex; yields after every 4 MB, so that the caller can let others run. */
export function* sha256Of(file: string): Generator<undefined, string> {
  const hash = createHash('sha256')
  const slice = Buffer.allocUnsafe(4 * 1024 * 1024)
  const handle = openSync(file, 'r')
  try {
    for (let bytes = readSync(handle, slice); bytes > 0; bytes = readSync(handle, slice)) {
      hash.update(slice.subarray(0, bytes))
      yield
    }
  } finally {
    closeSync(handle)
  }
  return hash.digest('hex')
}

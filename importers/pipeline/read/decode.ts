import { isUtf8 } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import iconv from 'iconv-lite'
import { FileProblem } from './file-problem.ts'

/** Encodings of one byte a letter, which no file names, with what iconv-lite calls them. The last two are those of Excel's older CSV files. */
const byteEncodings = { 'Windows-1252': 'win1252', 'Mac Roman': 'macroman', 'DOS 437': 'cp437' } as const
export type ByteEncoding = keyof typeof byteEncodings
export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | ByteEncoding

/** The ways in which a file that does not say its encoding may be read; empty for one that does. */
export function otherReadings(encoding: Encoding): ByteEncoding[] {
  return isByteEncoding(encoding) ? (Object.keys(byteEncodings) as ByteEncoding[]) : []
}

function isByteEncoding(encoding: Encoding): encoding is ByteEncoding {
  return Object.hasOwn(byteEncodings, encoding)
}

/** What the bytes of a file say, before a character of it is read. Notes are sentences for the person. */
export type FileBytes = { encoding: Encoding; sizeBytes: number; notes: string[] }

const maxFileBytes = 1024 ** 3
/** Small, so that a piece of text is gone when its rows are: larger ones wait for a whole collection of garbage. */
const pieceBytes = 65_536
const headBytes = 65_536

/** Looks at every byte of the file once. Throws FileProblem for what is not a text file. */
export function inspectFile(path: string, file: string): FileBytes {
  const descriptor = openFile(path, file)
  try {
    const sizeBytes = fstatSync(descriptor).size
    if (sizeBytes > maxFileBytes) throw new FileProblem('file.tooLarge', { file, limit: '1 GB' })
    const head = Buffer.alloc(Math.min(sizeBytes, headBytes))
    fill(descriptor, head, 0)
    refuseOtherKinds(head, file)
    const declared = declaredEncoding(head)
    if (declared === 'UTF-16LE' || declared === 'UTF-16BE') {
      if (sizeBytes % 2 === 1) throw new FileProblem('file.encoding', { file, encoding: 'UTF-16' })
      return { encoding: declared, sizeBytes, notes: [] }
    }
    refuseBinary(head, file)
    return { sizeBytes, ...inspectRest(path, file, declared === 'UTF-8') }
  } finally {
    closeSync(descriptor)
  }
}

function inspectRest(path: string, file: string, saysUtf8: boolean): { encoding: Encoding; notes: string[] } {
  let isDoubleEncoded = false
  let isBlank = true
  let isWindows = true
  let left = Buffer.alloc(0)
  let isValid = true
  for (const piece of readBytes(path, file, pieceBytes)) {
    isBlank &&= isBlankText(piece)
    isWindows &&= !neverInWindows.some(byte => piece.includes(byte))
    if (!isValid) continue
    const bytes = left.length > 0 ? Buffer.concat([left, piece]) : piece
    const whole = bytes.length - unfinishedBytes(bytes)
    isValid = isUtf8(bytes.subarray(0, whole))
    isDoubleEncoded ||= doubleEncoded.some(sign => bytes.includes(sign))
    left = Buffer.from(bytes.subarray(whole))
  }
  if (isBlank) throw new FileProblem('file.empty', { file })
  if (isValid && left.length === 0) {
    const notes = isDoubleEncoded
      ? [
          'Some text looks double-encoded ("Ã©" for "é"). It is kept as it is; export again as UTF-8 if names look wrong.',
        ]
      : []
    return { encoding: 'UTF-8', notes }
  }
  if (saysUtf8) throw new FileProblem('file.encoding', { file, encoding: 'UTF-8' })
  const encoding = isWindows ? 'Windows-1252' : 'Mac Roman'
  return {
    encoding,
    notes: [
      `This file is not UTF-8 and was read as ${encoding}. Look at names with accents before you import; under Columns it can be read otherwise.`,
    ],
  }
}

/** The five bytes that are no letter in Windows-1252. */
const neverInWindows = [0x81, 0x8d, 0x8f, 0x90, 0x9d]

/** `Ã` followed by a continuation sign, and `â€`: UTF-8 that was once read as Windows-1252 and saved again. */
const doubleEncoded = [Buffer.from([0xc3, 0x83, 0xc2]), Buffer.from([0xc3, 0xa2, 0xe2, 0x82, 0xac])]

function isBlankText(bytes: Buffer): boolean {
  for (const byte of bytes) {
    const isBlank = byte <= 32 || byte === 0xef || byte === 0xbb || byte === 0xbf
    if (!isBlank) return false
  }
  return true
}

/** How many bytes at the end begin a UTF-8 character that the next piece finishes. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/**
 * The text of a file in pieces, without byte order marks, NULs and zero-width spaces wherever they stand.
 * `bytesAPiece` is there for tests of the borders.
 */
export function* readText(
  path: string,
  file: string,
  encoding: Encoding,
  bytesAPiece = pieceBytes,
): Generator<string, void, undefined> {
  const decode = decoderOf(encoding)
  for (const piece of readBytes(path, file, bytesAPiece)) {
    const text = withoutStraySigns(decode(piece))
    if (text !== '') yield text
  }
  const rest = withoutStraySigns(decode(null))
  if (rest !== '') yield rest
}

/** Decodes piece after piece; null asks for what is left. */
function decoderOf(encoding: Encoding): (bytes: Buffer | null) => string {
  if (isByteEncoding(encoding)) {
    const name = byteEncodings[encoding]
    return bytes => (bytes ? iconv.decode(bytes, name, { stripBOM: false }) : '')
  }
  if (encoding === 'UTF-16BE') {
    const decoder = iconv.getDecoder('utf-16be', { stripBOM: false })
    return bytes => (bytes ? decoder.write(bytes) : (decoder.end() ?? ''))
  }
  const decoder = new StringDecoder(encoding === 'UTF-8' ? 'utf8' : 'utf16le')
  return bytes => (bytes ? decoder.write(bytes) : decoder.end())
}

function withoutStraySigns(text: string): string {
  let clean = text
  for (const sign of ['\0', '\ufeff', '\u200b', '\u2060'])
    if (clean.includes(sign)) clean = clean.replaceAll(sign, '')
  return clean
}

function* readBytes(path: string, file: string, bytesAPiece: number): Generator<Buffer, void, undefined> {
  const descriptor = openFile(path, file)
  try {
    const buffer = Buffer.alloc(bytesAPiece)
    let position = 0
    for (;;) {
      const count = fill(descriptor, buffer, position)
      if (count === 0) return
      position += count
      yield buffer.subarray(0, count)
    }
  } finally {
    closeSync(descriptor)
  }
}

function openFile(path: string, file: string): number {
  try {
    const descriptor = openSync(path, 'r')
    if (fstatSync(descriptor).isFile()) return descriptor
    closeSync(descriptor)
  } catch {
    // Gone, a folder, or not ours to read: the person needs to drop it again in each case.
  }
  throw new FileProblem('file.missing', { file })
}

function fill(descriptor: number, buffer: Buffer, position: number): number {
  let count = 0
  while (count < buffer.length) {
    const read = readSync(descriptor, buffer, count, buffer.length - count, position + count)
    if (read === 0) break
    count += read
  }
  return count
}

function declaredEncoding(head: Buffer): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'UTF-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'UTF-16LE'
  if (head[0] === 0xfe && head[1] === 0xff) return 'UTF-16BE'
  const sample = Math.min(head.length, 4096) & ~1
  let even = 0
  let odd = 0
  for (let i = 0; i < sample; i += 2) {
    if (head[i] === 0) even++
    if (head[i + 1] === 0) odd++
  }
  const many = sample * 0.3
  const few = sample * 0.03
  if (odd > many && even <= few) return 'UTF-16LE'
  return even > many && odd <= few ? 'UTF-16BE' : null
}

function refuseOtherKinds(head: Buffer, file: string): void {
  const latin = head.toString('latin1')
  if (latin.startsWith('PK\x03\x04')) throw new FileProblem(archiveProblem(latin, file), { file })
  if (latin.startsWith('\xd0\xcf\x11\xe0')) throw new FileProblem('file.excel', { file })
  const start = latin
    .slice(0, 2000)
    .replaceAll('\0', '')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .trimStart()
  if (/^<(?:!doctype|!--|\?xml|html|head|body|meta|table|style|div)/i.test(start))
    throw new FileProblem('file.html', { file })
  if (/^(?:\{\s*["}]|\[\s*[[{\]])/.test(start)) throw new FileProblem('file.json', { file })
  if (/^(?:%PDF-|\x89PNG|\xff\xd8\xff|GIF8|\x1f\x8b|7z\xbc\xaf|Rar!|SQLite format 3)/.test(start)) {
    throw new FileProblem('file.binary', { file })
  }
}

/** Spreadsheets of other programs are archives, too. */
function archiveProblem(latin: string, file: string): 'file.excel' | 'file.spreadsheet' | 'file.zip' {
  if (isWorkbookHead(latin, file)) return 'file.excel'
  const isSpreadsheet = latin.includes('opendocument.spreadsheet') || /\.(?:numbers|ods)$/i.test(file)
  return isSpreadsheet ? 'file.spreadsheet' : 'file.zip'
}

function isWorkbookHead(latin: string, file: string): boolean {
  if (!latin.startsWith('PK\x03\x04')) return false
  return latin.includes('[Content_Types].xml') || latin.includes('xl/') || /\.xls[xmb]$/i.test(file)
}

/** Whether it is an archive as Excel writes them. Throws FileProblem when it cannot be opened. */
export function isWorkbook(path: string, file: string): boolean {
  const descriptor = openFile(path, file)
  try {
    const head = Buffer.alloc(Math.min(fstatSync(descriptor).size, headBytes))
    fill(descriptor, head, 0)
    return isWorkbookHead(head.toString('latin1'), file)
  } finally {
    closeSync(descriptor)
  }
}

/** A few stray control signs are dirt in a text; many are no text. */
function refuseBinary(head: Buffer, file: string): void {
  let strange = 0
  for (const byte of head) if (byte < 32 && (byte < 8 || byte > 13) && byte !== 27) strange++
  if (strange > 8 && strange > head.length * 0.03) throw new FileProblem('file.binary', { file })
}

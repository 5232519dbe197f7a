import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { constants, crc32, inflateRawSync } from 'node:zlib'

/** A part of an archive that can be read. Sizes are those the archive declares; reading holds it to them. */
export type ZipPart = {
  name: string
  sizeBytes: number
  read: () => Buffer
  /** Its beginning, found fast and not yet checked; all of it when it is not longer. */
  readHead: () => PartHead
}

export type PartHead = { bytes: Buffer; isWhole: boolean }

/** Why an archive is not read, in a sentence for the person. */
export class UnsafeArchive extends Error {}

/** Excel's own workbooks have some twenty parts; the largest lists an office exports are far below these sizes. */
const zipLimits = {
  archiveBytes: 100 * 1024 ** 2,
  entries: 2_000,
  partBytes: 200 * 1024 ** 2,
  /** Text of a table packs to a tenth, at best to a fiftieth; what promises more is a bomb. */
  ratio: 200,
  /** Small parts of nothing but repetition are harmless. */
  ratioFromBytes: 1024 ** 2,
}

/** Unpacked it is some hundred rows of a sheet, and of a bomb no more than 64 MB. */
const headBytes = 65_536
const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50
const endBytes = 22
const maxCommentBytes = 0xffff

/**
 * The parts of a ZIP archive by its central directory, checked before anything is unpacked. Throws UnsafeArchive. No part is read beyond the
 * size it declares, and none that is not asked for.
 */
export function listZipParts(path: string): Map<string, ZipPart> {
  const directory = readDirectory(path)
  const parts = new Map<string, ZipPart>()
  for (let at = 0, left = directory.count; left > 0; left--) {
    const { bytes } = directory
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entryMark)
      throw new UnsafeArchive('Its list of contents is damaged.')
    const entry = {
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packedBytes: bytes.readUInt32LE(at + 20),
      sizeBytes: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    }
    const nameBytes = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes).replaceAll('\\', '/')
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (parts.has(name)) throw new UnsafeArchive('It holds two parts of one name.')
    parts.set(name, {
      name,
      sizeBytes: entry.sizeBytes,
      read: () => readPart(path, entry),
      readHead: () => readHead(path, entry),
    })
  }
  return parts
}

function readDirectory(path: string): { bytes: Buffer; count: number } {
  const sizeBytes = fileSize(path)
  if (sizeBytes > zipLimits.archiveBytes) throw new UnsafeArchive('It is larger than 100 MB.')
  const tail = readAt(path, Math.max(0, sizeBytes - endBytes - maxCommentBytes), endBytes + maxCommentBytes)
  let end = tail.length - endBytes
  while (end >= 0 && tail.readUInt32LE(end) !== endMark) end--
  if (end < 0) throw new UnsafeArchive('It is cut off or damaged.')
  const count = tail.readUInt16LE(end + 10)
  const length = tail.readUInt32LE(end + 12)
  const offset = tail.readUInt32LE(end + 16)
  if (count > zipLimits.entries) throw new UnsafeArchive('It holds more parts than a workbook has.')
  // All ones mean that the real numbers stand in a ZIP64 record, which no workbook of this size needs.
  const isOneArchive = tail.readUInt32LE(end + 4) === 0 && tail.readUInt16LE(end + 8) === count
  if (!isOneArchive || offset + length > sizeBytes) throw new UnsafeArchive('It is cut off or damaged.')
  return { bytes: readAt(path, offset, length), count }
}

type Entry = {
  flags: number
  method: number
  crc: number
  packedBytes: number
  sizeBytes: number
  offset: number
}

function readPart(path: string, entry: Entry): Buffer {
  const content = unpack(readPacked(path, entry, entry.packedBytes), entry)
  if (content.length !== entry.sizeBytes || crc32(content) !== entry.crc)
    throw new UnsafeArchive('One of its parts is damaged, or not what it says it is.')
  return content
}

function readHead(path: string, entry: Entry): PartHead {
  if (entry.packedBytes <= headBytes) return { bytes: readPart(path, entry), isWhole: true }
  const bytes = unpack(readPacked(path, entry, headBytes), entry, constants.Z_SYNC_FLUSH)
  return { bytes, isWhole: false }
}

/** The first packed bytes of a part that is safe to unpack. */
function readPacked(path: string, entry: Entry, length: number): Buffer {
  const { packedBytes, sizeBytes } = entry
  if ((entry.flags & 1) === 1) throw new UnsafeArchive('It is protected by a password.')
  if (sizeBytes > zipLimits.partBytes) throw new UnsafeArchive('One of its sheets is larger than 200 MB.')
  if (sizeBytes > zipLimits.ratioFromBytes && sizeBytes > packedBytes * zipLimits.ratio)
    throw new UnsafeArchive('It would unpack to more than 200 times its size, as no list does.')
  const head = readAt(path, entry.offset, 30)
  if (head.length < 30 || head.readUInt32LE(0) !== localMark)
    throw new UnsafeArchive('It is cut off or damaged.')
  const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  return readAt(path, start, length)
}

/** `finish` lets it be the beginning of something longer. */
function unpack(packed: Buffer, { method, sizeBytes }: Entry, finish = constants.Z_FINISH): Buffer {
  if (method === 0) return packed
  if (method !== 8) throw new UnsafeArchive('It is packed in a way we do not read.')
  try {
    // In one piece when all of it is wanted: pieces would be put together at the end, which takes the memory twice.
    const chunkSize = finish === constants.Z_FINISH ? Math.max(64, sizeBytes + 1) : undefined
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, sizeBytes), finishFlush: finish, chunkSize })
  } catch {
    throw new UnsafeArchive('One of its parts is damaged, or not what it says it is.')
  }
}

function fileSize(path: string): number {
  const descriptor = openSync(path, 'r')
  try {
    return fstatSync(descriptor).size
  } finally {
    closeSync(descriptor)
  }
}

function readAt(path: string, position: number, length: number): Buffer {
  const descriptor = openSync(path, 'r')
  try {
    const left = Math.max(0, fstatSync(descriptor).size - position)
    const bytes = Buffer.alloc(Math.min(length, left))
    let count = 0
    while (count < bytes.length) {
      const read = readSync(descriptor, bytes, count, bytes.length - count, position + count)
      if (read === 0) break
      count += read
    }
    return bytes.subarray(0, count)
  } finally {
    closeSync(descriptor)
  }
}

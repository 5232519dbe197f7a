import { randomFillSync } from 'node:crypto'

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const random = new Uint8Array(8192)
let used = random.length
let lastMs = 0
let counter = 0

/** Twelve bits that count within a millisecond, so that ids made later sort later (RFC 9562, method 1). */
function nextTick(): void {
  const ms = Date.now()
  if (ms > lastMs) {
    lastMs = ms
    counter = 0
  } else if (++counter > 0xfff) {
    lastMs++
    counter = 0
  }
}

/**
 * A new row id: UUID v7, strictly increasing on this device. Imports make hundreds of thousands; this takes a tenth of what the uuid
 * package does.
 */
export function newId(): string {
  nextTick()
  if (used >= random.length) {
    randomFillSync(random)
    used = 0
  }
  const r = random.subarray(used, used + 8)
  used += 8
  const time = lastMs.toString(16).padStart(12, '0')
  const tick = counter.toString(16).padStart(3, '0')
  const tail = `${hex[((r[0] ?? 0) & 0x3f) | 0x80]}${hex[r[1] ?? 0]}`
  const node = `${hex[r[2] ?? 0]}${hex[r[3] ?? 0]}${hex[r[4] ?? 0]}${hex[r[5] ?? 0]}${hex[r[6] ?? 0]}${hex[r[7] ?? 0]}`
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tick}-${tail}-${node}`
}

/** The present instant as every table stores it: UTC, milliseconds, `Z`. */
export function nowInstant(): string {
  return new Date().toISOString()
}

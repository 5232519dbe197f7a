import { v7 } from 'uuid'

/** A new row id: UUID v7, so that rows made later sort later. */
export function newId(): string {
  return v7()
}

/** The present instant as every table stores it: UTC, milliseconds, `Z`. */
export function nowInstant(): string {
  return new Date().toISOString()
}

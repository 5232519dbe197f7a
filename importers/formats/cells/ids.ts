/** An id as text, or why it cannot be one. */
export type IdReading = { id: string; reason: null } | { id: null; reason: string }

/** Whether a spreadsheet took the text for a number and rounded it: `1.2E+18`, or fifteen digits and zeros. */
export function isDamaged(cell: string): boolean {
  return /^\d+(?:[.,]\d+)?[eE]\+?\d+$/.test(cell) || /^\d{15}0{2,}$/.test(cell)
}

/**
 * Ids are text. One that a spreadsheet has damaged is refused, for the true one is lost; `2100000001.0` is put right.
 */
export function readId(cell: string): IdReading {
  if (isDigits(cell) && cell.length <= 15) return { id: cell, reason: null }
  if (isDamaged(cell)) {
    return {
      id: null,
      reason:
        'A spreadsheet has damaged this id. Export the file again and drop it here without opening it in Excel first.',
    }
  }
  if (cell.length > 200) return { id: null, reason: 'This is too long for an id.' }
  return { id: cell.replace(/^(\d+)\.0$/, '$1'), reason: null }
}

function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 48 || code > 57) return false
  }
  return text !== ''
}

const whole = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"_]+\.[^\s@<>()[\]\\,;:"._\d]{2,}$/

/**
 * The e-mail addresses of a cell, first one first, as typed but without `mailto:`, names, brackets and trailing signs.
 * What is no address is left out.
 */
export function parseEmails(cell: string | null): string[] {
  if (cell === null) return []
  if (isAddress(cell)) return [cell]
  const found: string[] = []
  for (const part of cell.split(/[\s,;<>"()]+/)) {
    const address = part.replace(/^mailto:/i, '').replace(/[.:']+$/, '')
    const isNew = !found.some(known => known.toLowerCase() === address.toLowerCase())
    if (isNew && isAddress(address)) found.push(address)
  }
  return found
}

function isAddress(text: string): boolean {
  return (
    text.length <= 254 &&
    whole.test(text) &&
    !text.includes('..') &&
    !text.startsWith('.') &&
    !text.includes('.@')
  )
}

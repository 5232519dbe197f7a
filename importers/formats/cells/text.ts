/**
 * The text a person meant: trimmed, `="00123"` unwrapped, and without the one `'` that spreadsheets and our own exports
 * put before `= + - @`, a digit, or their full-width forms.
 */
export function plainText(typed: string): string {
  const text = typed.trim()
  const first = text.charCodeAt(0)
  if (first === 39) return /^'\s*[=+\-@\d\uff0b\uff0d\uff1d\uff20]/.test(text) ? text.slice(1).trim() : text
  if (first === 61) return /^="([^"]*)"$/.exec(text)?.[1]?.trim() ?? text
  return text
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '\u2019',
  lsquo: '\u2018',
  ldquo: '\u201c',
  rdquo: '\u201d',
  ndash: '\u2013',
  mdash: '\u2014',
  hellip: '\u2026',
  eacute: 'é',
  ntilde: 'ñ',
  ouml: 'ö',
  uuml: 'ü',
  auml: 'ä',
  oslash: 'ø',
}

/** Decodes HTML entities once: `&amp;amp;` becomes `&amp;`. Unknown ones stay. For text, never for ids or amounts. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  const decoded = text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]{2,8}));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
      const isText =
        code === 9 || code === 10 || (code >= 32 && code < 0xd800) || (code > 0xdfff && code <= 0x10ffff)
      return isText ? String.fromCodePoint(code) : whole
    },
  )
  return decoded.trim()
}

/** A text cell with its entities decoded; null stays null. */
export function textOf(cell: string | null): string | null {
  return cell === null ? null : decodeEntities(cell)
}

const trailing = new Set([
  '.',
  ',',
  ';',
  ':',
  '>',
  '"',
  "'",
  ' ',
  '\t',
  '\n',
  '\r',
  '\u00a0',
  '\u200b',
  '\ufeff',
])
const leading = new Set(['<', '"', "'", ',', ';', ' ', '\t', '\n', '\r', '\u00a0', '\u200b', '\ufeff'])

/**
 * What an e-mail address is compared by: trimmed, lower-case, without `mailto:`, angle brackets, a name before them,
 * or trailing `. , ;`. Not checked: see `isEmail`.
 */
export function emailKey(typed: string): string {
  let text = typed
  const bracket = text.lastIndexOf('<')
  if (bracket > 0 && text.indexOf('@', bracket) > 0) text = text.slice(bracket)
  let start = 0
  let end = text.length
  while (start < end && leading.has(text.charAt(start))) start++
  while (end > start && trailing.has(text.charAt(end - 1))) end--
  const key = text.slice(start, end).toLowerCase()
  return key.startsWith('mailto:') ? emailKey(key.slice(7)) : key
}

/** Whether the typed text, once brought to its key, looks like one deliverable address. */
export function isEmail(typed: string): boolean {
  const key = emailKey(typed)
  const at = key.indexOf('@')
  const dot = key.lastIndexOf('.')
  if (at < 1 || at > 64 || key.length > 254 || key.indexOf('@', at + 1) !== -1) return false
  if (dot < at + 2 || dot > key.length - 3 || key.startsWith('.')) return false
  if (key.includes('..') || key.includes('.@') || key.includes('@-')) return false
  for (let i = 0; i < key.length; i++) if (isForbidden(key.charCodeAt(i))) return false
  return true
}

/** Control characters, spaces and the signs `"(),:;<>[\]`. */
function isForbidden(code: number): boolean {
  if (code <= 32 || code === 127 || code === 0xa0) return true
  return code < 127 && '"(),:;<>[\\]'.includes(String.fromCharCode(code))
}

import { foldText, isAscii } from './fold.ts'
import { nicknameGroups } from './nicknames.ts'

/**
 * What names are matched by: no accents, no case, letters and digits only, single spaces. Apostrophes and full stops
 * vanish (`O'Neil` is `oneil`), other punctuation separates words (`Ray-Smith` is `ray smith`).
 */
export function nameKey(text: string): string {
  const folded = foldText(text)
  let key = ''
  let gap = false
  for (let i = 0; i < folded.length; i++) {
    const code = folded.charCodeAt(i)
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || isForeignLetter(code, folded, i)) {
      if (gap && key !== '') key += ' '
      gap = false
      key += folded[i]
    } else if (!isSilent(code)) gap = true
  }
  return key
}

/**
 * Whether two names are one name in another form: spaces, Unicode form, curly apostrophes, and shouting or whispering
 * (all capitals, all lower-case). `Mcdonald` and `McDonald` differ; `MCDONALD` and `McDonald` do not.
 */
export function sameName(a: string | null, b: string | null): boolean {
  if (a === b) return true
  const left = displayForm(a ?? '')
  const right = displayForm(b ?? '')
  if (left === right) return true
  const lower = left.toLowerCase()
  if (lower !== right.toLowerCase()) return false
  return isOneCase(left, lower) || isOneCase(right, lower)
}

/**
 * Whether two first names can be one person's: equal, a nickname, an initial, or one with a middle name the other lacks.
 * An empty name is compatible with nothing, and a couple (`Ann & Bo`) only with the same couple.
 */
export function compatibleFirstNames(a: string, b: string): boolean {
  const left = nameKey(a)
  const right = nameKey(b)
  if (left === '' || right === '') return false
  if (left === right || left.replaceAll(' ', '') === right.replaceAll(' ', '')) return true
  if (namesTwo(a) || namesTwo(b)) return false
  const leftWords = left.split(' ')
  const rightWords = right.split(' ')
  const shared = Math.min(leftWords.length, rightWords.length)
  for (let i = 0; i < shared; i++) if (!compatibleWords(leftWords[i] ?? '', rightWords[i] ?? '')) return false
  return true
}

/** One word of a first name: equal, an initial of it, or a nickname. */
export function compatibleWords(a: string, b: string): boolean {
  if (a === b) return true
  if (a.length === 1 || b.length === 1) return a[0] === b[0]
  const groups = groupsByName.get(a)
  return groups !== undefined && (groupsByName.get(b)?.some(group => groups.includes(group)) ?? false)
}

const groupsByName = indexNicknames()

function indexNicknames(): Map<string, number[]> {
  const index = new Map<string, number[]>()
  for (const [number, group] of nicknameGroups.entries()) {
    for (const name of group.split(' ')) {
      const groups = index.get(name)
      if (groups) groups.push(number)
      else index.set(name, [number])
    }
  }
  return index
}

function namesTwo(text: string): boolean {
  return /[&/+]|\s(?:and|und|y)\s/i.test(text)
}

function displayForm(text: string): string {
  const composed = isAscii(text) ? text : text.normalize('NFC').replace(/[\u2018\u2019\u02bc\u00b4]/g, "'")
  return composed.trim().replace(/\s+/g, ' ')
}

function isOneCase(text: string, lower: string): boolean {
  return text === lower || text === text.toUpperCase()
}

/** Apostrophes, full stops, accents typed alone, soft hyphens and zero-width signs. */
function isSilent(code: number): boolean {
  if (code === 39 || code === 46 || code === 96) return true
  if (code < 128) return false
  return (
    code === 0xad ||
    code === 0xb4 ||
    code === 0x2bc ||
    (code >= 0x2018 && code <= 0x201b) ||
    (code >= 0x200b && code <= 0x200d) ||
    code === 0xfeff
  )
}

function isForeignLetter(code: number, text: string, at: number): boolean {
  return code > 127 && code !== 0x2bc && /[\p{L}\p{N}\p{M}\p{Cs}]/u.test(text.charAt(at))
}

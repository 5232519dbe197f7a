/** How alike two texts are from 0 to 1, with weight on a common beginning (Jaro-Winkler). Looks at the first 31 characters. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  const la = Math.min(a.length, 31)
  const lb = Math.min(b.length, 31)
  if (la === 0 || lb === 0) return 0
  const reach = Math.max(0, (Math.max(la, lb) >> 1) - 1)
  let foundInA = 0
  let foundInB = 0
  let matches = 0
  for (let i = 0; i < la; i++) {
    const to = Math.min(lb - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= to; j++) {
      if ((foundInB >> j) & 1 || b.charCodeAt(j) !== a.charCodeAt(i)) continue
      foundInA |= 1 << i
      foundInB |= 1 << j
      matches++
      break
    }
  }
  if (matches === 0) return 0
  let moved = 0
  for (let i = 0, j = 0; i < la; i++) {
    if (!((foundInA >> i) & 1)) continue
    while (!((foundInB >> j) & 1)) j++
    if (a.charCodeAt(i) !== b.charCodeAt(j++)) moved++
  }
  const jaro = (matches / la + matches / lb + (matches - moved / 2) / matches) / 3
  let start = 0
  while (start < 4 && start < la && start < lb && a[start] === b[start]) start++
  return jaro + start * 0.1 * (1 - jaro)
}

const longest = 63
const rowA = new Uint8Array(longest + 1)
const rowB = new Uint8Array(longest + 1)
const rowC = new Uint8Array(longest + 1)

/** Fewest insertions, deletions, replacements and swaps of neighbours that make one text the other; `max + 1` when more than `max`. */
export function editDistance(a: string, b: string, max: number): number {
  if (a === b) return 0
  let endA = a.length
  let endB = b.length
  if (Math.abs(endA - endB) > max || endA > longest || endB > longest) return max + 1
  let start = 0
  while (start < endA && start < endB && a.charCodeAt(start) === b.charCodeAt(start)) start++
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--
    endB--
  }
  if (endA === start || endB === start) return endA - start + (endB - start)
  return max === 0 ? 1 : distanceOfMiddles(a.slice(start, endA), b.slice(start, endB), max)
}

/** Only the diagonal band that `max` changes can reach is looked at. */
function distanceOfMiddles(a: string, b: string, max: number): number {
  let before = rowA
  let last = rowB
  let row = rowC
  const beyond = max + 1
  for (let j = 0; j <= b.length; j++) last[j] = Math.min(j, beyond)
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - max)
    const to = Math.min(b.length, i + max)
    row[from - 1] = from === 1 ? Math.min(i, beyond) : beyond
    if (to < b.length) row[to + 1] = beyond
    const ca = a.charCodeAt(i - 1)
    let best = beyond
    for (let j = from; j <= to; j++) {
      const cb = b.charCodeAt(j - 1)
      let cost = Math.min(cell(last, j) + 1, cell(row, j - 1) + 1, cell(last, j - 1) + (ca === cb ? 0 : 1))
      if (i > 1 && j > 1 && ca === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === cb)
        cost = Math.min(cost, cell(before, j - 2) + 1)
      row[j] = Math.min(cost, beyond)
      if (cost < best) best = cost
    }
    if (best > max) return beyond
    const spare = before
    before = last
    last = row
    row = spare
  }
  return cell(last, b.length)
}

function cell(row: Uint8Array, i: number): number {
  return row[i] ?? 0
}

/** One bit for each letter and two for digits: texts that differ in many bits are not alike, which is quickly seen. */
export function letterBits(text: string): number {
  let bits = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    bits |= 1 << (code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? 26 + (code & 3) : 30)
  }
  return bits
}

/** How many letters only one of two texts has. */
export function differingLetters(a: number, b: number): number {
  let bits = a ^ b
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

const letters = new Int8Array(128)

/** Share of letters that two texts have in common wherever they stand: a scrambled word is its own likeness. */
export function sharedLetters(a: string, b: string): number {
  if (a === '' || b === '') return 0
  letters.fill(0)
  for (let i = 0; i < a.length; i++)
    letters[a.charCodeAt(i) & 127] = (letters[a.charCodeAt(i) & 127] ?? 0) + 1
  let shared = 0
  for (let i = 0; i < b.length; i++) {
    const code = b.charCodeAt(i) & 127
    const left = letters[code] ?? 0
    if (left > 0) shared++
    letters[code] = left - 1
  }
  return (2 * shared) / (a.length + b.length)
}

const soundOf = '01230120022455012623010202'

/** Soundex: names that sound alike in English mostly share it. Empty for a text without Latin letters. */
export function soundex(name: string): string {
  let code = ''
  let last = ''
  for (let i = 0; i < name.length && code.length < 4; i++) {
    const letter = name.charCodeAt(i) - 97
    if (letter < 0 || letter > 25) continue
    const sound = soundOf[letter] ?? '0'
    if (code === '') code = name[i] ?? ''
    else if (sound !== '0' && sound !== last) code += sound
    if (letter !== 7 && letter !== 22) last = sound
  }
  return code === '' ? '' : code.padEnd(4, '0')
}

export const yesWords: ReadonlySet<string> = new Set('yes y true t 1 x checked on ja si sí oui'.split(' '))
export const noWords: ReadonlySet<string> = new Set('no n false f 0 unchecked off nein non'.split(' '))

/** A cell of a column that is either on or off. Null for anything else. */
export function readYesNo(cell: string): boolean | null {
  const word = cell.trim().toLowerCase()
  if (yesWords.has(word)) return true
  return noWords.has(word) ? false : null
}

const yes = new Set('yes y true t 1 x checked on ja si sí oui'.split(' '))
const no = new Set('no n false f 0 unchecked off nein non'.split(' '))

/** A cell of a column that is either on or off. Null for anything else. */
export function readYesNo(cell: string): boolean | null {
  const word = cell.trim().toLowerCase()
  if (yes.has(word)) return true
  return no.has(word) ? false : null
}

/** A stretch of a value; `isDifferent` when the other value does not have it. */
export type ValuePart = { text: string; isDifferent: boolean }

/** Splits a value into what it has in common with the other at both ends and what differs between, by whole words. */
export function differenceTo(value: string, other: string): ValuePart[] {
  const words = value.split(/(?<=\s)/)
  const others = other.split(/(?<=\s)/)
  let start = 0
  while (start < words.length && start < others.length && words[start]?.trim() === others[start]?.trim())
    start++
  let end = 0
  while (
    end < words.length - start &&
    end < others.length - start &&
    words.at(-1 - end)?.trim() === others.at(-1 - end)?.trim()
  ) {
    end++
  }
  const parts = [
    { text: words.slice(0, start).join(''), isDifferent: false },
    { text: words.slice(start, words.length - end).join(''), isDifferent: true },
    { text: words.slice(words.length - end).join(''), isDifferent: false },
  ]
  return parts.filter(part => part.text !== '')
}

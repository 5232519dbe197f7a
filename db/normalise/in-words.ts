/** `Ada`, `Ada and Bo`, `Ada, Bo and Cy`: several things in one sentence. */
export function inWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

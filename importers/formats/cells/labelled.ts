/**
 * The values of a cell that holds several fields behind their labels: `First Name: Tova Last Name: Exemplar`, one a line or all in one.
 * Keys are the labels as given; what stands before the first label is left out.
 */
export function readLabelled<Label extends string>(
  text: string,
  labels: readonly Label[],
): Map<Label, string> {
  const places = labels
    .flatMap(label => placesOf(text, label).map(at => ({ label, at, end: at + label.length + 1 })))
    .sort((a, b) => a.at - b.at || b.end - a.end)
  const values = new Map<Label, string>()
  let taken = -1
  const labelled = places.filter(place => {
    if (place.at < taken) return false
    taken = place.end
    return true
  })
  for (const [index, { label, end }] of labelled.entries()) {
    const value = text
      .slice(end, labelled[index + 1]?.at ?? text.length)
      .replace(/[\s,;]+/g, gap => (gap.includes(',') ? ', ' : ' '))
      .replace(/^[\s,;]+|[\s,;]+$/g, '')
    if (value !== '' && !values.has(label)) values.set(label, value)
  }
  return values
}

/** A label starts a word and ends with a colon. */
function placesOf(text: string, label: string): number[] {
  const lower = text.toLowerCase()
  const wanted = `${label.toLowerCase()}:`
  const places: number[] = []
  for (let at = lower.indexOf(wanted); at !== -1; at = lower.indexOf(wanted, at + wanted.length))
    if (at === 0 || !/[\p{L}\d]/u.test(lower[at - 1] ?? '')) places.push(at)
  return places
}

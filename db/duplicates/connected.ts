/** Links that hang together, over any number of others: people who are linked to each other are in one group. */
export function connectedLinks<Person, Link extends { a: Person; b: Person }>(
  links: readonly Link[],
): Link[][] {
  const leaders = new Map<Person, Person>()
  const leaderOf = (person: Person): Person => {
    let at = person
    for (let next = leaders.get(at); next !== undefined && next !== at; next = leaders.get(at)) at = next
    leaders.set(person, at)
    return at
  }
  for (const { a, b } of links) leaders.set(leaderOf(a), leaderOf(b))
  return [...Map.groupBy(links, link => leaderOf(link.a)).values()]
}

/** Everybody in some links, each once. */
export function linkedPeople<Person>(links: readonly { a: Person; b: Person }[]): Person[] {
  return [...new Set(links.flatMap(({ a, b }) => [a, b]))]
}

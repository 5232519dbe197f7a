import { connectedLinks, linkedPeople } from './connected.ts'

/** How much speaks for two people, by their place in the list, being one (above 0) or against it (below). */
export type SupportOf = (a: number, b: number) => number
export type Link = { a: number; b: number; same: number }

/** Below this two people are not put into one set because of each other. */
export const linkAt = 0.5
/** A group this big is more than one person's records; only its strongest links count. */
const largestGroup = 60

/**
 * Groups of records that are one person, two or more each. Links lead to each other, but two people whom more speaks against
 * than for stay apart, whoever stands between them: of every two groups that are joined all members are compared.
 */
export function formSets(links: readonly Link[], supportOf: SupportOf): number[][] {
  return connected(links.filter(link => link.same >= linkAt))
    .flatMap(group => (group.length > 2 ? partition(group, links, supportOf) : [group]))
    .filter(set => set.length > 1)
    .map(set => set.toSorted((a, b) => a - b))
    .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

function connected(links: readonly Link[]): number[][] {
  return connectedLinks<number, Link>(links).map(linkedPeople)
}

/** Joins the two likest groups until more speaks against every further join than for it. */
function partition(people: readonly number[], links: readonly Link[], supportOf: SupportOf): number[][] {
  if (people.length > largestGroup) return strongestOnly(people, links, supportOf)
  const order = people.toSorted((a, b) => a - b)
  const odds = order.map((a, i) =>
    order.map((b, j) => (i === j ? 0 : supportOf(Math.min(a, b), Math.max(a, b)))),
  )
  const groups = order.map((_, i) => [i])
  for (;;) {
    const best = likestGroups(groups, odds)
    if (!best) return groups.map(group => group.flatMap(i => order[i] ?? []))
    groups[best.first] = [...(groups[best.first] ?? []), ...(groups[best.second] ?? [])]
    groups.splice(best.second, 1)
  }
}

function likestGroups(
  groups: readonly (readonly number[])[],
  odds: readonly (readonly number[])[],
): { first: number; second: number } | null {
  let best: { first: number; second: number } | null = null
  let bestMean = 0
  for (const [second, y] of groups.entries()) {
    for (let first = 0; first < second; first++) {
      const x = groups[first] ?? []
      let sum = 0
      for (const i of x) for (const j of y) sum += odds[i]?.[j] ?? 0
      // Rounded: the order of adding is no reason.
      const mean = Math.round((1e9 * sum) / (x.length * y.length)) / 1e9
      if (mean < bestMean || (best && mean === bestMean)) continue
      best = { first, second }
      bestMean = mean
    }
  }
  return best
}

/** The stronger half of the links; when all are as strong, parts of the group, for which the work stays small. */
function strongestOnly(people: readonly number[], links: readonly Link[], supportOf: SupportOf): number[][] {
  const members = new Set(people)
  const inside = links.filter(link => members.has(link.a) && link.same >= linkAt)
  const middle = inside.map(link => link.same).sort((x, y) => x - y)[inside.length >> 1] ?? 1
  const strong = inside.filter(link => link.same > middle)
  if (strong.length > 0) return connected(strong).flatMap(group => partition(group, strong, supportOf))
  const order = people.toSorted((a, b) => a - b)
  return Array.from({ length: Math.ceil(order.length / largestGroup) }, (_, i) =>
    order.slice(i * largestGroup, (i + 1) * largestGroup),
  ).flatMap(part => partition(part, inside, supportOf))
}

/** Reproducible chance: the same seed gives the same numbers on every computer. Not for secrets. */
export type Random = {
  /** 0 <= x < 1. */
  next: () => number
  /** A whole number from 0 to `below` - 1. */
  below: (below: number) => number
  chance: (share: number) => boolean
  pick: <Item>(items: readonly Item[]) => Item
  /** One of the items, each as likely as its weight. */
  weighted: <Item>(items: readonly (readonly [item: Item, weight: number])[]) => Item
}

/** mulberry32. */
export function randomOf(seed: number): Random {
  let state = (seed * 2654435761) >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  function pick<Item>(items: readonly Item[]): Item {
    const item = items[below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  function weighted<Item>(items: readonly (readonly [item: Item, weight: number])[]): Item {
    let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [item, weight] of items) {
      left -= weight
      if (left < 0) return item
    }
    return pick(items)[0]
  }
  return { next, below, chance: share => next() < share, pick, weighted }
}

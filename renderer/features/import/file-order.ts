/** People first, then what points at people: later files find those of earlier ones. Kinds we do not know come last. */
const sourceRanks = ['kajabi-contacts', 'kajabi-subscriptions', 'kajabi-transactions']

function rankOf(source: string | null): number {
  const rank = source === null ? -1 : sourceRanks.indexOf(source)
  if (rank >= 0) return rank
  return /contacts|customers|list/.test(source ?? '') ? 0 : sourceRanks.length
}

/** The order files are imported in when nobody chose one; files of one kind stay as they were dropped. */
export function inImportOrder<File extends { source: string | null }>(files: readonly File[]): File[] {
  return files.toSorted((a, b) => rankOf(a.source) - rankOf(b.source))
}

/** The list with one file moved up (-1) or down (+1); at the ends nothing moves. */
export function moved<File>(files: readonly File[], from: number, by: -1 | 1): File[] {
  const to = from + by
  const file = files[from]
  if (file === undefined || to < 0 || to >= files.length) return [...files]
  return files.toSpliced(from, 1).toSpliced(to, 0, file)
}

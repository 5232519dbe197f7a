/** The list with one entry moved by one place; out of range it stays as it is. */
export function moved<T>(list: readonly T[], index: number, by: 1 | -1): T[] {
  const target = index + by
  const entry = list[index]
  const other = list[target]
  if (entry === undefined || other === undefined) return [...list]
  const next = [...list]
  next[target] = entry
  next[index] = other
  return next
}

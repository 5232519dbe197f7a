const dayMs = 86_400_000
const lastDayAtMost = 10
const dailyDays = 14
const weeklyDays = 365

/**
 * Which backups have had their time: kept are the newest, up to ten of the last 24 hours, the newest of each day for two weeks, and the newest
 * of each week for a year. `now` and `madeAt` are instants; days and weeks are counted in UTC.
 */
export function backupsToThin(backups: readonly { backupId: string; madeAt: string }[], now: Date): string[] {
  const newestFirst = [...backups].sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1))
  const taken = new Set<string>()
  return newestFirst.flatMap(({ backupId, madeAt }, place) => {
    const slot = slotOf(now.getTime(), Date.parse(madeAt), place)
    const isKept = place === 0 || (slot !== undefined && !taken.has(slot))
    if (slot) taken.add(slot)
    return isKept ? [] : [backupId]
  })
}

function slotOf(nowMs: number, madeMs: number, place: number): string | undefined {
  const ageMs = nowMs - madeMs
  if (ageMs < dayMs) return place < lastDayAtMost ? `recent ${place}` : undefined
  const day = Math.floor(madeMs / dayMs)
  if (ageMs < dailyDays * dayMs) return `day ${day}`
  return ageMs < weeklyDays * dayMs ? `week ${Math.floor(day / 7)}` : undefined
}

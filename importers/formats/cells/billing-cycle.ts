/** `month` or `year` from `1 month`, `Monthly`, `annual`, `12 months`; anything else as the file says it: `every 3 months`. */
export function readBillingCycle(interval: string | null): string | null {
  if (interval === null) return null
  const lower = interval.toLowerCase()
  if (/\b12[ -]?months?\b/.test(lower)) return 'year'
  if (/[2-9]|1\d/.test(lower)) return interval
  if (lower.includes('year') || lower.includes('annual')) return 'year'
  return lower.includes('month') ? 'month' : interval
}

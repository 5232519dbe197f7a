/** What an order bought: a type for each ticket (null where the file only counts them), and what else is on its list. */
export type OrderItems = { tickets: (string | null)[]; isDonationOnly: boolean }

/** More tickets in one order than any box office sells. */
export const mostTickets = 1000

const noTicket =
  /\bdonat|\bgift (?:aid|card|voucher)|\badd[- ]?on\b|\bmerch|\bbooking fee\b|\bservice charge\b/i

/**
 * Reads `2 x General, 1 x Child, 1 x Donation` beside the number of tickets. The number decides where the two disagree: donations and
 * add-ons are the first that are no tickets. Null when it is more than `mostTickets`.
 */
export function readOrderItems(typed: string | null, count: number | null): OrderItems | null {
  const items = typed === null ? [] : itemsOf(typed)
  const listed = items.reduce((sum, item) => sum + item.count, 0)
  if ((count ?? 0) > mostTickets || listed > mostTickets) return null
  const tickets = items.filter(item => !noTicket.test(item.name))
  const certain = tickets.reduce((sum, item) => sum + item.count, 0)
  const counted = count !== null && count > certain ? items : tickets
  const types: (string | null)[] = counted.flatMap(item => Array<string>(item.count).fill(item.name))
  const wanted = count ?? types.length
  while (types.length < wanted) types.push(null)
  types.length = wanted
  return { tickets: types, isDonationOnly: wanted === 0 && items.some(item => /\bdonat/i.test(item.name)) }
}

/** Names of tickets may hold commas: an item ends before the next `2 x`. */
function itemsOf(text: string): { name: string; count: number }[] {
  const found: { name: string; count: number }[] = []
  for (const part of text.split(/[,;|\n]\s{0,3}(?=\d{1,9}\s{0,3}[x×]\s)/i)) {
    const start = /^\s*(\d{1,9})\s{0,3}[x×]\s/i.exec(part)
    const name = part
      .slice(start?.[0].length ?? 0)
      .split(/\s+/)
      .join(' ')
      .trim()
    if (start && name !== '') found.push({ count: Number(start[1]), name })
  }
  return found
}

import type { PeopleFilter } from '../../lib/navigation.ts'
import { flawWords, lockWords, sourceWords } from '../../lib/words.ts'

/** A filter in words, for the title line: "Fully protected, tag Donor". */
export function filterWords(filter: PeopleFilter, search: string): string[] {
  const words: string[] = []
  if (filter.tag) words.push(`tag ${filter.tag}`)
  if (filter.role) words.push(`role ${filter.role}`)
  if (filter.lockLevel) words.push(lockWords[filter.lockLevel].short.toLowerCase())
  if (filter.emailSubscribed !== undefined)
    words.push(filter.emailSubscribed ? 'subscribed' : 'not subscribed')
  if (filter.sourceSystem) words.push(`from ${sourceWords[filter.sourceSystem]}`)
  if (filter.withConflicts) words.push('with conflicts')
  if (filter.withTransactions) words.push('with money')
  if (filter.productId) words.push('with one product')
  if (filter.flaw) words.push(flawWords[filter.flaw])
  if (search) words.push(`matching “${search}”`)
  return words
}

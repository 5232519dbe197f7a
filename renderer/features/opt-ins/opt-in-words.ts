import type { OptInChange, OptInToPutBack } from '../../../electron/contract/privacy.ts'
import { countOf, dayText } from '../../lib/format.ts'

/** What a line of the log says became of somebody. */
export function changeWords({ wasSubscribed, subscribed }: OptInChange): string {
  if (wasSubscribed === subscribed) return subscribed ? 'Stays subscribed' : 'Stays unsubscribed'
  return subscribed ? 'Subscribed' : 'Unsubscribed'
}

export const becomesWords: Record<OptInToPutBack['becomes'], string> = {
  on: 'Subscribed again',
  off: 'No longer subscribed',
  later: 'Stays: said later',
}

type Days = { from: string; to: string | undefined }

/** What putting back would do, as a sentence above the people it is about. */
export function putBackSentence({ from, to }: Days): string {
  const until = to === undefined ? 'until now' : `until the end of ${dayText(to)}`
  const later = to === undefined ? '' : ' What somebody said after that stands.'
  return `Everybody whose opt-in changed ${until} gets back what they had when ${dayText(from)} began, with its evidence.${later}`
}

/** The button says whom it reaches: nobody is subscribed again without a word on how we know. */
export function putBackLabel(counts: { on: number; off: number }, howWeKnow: string): string {
  return `Put back ${countOf(counts.off + (howWeKnow.trim() === '' ? 0 : counts.on), 'opt-in')}`
}

/** More than this share of the live subscriptions missing is not how people leave; the file is suspicious then. */
const abnormalShare = 0.3

/** The share of live subscriptions that the export lacks, 0 to 1; null when there are none to compare with. */
export function missingShare(missing: number, liveSubscriptions: number): number | null {
  return liveSubscriptions > 0 ? missing / liveSubscriptions : null
}

/** "37 % of the live subscriptions are missing …" when that is more than usual; otherwise null. */
export function abnormalShareSentence(missing: number, liveSubscriptions: number): string | null {
  const share = missingShare(missing, liveSubscriptions)
  if (share === null || share <= abnormalShare) return null
  const percent = Math.min(100, Math.round(share * 100))
  return `${percent} % of the live subscriptions are missing: this file may be filtered or cut off. Export again without a filter before you answer.`
}

/** What one record knows about the newsletter. Dates are YYYY-MM-DD or UTC instants. */
export type ConsentEvidence = {
  contactId: string
  subscribed: boolean
  consentDate: string | null
  unsubscribeDate: string | null
}

export type UnitedConsent = {
  subscribed: boolean
  /** The newest consent of all, kept also when an opt-out is newer. */
  consentDate: string | null
  /** The opt-out that stands; null when a newer consent overrules it. */
  unsubscribeDate: string | null
  /** Whose source, method and legal basis stand. */
  fromId: string
  /** In words. */
  why: string
}

/** The consent of several records of one person (spec 03.4): all evidence counts, and an opt-out that is not older than the newest consent wins. */
export function uniteConsent(
  records: readonly [ConsentEvidence, ...(readonly ConsentEvidence[])],
): UnitedConsent {
  const [survivor] = records
  const consent = newest(records, r => (r.subscribed ? r.consentDate : null))
  const optOut = newest(records, r => r.unsubscribeDate)
  const consentDate = newest(records, r => r.consentDate)?.consentDate ?? null
  const subscriber = consent ?? records.find(r => r.subscribed)
  if (optOut?.unsubscribeDate && !isLater(consent?.consentDate ?? null, optOut.unsubscribeDate)) {
    const day = optOut.unsubscribeDate.slice(0, 10)
    return {
      subscribed: false,
      consentDate,
      unsubscribeDate: optOut.unsubscribeDate,
      fromId: optOut.contactId,
      why: subscriber
        ? `Unsubscribed on ${day}, and no consent is known to be newer.`
        : `Unsubscribed on ${day}.`,
    }
  }
  if (!subscriber) {
    return {
      subscribed: false,
      consentDate,
      unsubscribeDate: null,
      fromId: survivor.contactId,
      why: 'Nobody agreed to it.',
    }
  }
  const since = subscriber.consentDate ? ` on ${subscriber.consentDate.slice(0, 10)}` : ''
  return {
    subscribed: true,
    consentDate,
    unsubscribeDate: null,
    fromId: subscriber.contactId,
    why: optOut ? `Agreed${since}, after the last opt-out.` : `Agreed${since}.`,
  }
}

function newest(
  records: readonly ConsentEvidence[],
  dateOf: (record: ConsentEvidence) => string | null,
): ConsentEvidence | null {
  let found: ConsentEvidence | null = null
  for (const record of records) {
    const date = dateOf(record)
    if (date !== null && (found === null || isLater(date, dateOf(found) ?? ''))) found = record
  }
  return found
}

/** Of one day without times nobody can say which was first: then neither is later. */
function isLater(date: string | null, than: string): boolean {
  if (date === null) return false
  const length = Math.min(date.length, than.length)
  return date.slice(0, length) > than.slice(0, length)
}

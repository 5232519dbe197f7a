/** A value the file says about a person's newsletter consent. */
export type OptInClaim = {
  subscribed: boolean
  /** How the file knows: "listed in the subscriber export", a question's text, … */
  method: string
  /** YYYY-MM-DD, or null when the file gives no day. */
  date: string | null
}

export type PhoneRecord = { phone: string; type: 'mobile' | 'home' | 'work' | 'other' }

/** As typed in the file, trimmed, blank words removed. At least one member is not null. */
export type AddressRecord = {
  line1: string | null
  line2: string | null
  city: string | null
  state: string | null
  postalCode: string | null
  country: string | null
  type: 'billing' | 'shipping' | 'mailing' | 'home' | 'work' | 'other'
}

/** What a row says about a person. Null and empty lists mean the file says nothing. */
export type PersonRecord = {
  /** Ids of that system, strongest first: Kajabi `contact` and `member`, Zoho `record`, … */
  externalIds: { kind: string; id: string }[]
  firstName: string | null
  lastName: string | null
  businessName: string | null
  /** First is primary. */
  emails: string[]
  /** First is primary. */
  phones: PhoneRecord[]
  address: AddressRecord | null
  birthDate: string | null
  /** The source's whole set; null when the file has no such column. Split by pipeline with the known names. */
  tagsCell: string | null
  productsCell: string | null
  optIn: OptInClaim | null
  /** True: fills empty fields only, never replaces (billing data of a payment). */
  enrichOnly: boolean
}

export type ProductRecord = { offerId: string | null; name: string }

export type TransactionRecord = {
  externalId: string
  externalOrderId: string | null
  /** UTC instant with milliseconds. */
  at: string
  type: 'purchase' | 'subscription' | 'refund' | 'donation'
  status: 'completed' | 'pending' | 'failed' | 'refunded'
  /** Refunds negative. */
  amountCents: number
  feeCents: number | null
  currency: string
  paymentMethod: string | null
  memo: string | null
  product: ProductRecord | null
}

export type SubscriptionRecord = {
  externalId: string
  status: 'active' | 'trialing' | 'past_due' | 'paused' | 'cancelled' | 'expired'
  amountCents: number
  currency: string
  /** month, year, or as the file says when it is neither. */
  billingCycle: string
  startedAt: string | null
  currentPeriodEnd: string | null
  cancelledAt: string | null
  product: ProductRecord | null
}

/** One checked row. `key` names the row for ever: the system's own id, else the primary e-mail. */
export type FormatRecord = {
  key: string
  person: PersonRecord
  transaction: TransactionRecord | null
  subscription: SubscriptionRecord | null
}

/** A cell that could not be used. A row with a problem is not imported; the other rows are. */
export type CellProblem = { column: string; value: string; reason: string }

/** `record` null with no problems means: rightly not ours (a test row, a blank row); `skipReason` says why. */
export type MappedRow =
  | { record: FormatRecord; problems: [] }
  | { record: null; problems: CellProblem[] }
  | { record: null; problems: []; skipReason: string }

/** A column of an export: its usual header, other spellings, and whether a file without it is not this export. */
export type Column = {
  name: string
  aliases?: readonly string[]
  /** Kajabi's stable handle in the last brackets of a header: `Phone Number (phone_number)`. */
  handle?: string
  required?: boolean
}

/** Reads a cell of the current row by the column's canonical name: trimmed, blank words removed, null when empty or absent. */
export type Cell<Name extends string = string> = (column: Name) => string | null

export type Format = {
  id: string
  label: string
  /** Whose ids and values these are (`contact_external_ids.system`). */
  system: 'kajabi'
  /** Provenance written beside values: the system, or a weaker kind of it. */
  provenance: 'kajabi' | 'kajabi_transaction'
  columns: readonly Column[]
  /** A file of this export has at least one of these columns. */
  requiresOneOf?: readonly string[]
  asksOptIn: boolean
  /** The export is always complete: what it no longer holds is missing (subscriptions only). */
  isFullExport: boolean
  /** Pure; never throws. `raw` gives a cell untouched, for names where blank words are names. */
  map: (
    cell: Cell,
    raw: Cell,
    options: { optIn: 'subscribed' | 'unsubscribed' | 'unknown'; today: string },
  ) => MappedRow
}

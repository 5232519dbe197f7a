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

/** A part of a person that a column holds, where the person who imports may say what its cells do. */
export type PersonPart =
  | 'name'
  | 'business_name'
  | 'birth_date'
  | 'email'
  | 'home_phone'
  | 'mobile_phone'
  | 'work_phone'
  | 'address'

/** Of these an empty cell may erase what is there. Without a name and an e-mail nobody is known again. */
export const clearableParts: readonly PersonPart[] = [
  'business_name',
  'birth_date',
  'home_phone',
  'mobile_phone',
  'work_phone',
  'address',
]

/** What a row says about a person or an organisation. Null and empty lists mean the file says nothing. */
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
  /**
   * The source's whole set; null when the file has no such column. Split by pipeline with the known names, unless the file itself tells where
   * one name ends.
   */
  tagsCell: string | readonly string[] | null
  productsCell: string | null
  optIn: OptInClaim | null
  /** True: fills empty fields only, never replaces (billing data of a payment). */
  enrichOnly: boolean
  /** Parts that only fill what is empty, as was wanted of their columns. */
  fillOnly?: readonly PersonPart[]
  /** Parts that are empty in this row and take away what is there, as was wanted of their columns. */
  clears?: readonly PersonPart[]
}

/** People of one home who give or write together: "A & B Smith". The row's own person is its first member. */
export type HouseholdRecord = { name: string; salutation: string | null; others: PersonRecord[] }

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
  /** Absent: only a `donation` is one. A subscription may be a gift too. */
  isDonation?: boolean
  /** Who moved the money, when the file tells. */
  paymentProvider?: 'stripe' | 'paypal' | null
  /** The processor's own id of this payment, where another system tells it (a Stripe charge, a PayPal transaction). */
  providerPaymentId?: string | null
  /** For a refund: `externalId` of what it gives back. */
  refundOfExternalId?: string | null
  quickbooksInvoiceNum?: string | null
}

export type SubscriptionRecord = {
  externalId: string
  status: 'active' | 'trialing' | 'past_due' | 'paused' | 'cancelled' | 'expired'
  amountCents: number
  currency: string
  /** month, year, or as the file says when it is neither. */
  billingCycle: string | null
  startedAt: string | null
  currentPeriodEnd: string | null
  cancelledAt: string | null
  /** It runs to the end of the paid period and then stops. */
  endsWithPeriod?: boolean
  product: ProductRecord | null
}

export type EventRecord = {
  externalId: string | null
  name: string
  /** UTC instants with milliseconds. */
  startsAt: string | null
  endsAt: string | null
}

/** One ticket of the row's event. */
export type RegistrationRecord = {
  /** The ticket's own id; null when the file only counts tickets: the order's id with `#1`, `#2`, … stands in. */
  ticketId: string | null
  orderId: string | null
  ticketType: string | null
  status: 'confirmed' | 'cancelled' | 'refunded'
  checkedInAt: string | null
  /** Who comes, when it is not the row's person. */
  attendee: PersonRecord | null
}

/** A rental known from its invoice. */
export type BookingRecord = {
  externalId: string
  title: string
  venueName: string | null
  status: 'tentative' | 'confirmed' | 'cancelled' | 'completed'
  amountCents: number
  currency: string
  invoiceNumber: string | null
  /** YYYY-MM-DD. */
  invoicedOn: string | null
  notes: string | null
}

/** One checked row. `key` names the row for ever: the system's own id, else the primary e-mail, else a fingerprint of its content. */
export type FormatRecord = {
  key: string
  /** Null: money of nobody the file names. */
  person: PersonRecord | null
  household?: HouseholdRecord | null
  /** A sale and what was given back of it are two. */
  transactions?: TransactionRecord[]
  /** External ids of payments that an earlier export of this row may have told and this one does not: a refund that was taken back. */
  withdrawn?: string[]
  subscription?: SubscriptionRecord | null
  event?: EventRecord | null
  registrations?: RegistrationRecord[]
  booking?: BookingRecord | null
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
  /** Other spellings, also of other languages and of older exports. */
  aliases?: readonly string[]
  /** A question whose words every office chooses; tried last, on the normalised header. */
  pattern?: RegExp
  /** Kajabi's stable handle in the last brackets of a header: `Phone Number (phone_number)`. */
  handle?: string
  required?: boolean
  /** Of these the whole column is looked at before the first row is read, to learn its date order or its decimal mark. */
  holds?: 'date' | 'money'
  /** The part of a person that it holds. */
  part?: PersonPart
}

/** Reads a cell of the current row by the column's canonical name: trimmed, blank words removed, null when empty or absent. */
export type Cell<Name extends string = string> = (column: Name) => string | null

export type DateOrder = 'mdy' | 'dmy'

export type MapOptions = {
  /** What being in the file means for the newsletter. */
  optIn: 'subscribed' | 'unsubscribed' | 'unknown'
  /** YYYY-MM-DD. */
  today: string
  /** How this file writes dates of two numbers and a year, by its columns (else by the person's answer, else as this export usually does). */
  dateOrder: DateOrder
  decimalMark: '.' | ','
  /** The office's IANA time zone, for times that come without one. */
  timeZone: string
  /** The header as it stands in the file, for a column that `pattern` found: the words of a question are evidence of consent. */
  headerOf: (column: string) => string | null
}

/** A line of the file below its header. `row` is its number in the file, for people. */
export type Line = { row: number; cells: readonly string[] }

/** Gives the two ways of reading a line: `cell` and `raw`. Both are the same two functions every time, set to that line. */
export type ReadLine = (cells: readonly string[]) => { cell: Cell; raw: Cell }

/** What a file states of itself, beside what its lines or cells do add up to. `currency` is null when it names none. */
export type Checksum = { label: string; currency: string | null; statedCents: number; countedCents: number }

/** A row of the plan made of one or more lines: the lines of an invoice, a payment with its currency conversion. */
export type ReadRow = {
  /** Numbers of its lines in the file, at least one. Every line of the file is in exactly one row. */
  rows: readonly number[]
  /** The cells of the line that stands for it, for the record of what came. */
  cells: readonly string[]
  /** More cells that the record was made of: a change in them is a change of the row. */
  furtherCells?: readonly string[]
  mapped: MappedRow
  checksum?: Checksum
  /** What is odd about the file as a whole, in a sentence: it has no end, its rows are filtered. */
  note?: string
}

export type System =
  | 'kajabi'
  | 'paypal'
  | 'ticket_tailor'
  | 'zoho'
  | 'quickbooks'
  | 'jotform'
  | 'wix'
  | 'stripe'
  | 'list'

type Reading =
  | {
      /** Pure; never throws. `raw` gives a cell untouched, for names where blank words are names. */
      map: (cell: Cell, raw: Cell, options: MapOptions) => MappedRow & { checksum?: Checksum | null }
    }
  | {
      /**
       * For files whose rows are not one line each. Pure, streaming; never throws. `lines` may be gone through more than once, each time
       * from the start of the file.
       */
      read: (lines: () => Iterable<Line>, readLine: ReadLine, options: MapOptions) => Iterable<ReadRow>
    }

export type Format = {
  id: string
  label: string
  /** Whose ids and values these are (`contact_external_ids.system`). */
  system: System
  /** Provenance written beside values: the system, or a weaker kind of it. */
  provenance: System | 'kajabi_transaction'
  columns: readonly Column[]
  /** A file of this export has at least one of these columns. */
  requiresOneOf?: readonly string[]
  asksOptIn: boolean
  /** The export is always complete: what it no longer holds is missing (subscriptions only). */
  isFullExport: boolean
  /** No header makes a file this export; only a person says so. */
  isOnlyByAnswer?: boolean
  /** How this export writes dates where the file itself does not tell. */
  usualDateOrder?: DateOrder
  /** On the normalised header: columns that may be read but whose cells are kept nowhere (card numbers, bank accounts). */
  secretColumns?: RegExp
} & Reading

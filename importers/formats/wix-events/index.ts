import { checkInColumns, readCheckIn } from '../cells/check-in.ts'
import { consentQuestion, readConsent } from '../cells/consent.ts'
import { parseEmails } from '../cells/emails.ts'
import { eventColumns, readEvent } from '../cells/event.ts'
import { readId } from '../cells/ids.ts'
import { localDay } from '../cells/moments.ts'
import { namesSomebody, readName } from '../cells/names.ts'
import { emptyPerson } from '../cells/person.ts'
import { readPhones } from '../cells/phones.ts'
import { readPlace, readWholeAddress } from '../cells/places.ts'
import { problem, refused } from '../cells/problem.ts'
import { ordinals } from '../cells/submission-keys.ts'
import { textOf } from '../cells/text.ts'
import type {
  Cell,
  CellProblem,
  Format,
  Line,
  MapOptions,
  MappedRow,
  PersonRecord,
  ReadLine,
  ReadRow,
  RegistrationRecord,
} from '../format.ts'

const consent = 'Consent question'

/**
 * The guest list of a Wix event: one row a guest or ticket, with a column for each question of the registration form. A list is of one event
 * and need not name it. Payments are not taken from here: how a price is split over the rows of an order is not known.
 *
 * Verified in two public readers of real lists: `Guest_list_<event>_<date>.csv` is UTF-16 with tabs; of a ticketed event it has `Guest first
 * name`, `Guest last name`, `Email`, `Order date`, `Checked in`, in an older form `Ticket number`, `Order number`, `Ordered by`, `Order date`,
 * `Payment status`, `Payment method`, `Ticket type`, `Ticket price`, `Email`, `Checked-in`; of an event with replies `First name`, `Last name`,
 * `Email`, `Timestamp`, `Response`, `Checked-in` (how many came). The other names are guesses.
 */
export const wixEvents: Format = {
  id: 'wix-events',
  label: 'Wix event guests',
  system: 'wix',
  provenance: 'wix',
  asksOptIn: false,
  isFullExport: false,
  requiresOneOf: ['Guest first name', 'Guest name', 'RSVP status', 'Ticket number'],
  columns: [
    { name: 'Guest first name' },
    { name: 'Guest last name' },
    { name: 'Guest name', aliases: ['Guest full name'] },
    { name: 'First name' },
    { name: 'Last name' },
    { name: 'Name', aliases: ['Full name'] },
    { name: 'Ordered by', aliases: ['Buyer', 'Buyer name'] },
    { name: 'Email', aliases: ['Guest email', 'E-mail', 'Email address'], required: true },
    { name: 'Phone', aliases: ['Guest phone', 'Phone number', 'Guest phone number', 'Mobile phone number'] },
    { name: 'City, State', aliases: ['City/State'] },
    { name: 'Address' },
    ...eventColumns,
    { name: 'Order number', aliases: ['Order no.', 'Order #', 'Order'] },
    {
      name: 'Order date',
      aliases: ['Registration date', 'RSVP date', 'Date registered', 'Timestamp'],
      holds: 'date',
    },
    { name: 'Ticket number', aliases: ['Ticket no.', 'Ticket #'] },
    { name: 'Ticket type', aliases: ['Ticket name', 'Ticket'] },
    { name: 'Ticket price' },
    { name: 'Total ticket price' },
    { name: 'Payment status', aliases: ['Order status'] },
    { name: 'RSVP status', aliases: ['RSVP', 'Guest status', 'Attendance status', 'Response'] },
    ...checkInColumns,
    { name: consent, pattern: consentQuestion },
  ],
  read,
}

function* read(lines: () => Iterable<Line>, readLine: ReadLine, options: MapOptions): Iterable<ReadRow> {
  const unique = ordinals()
  for (const { row, cells } of lines()) {
    const { cell, raw } = readLine(cells)
    yield { rows: [row], cells, mapped: map({ cell, raw }, unique, options) }
  }
}

type Row = { cell: Cell; raw: Cell }

function map({ cell, raw }: Row, unique: (key: string) => string, options: MapOptions): MappedRow {
  const person = guestOf(cell, raw, options)
  if (person === null)
    return refused(
      problem('Email', cell('Email'), 'The row has no name, no e-mail and no phone of the guest.'),
    )
  const eventReading = readEvent(cell, options, {
    idPrefix: '',
    unnamed: 'Wix event (not named in the file)',
  })
  if (eventReading.problem) return refused(eventReading.problem)
  const { event } = eventReading
  const registration = registrationOf(cell, options, event.startsAt)
  if ('reason' in registration) return refused(registration)
  const guest =
    person.emails[0] ?? `${person.firstName ?? ''} ${person.lastName ?? person.businessName ?? ''}`
  const named = registration.ticketId ?? registration.orderId
  const evening = [event.externalId ?? event.name, event.startsAt ?? []].flat().join('@')
  const key = unique(named ?? `${evening}:${guest.trim()}`.toLowerCase())
  const { status } = registration
  return {
    record: {
      key,
      person,
      event,
      registrations: status === null ? [] : [{ ...registration, status, ticketId: key }],
    },
    problems: [],
  }
}

type Registration = Omit<RegistrationRecord, 'status'> & { status: RegistrationRecord['status'] | null }

function registrationOf(
  cell: Cell,
  options: MapOptions,
  startsAt: string | null,
): Registration | CellProblem {
  const typedTicket = cell('Ticket number')
  const ticket = typedTicket === null ? null : readId(typedTicket)
  if (ticket?.reason) return problem('Ticket number', typedTicket, ticket.reason)
  const typedOrder = cell('Order number')
  const order = typedOrder === null ? null : readId(typedOrder)
  if (order?.reason) return problem('Order number', typedOrder, order.reason)
  const status = statusOf(cell)
  if (status !== null && typeof status === 'object') return status
  const checkIn = readCheckIn(cell, options, startsAt)
  if (checkIn.problem) return checkIn.problem
  return {
    ticketId: ticket?.id ?? null,
    orderId: order?.id ?? null,
    ticketType: textOf(cell('Ticket type')),
    status,
    checkedInAt: checkIn.at,
    attendee: null,
  }
}

/** Null: not a guest yet (waiting, undecided, the payment under way). Who pays at the door is a guest. */
const statuses = new Map<string, RegistrationRecord['status'] | null>([
  ...[
    'yes',
    'going',
    'attending',
    'confirmed',
    'registered',
    'paid',
    'free',
    'not paid',
    'unpaid',
    'offline pending',
    'checked in',
  ].map(word => [word, 'confirmed'] as const),
  ...['no', 'not going', 'not attending', 'declined', 'canceled', 'cancelled', 'removed', 'void'].map(
    word => [word, 'cancelled'] as const,
  ),
  ...['refunded', 'refund'].map(word => [word, 'refunded'] as const),
  ...['pending', 'processing', 'maybe', 'waiting', 'waitlist', 'in waitlist', 'invited', 'no reply'].map(
    word => [word, null] as const,
  ),
])

/** What the guest answered, unless the payment says more. */
function statusOf(cell: Cell): RegistrationRecord['status'] | null | CellProblem {
  let status: RegistrationRecord['status'] | null = 'confirmed'
  for (const column of ['RSVP status', 'Payment status'] as const) {
    const typed = cell(column)
    if (typed === null) continue
    const known = statuses.get(typed.toLowerCase().replaceAll('_', ' '))
    if (known === undefined) return problem(column, typed, `The status "${typed.slice(0, 60)}" is not known.`)
    if (known !== 'confirmed') status = known
  }
  return status
}

function guestOf(cell: Cell, raw: Cell, options: MapOptions): PersonRecord | null {
  const name = readName(
    raw('Guest first name') ?? raw('First name'),
    raw('Guest last name') ?? raw('Last name'),
    raw('Guest name') ?? raw('Name') ?? raw('Ordered by'),
  )
  const emails = parseEmails(cell('Email'))
  const phones = readPhones([cell('Phone')], 'other')
  const isNamed = namesSomebody(name)
  if (!isNamed && emails.length === 0 && phones.length === 0) return null
  const question = options.headerOf(consent)
  const orderedOn = cell('Order date')
  const date = orderedOn === null ? null : localDay(orderedOn, options.dateOrder)
  return {
    ...emptyPerson(),
    ...name,
    emails,
    phones,
    address: addressOf(cell),
    optIn: question === null ? null : readConsent(question, cell(consent), date),
  }
}

function addressOf(cell: Cell): PersonRecord['address'] {
  const place = textOf(cell('City, State'))
  const whole = textOf(cell('Address'))
  if (whole !== null) return readWholeAddress(whole, 'home')
  if (place === null) return null
  return { line1: null, ...readPlace([place]), type: 'home' }
}

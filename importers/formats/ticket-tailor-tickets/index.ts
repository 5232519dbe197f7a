import { checkInColumns, readCheckIn } from '../cells/check-in.ts'
import { parseEmails } from '../cells/emails.ts'
import { eventColumns, readEvent, withPrefix } from '../cells/event.ts'
import { readId } from '../cells/ids.ts'
import { readName } from '../cells/names.ts'
import { emptyPerson } from '../cells/person.ts'
import { problem, refused } from '../cells/problem.ts'
import { textOf } from '../cells/text.ts'
import { readYesNo } from '../cells/yes-no.ts'
import type { Cell, Format, MapOptions, MappedRow, PersonRecord, RegistrationRecord } from '../format.ts'

/**
 * Ticket Tailor's issued tickets: one row a ticket and the person who comes with it, who need not be the buyer. The money is in the orders
 * export. One order may buy tickets of several events.
 *
 * Verified in the public reader jsilence82/ssg-reconcile: `Order ID`, `Payment reference`, `Event ID`, `Event`, `Event start`, `Ticket
 * reference`, `Ticket type`, `Ticket price`, `Order status` (how it was paid: `PAYPAL`, `NO_COST`), `Attendee name`, `Postcode / Zip`,
 * `Checked in`, `Attended`; ids bare numbers, times as `Thu 28 May 2026 20:00`. The other names are guesses.
 */
export const ticketTailorTickets: Format = {
  id: 'ticket-tailor-tickets',
  label: 'Ticket Tailor tickets',
  system: 'ticket_tailor',
  provenance: 'ticket_tailor',
  asksOptIn: false,
  isFullExport: false,
  columns: [
    {
      name: 'Ticket ID',
      aliases: [
        'Issued ticket ID',
        'Ticket reference',
        'Ticket ref',
        'Issued ticket',
        'Ticket code',
        'Barcode',
      ],
      required: true,
    },
    { name: 'Order ID', aliases: ['Order reference', 'Order ref', 'Order'], required: true },
    {
      name: 'Ticket type',
      aliases: ['Ticket description', 'Ticket name', 'Ticket type name', 'Description', 'Ticket'],
      required: true,
    },
    ...eventColumns,
    { name: 'First Name', aliases: ['Attendee first name', 'Ticket holder first name'] },
    { name: 'Last Name', aliases: ['Attendee last name', 'Ticket holder last name', 'Surname'] },
    {
      name: 'Name',
      aliases: ['Attendee name', 'Attendee', 'Full name', 'Ticket holder', 'Ticket holder name'],
    },
    { name: 'Email', aliases: ['E-mail', 'Email address', 'Attendee email', 'Attendee email address'] },
    { name: 'Phone', aliases: ['Mobile number', 'Mobile', 'Phone number', 'Attendee phone'] },
    { name: 'Buyer name', aliases: ['Purchaser', 'Purchaser name', 'Order name', 'Customer name'] },
    { name: 'Buyer first name', aliases: ['Purchaser first name'] },
    { name: 'Buyer last name', aliases: ['Purchaser last name'] },
    { name: 'Buyer email', aliases: ['Purchaser email', 'Order email', 'Customer email'] },
    { name: 'Status', aliases: ['Ticket status', 'Voided', 'Void'] },
    ...checkInColumns,
  ],
  map,
}

const statuses = new Map<string, RegistrationRecord['status']>([
  ['valid', 'confirmed'],
  ['active', 'confirmed'],
  ['issued', 'confirmed'],
  ['confirmed', 'confirmed'],
  ['checked in', 'confirmed'],
  ['used', 'confirmed'],
  ['void', 'cancelled'],
  ['voided', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
  ['invalid', 'cancelled'],
  ['refunded', 'refunded'],
])

function map(cell: Cell, raw: Cell, options: MapOptions): MappedRow {
  const typedTicket = cell('Ticket ID')
  if (typedTicket === null) return refused(problem('Ticket ID', null, 'The row has no ticket id.'))
  const ticket = readId(typedTicket)
  if (ticket.id === null) return refused(problem('Ticket ID', typedTicket, ticket.reason))
  const typedOrder = cell('Order ID')
  const order = typedOrder === null ? null : readId(typedOrder)
  if (order?.reason) return refused(problem('Order ID', typedOrder, order.reason))
  const eventReading = readEvent(cell, options, { idPrefix: 'ev_', unnamed: null })
  if (eventReading.problem) return refused(eventReading.problem)
  const status = statusOf(cell('Status'))
  if (status === null)
    return refused(problem('Status', cell('Status'), `The status "${cell('Status') ?? ''}" is not known.`))
  const checkIn = readCheckIn(cell, options, eventReading.event.startsAt)
  if (checkIn.problem) return refused(checkIn.problem)
  const person = attendeeOf(cell, raw)
  if (person === null)
    return refused(problem('Email', cell('Email'), 'The ticket has no name, no e-mail and no phone.'))
  const ticketId = withPrefix(ticket.id, 'it_')
  return {
    record: {
      key: ticketId,
      person,
      event: eventReading.event,
      registrations: [
        {
          ticketId,
          orderId: order?.id ? withPrefix(order.id, 'or_') : null,
          ticketType: textOf(cell('Ticket type')),
          status,
          checkedInAt: checkIn.at,
          attendee: null,
        },
      ],
    },
    problems: [],
  }
}

/** A column named `Void` holds yes or no. */
function statusOf(typed: string | null): RegistrationRecord['status'] | null {
  if (typed === null) return 'confirmed'
  const isVoid = readYesNo(typed)
  if (isVoid !== null) return isVoid ? 'cancelled' : 'confirmed'
  return statuses.get(typed.toLowerCase().replaceAll('_', ' ')) ?? null
}

/**
 * The person on the ticket. The buyer only where the ticket names nobody: the buyer's e-mail beside another's name is not that person's.
 */
function attendeeOf(cell: Cell, raw: Cell): PersonRecord | null {
  const own = readName(raw('First Name'), raw('Last Name'), raw('Name'))
  const buyer = readName(raw('Buyer first name'), raw('Buyer last name'), raw('Buyer name'))
  const emails = parseEmails(cell('Email'))
  const buyerEmails = parseEmails(cell('Buyer email'))
  const phone = cell('Phone')
  const phones: PersonRecord['phones'] = phone === null ? [] : [{ phone, type: 'mobile' }]
  const ownName = nameText(own)
  const isBuyer = ownName === nameText(buyer) || (ownName === null && emails.length === 0 && phone === null)
  const known: PersonRecord = {
    ...emptyPerson(),
    ...(isBuyer ? buyer : own),
    emails: emails.length === 0 && isBuyer ? buyerEmails : emails,
    phones,
  }
  const isNobody = nameText(known) === null && known.emails.length === 0 && phone === null
  return isNobody ? null : known
}

type Named = Pick<PersonRecord, 'firstName' | 'lastName' | 'businessName'>

function nameText({ firstName, lastName, businessName }: Named): string | null {
  return businessName?.toLowerCase() ?? (`${firstName ?? ''} ${lastName ?? ''}`.trim().toLowerCase() || null)
}

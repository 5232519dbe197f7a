import type { ContactCard } from '../../../electron/contract/contact-card.ts'
import { countOf } from '../../lib/format.ts'
import { plainWord } from '../../lib/words.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DateText } from '../../ui/values.tsx'
import { Block } from './Block.tsx'

const shownAtMost = 5

/** Events this person has tickets for; all of them stand in the timeline. */
export function Registrations({ contact }: { contact: ContactCard }) {
  const { registrations } = contact
  if (registrations.length === 0) return null
  return (
    <Block title={countOf(registrations.length, 'event')}>
      {registrations.slice(0, shownAtMost).map(event => (
        <div key={`${event.eventName} ${event.startsAt} ${event.status}`} className="sh-block-row">
          <span className="sh-block-line">
            <span>{event.eventName}</span>
            {event.status !== 'confirmed' && (
              <StateBadge tone="neutral">{plainWord(event.status)}</StateBadge>
            )}
          </span>
          <span className="sh-soft">
            {event.startsAt && (
              <>
                <DateText at={event.startsAt} /> ·{' '}
              </>
            )}
            {countOf(event.tickets, 'ticket')}
            {event.checkedIn > 0 && ' · was there'}
          </span>
        </div>
      ))}
      <More count={registrations.length} />
    </Block>
  )
}

/** Rentals, the next one first. */
export function Bookings({ contact }: { contact: ContactCard }) {
  const { bookings } = contact
  if (bookings.length === 0) return null
  return (
    <Block title={countOf(bookings.length, 'booking')}>
      {bookings.slice(0, shownAtMost).map(booking => (
        <div key={booking.bookingId} className="sh-block-row">
          <span className="sh-block-line">
            <span>{booking.title}</span>
            <StateBadge tone={booking.status === 'confirmed' ? 'good' : 'neutral'}>
              {plainWord(booking.status)}
            </StateBadge>
          </span>
          <span className="sh-soft">
            <DateText at={booking.startsAt ?? booking.invoicedOn} withTime />
            {booking.venueName && ` · ${booking.venueName}`}
          </span>
        </div>
      ))}
      <More count={bookings.length} />
    </Block>
  )
}

function More({ count }: { count: number }) {
  return count > shownAtMost ? (
    <span className="sh-soft">{countOf(count - shownAtMost, 'more', 'more')} in the timeline</span>
  ) : null
}

import { useInterval } from '@mantine/hooks'
import { IconStarFilled } from '@tabler/icons-react'
import { useState } from 'react'
import type { ContactCard } from '../../../electron/contract/contact-card.ts'
import { moneyText } from '../../lib/format.ts'
import type { MoneyFilter } from '../../lib/navigation.ts'
import { hrefOf, navigate } from '../../lib/use-place.ts'
import { useTimeZone } from '../../lib/use-settings.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { OtherMoney } from '../../ui/OtherMoney.tsx'
import { DateText, PhoneText } from '../../ui/values.tsx'
import { localTimeText, membershipWords, yearIn } from './contact-words.ts'
import { type CardValue, saidOf, stateWords } from './value-words.ts'

/** Whether they are a member, and until when. */
export function Membership({ contact }: { contact: ContactCard }) {
  if (contact.membership === null) return null
  const { words, until, isMember } = membershipWords(contact.membership, new Date().toISOString())
  return (
    <span
      className="sh-strip-membership"
      data-member={isMember || undefined}
      title={contact.membership.name ?? undefined}
    >
      {isMember && <IconStarFilled size="0.875rem" aria-hidden="true" />}
      {words}
      {until && (
        <>
          {' '}
          <DateText at={until} />
        </>
      )}
    </span>
  )
}

/** The phone to dial, of what kind it is and what time it is there now. */
export function BestPhone({ phone }: { phone: ContactCard['phones'][number] }) {
  const now = useNow()
  const about = [
    phone.type === 'other' ? null : phone.type,
    phone.timeZone === null ? null : `${localTimeText(now, phone.timeZone)} there`,
  ].filter(Boolean)
  return (
    <span>
      <PhoneText e164={phone.phoneE164} asTyped={phone.phone} />
      {about.length > 0 && ` (${about.join(', ')})`}
      <OutOfUse value={{ kind: 'phone', row: phone }} />
    </span>
  )
}

/** That the only value there is does not work, so that nobody tries it again. */
export function OutOfUse({ value }: { value: CardValue }) {
  const state = saidOf(value)?.state ?? 'verified'
  return state === 'verified' ? null : (
    <>
      {' '}
      <StateBadge tone="bad">{stateWords[state]}</StateBadge>
    </>
  )
}

/** The present time, to the minute. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useInterval(() => setNow(new Date()), 15_000, { autoInvoke: true })
  return now
}

/** What they gave in all and this year; each figure opens its payments. */
export function StripMoney({ contact }: { contact: ContactCard }) {
  const { contactId, currency } = contact
  const year = yearIn(useTimeZone(), new Date())
  return (
    <span className="sh-strip-money sh-figures">
      <Figure
        text={moneyText(contact.lifetimeCents, { currency })}
        words="lifetime"
        filter={{ contactId, currency, status: 'paid' }}
      />
      {' · '}
      <Figure
        text={moneyText(contact.thisYearCents, { currency })}
        words="this year"
        filter={{ contactId, currency, status: 'paid', from: `${year}-01-01`, to: `${year}-12-31` }}
      />
      <OtherMoney others={contact.otherMoney} filter={{ contactId }} />
    </span>
  )
}

function Figure({ text, words, filter }: { text: string; words: string; filter: MoneyFilter }) {
  const place = { screen: 'transactions', filter } as const
  return (
    <a
      className="sh-strip-figure"
      href={hrefOf(place)}
      onClick={event => {
        event.preventDefault()
        navigate(place)
      }}
    >
      <strong>{text}</strong> {words}
    </a>
  )
}

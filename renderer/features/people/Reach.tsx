import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ContactCard } from '../../../electron/contract/contact-card.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DateText, ValueText } from '../../ui/values.tsx'
import { AddToCard } from './AddToCard.tsx'
import { mailingAddress } from './contact-words.ts'
import { HouseholdBlock } from './HouseholdBlock.tsx'
import { InlineEdit } from './InlineEdit.tsx'
import { ReachValue } from './ReachValue.tsx'
import { saveContact } from './save-contact.ts'
import { RoleChips, TagChips } from './TagsLine.tsx'
import { ValueStory } from './ValueStory.tsx'
import { type CardValue, kindWords, type ValueKind } from './value-words.ts'
import './card-values.css'

/** How to reach this person, each value with its source and state; with whom they live, what they are to us. */
export function Reach({ contact, onNewsletter }: { contact: ContactCard; onNewsletter: () => void }) {
  const [showsAll, setShowsAll] = useState(false)
  const mailing = mailingAddress(contact.addresses)
  const hasEmpty = !contact.businessName || !contact.birthDate
  return (
    <section className="sh-contact-column" aria-label="Reach">
      <h2>Reach</h2>
      <Values contact={contact} kind="email" values={contact.emails.map(row => ({ kind: 'email', row }))} />
      <Values contact={contact} kind="phone" values={contact.phones.map(row => ({ kind: 'phone', row }))} />
      <Values
        contact={contact}
        kind="address"
        values={contact.addresses
          .toSorted((a, b) => Number(b === mailing) - Number(a === mailing))
          .map(row => ({ kind: 'address', row }))}
      />
      <AddToCard contactId={contact.contactId} />
      <Newsletter contact={contact} onChange={onNewsletter} />
      {(contact.businessName || showsAll) && <Business contact={contact} />}
      {(contact.birthDate || showsAll) && (
        <Line label="Born">
          <DateText at={contact.birthDate} />
        </Line>
      )}
      {contact.household && <HouseholdBlock contact={contact} household={contact.household} />}
      {contact.roles.length > 0 && (
        <Line label="Roles">
          <RoleChips contact={contact} />
        </Line>
      )}
      {contact.tags.length > 0 && (
        <Line label="Tags">
          <TagChips contact={contact} />
        </Line>
      )}
      {hasEmpty && (
        <Button variant="subtle" size="xs" ml={-14} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Hide empty values' : 'Show empty values'}
        </Button>
      )}
    </section>
  )
}

function Values(props: { contact: ContactCard; kind: ValueKind; values: readonly CardValue[] }) {
  const { contact, kind, values } = props
  if (values.length === 0) return null
  return (
    <Line label={kindWords[kind]}>
      {values.map((value, index) => (
        <ReachValue
          key={value.row.id}
          contact={contact}
          value={value}
          isFirst={index === 0}
          isOnly={values.length === 1}
        />
      ))}
    </Line>
  )
}

function Line(props: { label: string; children: ReactNode }) {
  return (
    <div className="sh-line">
      <div className="sh-line-label">{props.label}</div>
      <div className="sh-line-values">{props.children}</div>
    </div>
  )
}

function Business({ contact }: { contact: ContactCard }) {
  return (
    <Line label="Business">
      <div className="sh-line-value">
        <InlineEdit
          contactId={contact.contactId}
          field="business_name"
          label="Business"
          fields={[{ name: 'businessName', label: 'Business name', text: contact.businessName ?? '' }]}
          onSave={texts => saveContact(contact, { businessName: texts['businessName'] || null })}
        >
          <ValueText value={contact.businessName} />
        </InlineEdit>
      </div>
    </Line>
  )
}

function Newsletter({ contact, onChange }: { contact: ContactCard; onChange: () => void }) {
  return (
    <Line label="Newsletter">
      <div className="sh-line-value">
        <ValueStory contactId={contact.contactId} field="email_subscribed">
          <button type="button" className="sh-value" onClick={onChange}>
            <span className="sh-visually-hidden">Change the newsletter: </span>
            {contact.emailSubscribed ? 'Subscribed' : 'Not subscribed'}
          </button>
        </ValueStory>
        {contact.subscriptionProtected && <StateBadge tone="neutral">Protected</StateBadge>}
      </div>
      {(contact.consentDate || contact.unsubscribeDate) && (
        <div className="sh-soft">
          {contact.emailSubscribed ? 'Consent' : 'Unsubscribed'}{' '}
          <DateText at={contact.emailSubscribed ? contact.consentDate : contact.unsubscribeDate} />
          {contact.emailSubscribed && contact.consentMethod && ` · ${contact.consentMethod}`}
        </div>
      )}
    </Line>
  )
}

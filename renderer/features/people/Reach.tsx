import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ContactCard } from '../../../electron/contract/contacts.ts'
import { SourceBadge, StateBadge } from '../../ui/badges.tsx'
import { DateText, NoValue, PhoneText, ValueText } from '../../ui/values.tsx'
import type { CardDialog } from './ContactCard.tsx'
import { addressText, mailingAddress, primaryOf } from './contact-words.ts'
import { InlineEdit } from './InlineEdit.tsx'
import { saveContact } from './save-contact.ts'
import { ValueStory } from './ValueStory.tsx'

/** How to reach this person, each value with its source and state. */
export function Reach({
  contact,
  onDialog,
}: {
  contact: ContactCard
  onDialog: (dialog: CardDialog) => void
}) {
  const [showsAll, setShowsAll] = useState(false)
  return (
    <section className="sh-contact-column" aria-label="Reach">
      <h2>Reach</h2>
      <Emails contact={contact} />
      <Phones contact={contact} />
      <Addresses contact={contact} />
      <Newsletter contact={contact} onDialog={onDialog} />
      {(contact.businessName || showsAll) && <Business contact={contact} />}
      {(contact.birthDate || showsAll) && (
        <Line label="Born">
          <DateText at={contact.birthDate} />
        </Line>
      )}
      {contact.tags.length > 0 && (
        <Line label="Tags">
          <span className="sh-tags">
            {contact.tags.map(tag => (
              <StateBadge key={tag.name} tone="neutral">
                {tag.name}
              </StateBadge>
            ))}
          </span>
        </Line>
      )}
      {!showsAll && (!contact.businessName || !contact.birthDate) && (
        <Button variant="subtle" size="xs" ml={-14} onClick={() => setShowsAll(true)}>
          Show empty values
        </Button>
      )}
    </section>
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

function Emails({ contact }: { contact: ContactCard }) {
  const primary = primaryOf(contact.emails)
  return (
    <Line label="E-mail">
      <div className="sh-line-value">
        <InlineEdit
          contactId={contact.contactId}
          field="email"
          label="E-mail"
          fields={[{ name: 'email', label: 'E-mail', text: primary?.email ?? '' }]}
          onSave={texts => saveContact(contact, { email: texts['email'] || null })}
        >
          <ValueText value={primary?.email} />
        </InlineEdit>
        {primary && <SourceBadge source={primary.sourceSystem} />}
        {primary?.isShared && <StateBadge tone="neutral">Shared</StateBadge>}
      </div>
      {contact.emails
        .filter(email => email !== primary)
        .map(email => (
          <div key={email.id} className="sh-line-value">
            <span className="sh-value-plain">{email.email}</span>
            <SourceBadge source={email.sourceSystem} />
          </div>
        ))}
    </Line>
  )
}

function Phones({ contact }: { contact: ContactCard }) {
  const primary = primaryOf(contact.phones)
  return (
    <Line label="Phone">
      <div className="sh-line-value">
        <InlineEdit
          contactId={contact.contactId}
          field={primary?.type === 'mobile' ? 'mobile_phone' : 'phone'}
          label="Phone"
          fields={[{ name: 'phone', label: 'Phone', text: primary?.phone ?? '' }]}
          onSave={texts => saveContact(contact, { phone: texts['phone'] || null })}
        >
          {primary ? <PhoneText e164={primary.phoneE164} asTyped={primary.phone} /> : <NoValue />}
        </InlineEdit>
        {primary && <span className="sh-soft">{primary.type}</span>}
        {primary && <SourceBadge source={primary.sourceSystem} />}
      </div>
      {contact.phones
        .filter(phone => phone !== primary)
        .map(phone => (
          <div key={phone.id} className="sh-line-value">
            <span className="sh-value-plain">
              <PhoneText e164={phone.phoneE164} asTyped={phone.phone} />
            </span>
            <span className="sh-soft">{phone.type}</span>
            <SourceBadge source={phone.sourceSystem} />
          </div>
        ))}
    </Line>
  )
}

function Addresses({ contact }: { contact: ContactCard }) {
  const mailing = mailingAddress(contact.addresses)
  return (
    <Line label="Address">
      <div className="sh-line-value">
        <InlineEdit
          contactId={contact.contactId}
          field="address"
          label="Address"
          fields={[
            { name: 'line1', label: 'Street', text: mailing?.line1 ?? '' },
            { name: 'line2', label: 'Second line', text: mailing?.line2 ?? '' },
            { name: 'city', label: 'City', text: mailing?.city ?? '' },
            { name: 'state', label: 'State', text: mailing?.state ?? '' },
            { name: 'postalCode', label: 'ZIP', text: mailing?.postalCode ?? '' },
          ]}
          onSave={texts => saveContact(contact, { address: addressOf(texts, mailing?.country ?? null) })}
        >
          {mailing ? addressText(mailing) : <NoValue />}
        </InlineEdit>
        {mailing && <SourceBadge source={mailing.sourceSystem} />}
      </div>
      {contact.addresses
        .filter(address => address !== mailing)
        .map(address => (
          <div key={address.id} className="sh-line-value">
            <span className="sh-value-plain">{addressText(address)}</span>
            <SourceBadge source={address.sourceSystem} />
          </div>
        ))}
    </Line>
  )
}

/** An address without a street, city, state and ZIP is no address any more. */
function addressOf(texts: Record<string, string>, country: string | null) {
  const { line1 = '', line2 = '', city = '', state = '', postalCode = '' } = texts
  if (!line1 && !line2 && !city && !state && !postalCode) return null
  return { line1, city, state, postalCode, ...(line2 ? { line2 } : {}), ...(country ? { country } : {}) }
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

function Newsletter({ contact, onDialog }: { contact: ContactCard; onDialog: (dialog: CardDialog) => void }) {
  return (
    <Line label="Newsletter">
      <div className="sh-line-value">
        <ValueStory contactId={contact.contactId} field="email_subscribed">
          <button type="button" className="sh-value" onClick={() => onDialog('newsletter')}>
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

import { UnstyledButton } from '@mantine/core'
import type { ContactCard } from '../../../electron/contract/contact-card.ts'
import { LockBadge, StateBadge } from '../../ui/badges.tsx'
import { DateText } from '../../ui/values.tsx'
import { addressText, bestOf, greetingOf, mailingAddress } from './contact-words.ts'
import { InlineEdit } from './InlineEdit.tsx'
import { NoteText } from './NoteText.tsx'
import { BestPhone, Membership, OutOfUse, StripMoney } from './StripFacts.tsx'
import { saveContact } from './save-contact.ts'

/** Who is this, in three seconds. */
export function CardStrip({ contact, onLock }: { contact: ContactCard; onLock: () => void }) {
  const email = bestOf(contact.emails)
  const phone = bestOf(contact.phones)
  const address = mailingAddress(contact.addresses)
  const greeting = greetingOf(contact)
  return (
    <header className="sh-strip">
      <div className="sh-strip-who">
        <h1 className="sh-contact-name">
          <InlineEdit
            contactId={contact.contactId}
            field="name"
            label="Name"
            fields={[
              { name: 'firstName', label: 'First name', text: contact.firstName ?? '' },
              { name: 'lastName', label: 'Last name', text: contact.lastName ?? '' },
            ]}
            onSave={texts =>
              saveContact(contact, {
                firstName: texts['firstName'] || null,
                lastName: texts['lastName'] || null,
              })
            }
          >
            {contact.fullName || contact.businessName || email?.email || 'Without a name'}
          </InlineEdit>
        </h1>
        {greeting && <span className="sh-soft">“{greeting}”</span>}
        <Membership contact={contact} />
        <UnstyledButton className="sh-strip-lock" onClick={onLock}>
          <span className="sh-visually-hidden">Change the protection: </span>
          <LockBadge level={contact.lockLevel} reason={contact.lockReason} />
        </UnstyledButton>
        {contact.deceased && <StateBadge tone="neutral">Deceased</StateBadge>}
        {contact.doNotCall && <StateBadge tone="bad">Do not call</StateBadge>}
        {contact.doNotMail && <StateBadge tone="bad">Do not mail</StateBadge>}
        {contact.conflicts.length > 0 && <StateBadge tone="needsYou">Needs you</StateBadge>}
        {contact.lastContactAt && (
          <span className="sh-soft sh-strip-noted">
            Last noted <DateText at={contact.lastContactAt} />
          </span>
        )}
      </div>
      <div className="sh-strip-line">
        <span className="sh-strip-reach">
          {[
            email ? (
              <span key="email">
                {email.email}
                <OutOfUse value={{ kind: 'email', row: email }} />
              </span>
            ) : null,
            phone ? <BestPhone key="phone" phone={phone} /> : null,
            address ? (
              <span key="address">
                {addressText(address)} (mailing)
                <OutOfUse value={{ kind: 'address', row: address }} />
              </span>
            ) : null,
          ].filter(part => part !== null)}
        </span>
        <StripMoney contact={contact} />
      </div>
      {contact.notes
        .filter(note => note.isPinned)
        .map(note => (
          <div key={note.id} className="sh-strip-note">
            <NoteText note={note} />
          </div>
        ))}
    </header>
  )
}

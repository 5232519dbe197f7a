import { Button, UnstyledButton } from '@mantine/core'
import type { ContactCard } from '../../../electron/contract/contact-card.ts'
import { pinNote } from '../../../electron/contract/contact-edits.ts'
import { call } from '../../lib/call.ts'
import { moneyText } from '../../lib/format.ts'
import { LockBadge, StateBadge } from '../../ui/badges.tsx'
import { OtherMoney } from '../../ui/OtherMoney.tsx'
import { PhoneText } from '../../ui/values.tsx'
import type { CardDialog } from './ContactCard.tsx'
import { addressText, bestOf, mailingAddress } from './contact-words.ts'
import { InlineEdit } from './InlineEdit.tsx'
import { saveContact } from './save-contact.ts'
import { tellUndoable } from './tell-undoable.ts'

/** Who is this, in three seconds. */
export function CardStrip({
  contact,
  onDialog,
}: {
  contact: ContactCard
  onDialog: (dialog: CardDialog) => void
}) {
  const email = bestOf(contact.emails)
  const phone = bestOf(contact.phones)
  const address = mailingAddress(contact.addresses)
  const pinned = contact.notes.find(note => note.isPinned)
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
        <UnstyledButton className="sh-strip-lock" onClick={() => onDialog('lock')}>
          <span className="sh-visually-hidden">Change the protection: </span>
          <LockBadge level={contact.lockLevel} reason={contact.lockReason} />
        </UnstyledButton>
        {contact.deceased && <StateBadge tone="neutral">Deceased</StateBadge>}
        {contact.doNotCall && <StateBadge tone="bad">Do not call</StateBadge>}
        {contact.doNotMail && <StateBadge tone="bad">Do not mail</StateBadge>}
        {contact.conflicts.length > 0 && <StateBadge tone="needsYou">Needs you</StateBadge>}
      </div>
      <div className="sh-strip-line">
        <span className="sh-strip-reach">
          {[
            email ? <span key="email">{email.email}</span> : null,
            phone ? <PhoneText key="phone" e164={phone.phoneE164} asTyped={phone.phone} /> : null,
            address ? <span key="address">{addressText(address)} (mailing)</span> : null,
          ].filter(part => part !== null)}
        </span>
        <span className="sh-strip-money sh-figures">
          <strong>{moneyText(contact.lifetimeCents, contact)}</strong> lifetime ·{' '}
          <strong>{moneyText(contact.thisYearCents, contact)}</strong> this year
          <OtherMoney others={contact.otherMoney} filter={{ contactId: contact.contactId }} />
        </span>
      </div>
      {pinned && (
        <p className="sh-strip-note">
          {pinned.text}
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() =>
              void tellUndoable(call(pinNote, { noteId: pinned.id, isPinned: false }), 'Took the note down.')
            }
          >
            Unpin
          </Button>
        </p>
      )}
    </header>
  )
}

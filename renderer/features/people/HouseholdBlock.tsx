import { Button, Menu } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import type { ContactCard } from '../../../electron/contract/contact-card.ts'
import { leaveHousehold, updateHousehold } from '../../../electron/contract/contact-edits.ts'
import type { AppError } from '../../../electron/contract/errors.ts'
import { call } from '../../lib/call.ts'
import { hrefOf, navigate } from '../../lib/use-place.ts'
import { ValueText } from '../../ui/values.tsx'
import { InlineEdit } from './InlineEdit.tsx'
import { tellUndoable } from './tell-undoable.ts'

type Household = NonNullable<ContactCard['household']>

/** With whom this person shares a home, how letters address them, and who gets the mail. */
export function HouseholdBlock({ contact, household }: { contact: ContactCard; household: Household }) {
  const { householdId } = household
  async function save(set: { name?: string; salutation?: string | null }): Promise<AppError | null> {
    const reply = await call(updateHousehold, { householdId, ...set })
    return reply.ok ? null : reply.error
  }
  return (
    <div className="sh-line">
      <div className="sh-line-label">Household</div>
      <div className="sh-line-value">
        <InlineEdit
          contactId={contact.contactId}
          field={null}
          label="Household"
          fields={[{ name: 'name', label: 'Household', text: household.name }]}
          onSave={texts => save(texts['name'] ? { name: texts['name'] } : {})}
        >
          {household.name}
        </InlineEdit>
      </div>
      <ul className="sh-plain-list sh-household">
        {household.members.map(member => (
          <Member key={member.contactId} member={member} isSelf={member.contactId === contact.contactId} />
        ))}
      </ul>
      <div className="sh-line-label">Salutation</div>
      <div className="sh-line-value">
        <InlineEdit
          contactId={contact.contactId}
          field={null}
          label="Salutation"
          fields={[{ name: 'salutation', label: 'Salutation', text: household.salutation ?? '' }]}
          onSave={texts => save({ salutation: texts['salutation'] || null })}
        >
          <ValueText value={household.salutation} />
        </InlineEdit>
      </div>
      <HouseholdMenu contact={contact} household={household} />
    </div>
  )
}

function Member({ member, isSelf }: { member: Household['members'][number]; isSelf: boolean }) {
  const place = { screen: 'contact', id: member.contactId } as const
  return (
    <li>
      {isSelf ? (
        <span>{member.fullName}</span>
      ) : (
        <a
          href={hrefOf(place)}
          onClick={event => {
            event.preventDefault()
            navigate(place)
          }}
        >
          {member.fullName}
        </a>
      )}
      {member.isMailing && (
        <span className="sh-household-mail">
          <IconMail size="0.875rem" stroke={1.5} aria-hidden="true" /> gets the mail
        </span>
      )}
    </li>
  )
}

function HouseholdMenu({ contact, household }: { contact: ContactCard; household: Household }) {
  const others = household.members.filter(member => !member.isMailing)
  const giveMail = ({ contactId, fullName }: Household['members'][number]) =>
    tellUndoable(
      call(updateHousehold, { householdId: household.householdId, mailingContactId: contactId }),
      `${fullName} gets the mail.`,
    )
  const leave = () =>
    tellUndoable(
      call(leaveHousehold, { contactId: contact.contactId }),
      `${contact.fullName} is out of the household.`,
    )
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="subtle" size="xs" ml={-14}>
          Change the household
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {others.map(member => (
          <Menu.Item key={member.contactId} onClick={() => void giveMail(member)}>
            {member.fullName} gets the mail
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => void leave()}>
          Take {contact.fullName} out of it
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

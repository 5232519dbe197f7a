import { UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ContactCard } from '../../../electron/contract/contact-card.ts'
import { setRole, tagContacts } from '../../../electron/contract/contact-edits.ts'
import { call } from '../../lib/call.ts'
import { sourceWords } from '../../lib/words.ts'
import { DateText } from '../../ui/values.tsx'
import { tellUndoable } from './tell-undoable.ts'

/** Tags with who put them there; each can be taken off. */
export function TagChips({ contact }: { contact: ContactCard }) {
  const takeOff = (tag: string) =>
    tellUndoable(
      call(tagContacts, { contactIds: [contact.contactId], tag, isOn: false }),
      `Took the tag ${tag} off.`,
    )
  return (
    <span className="sh-tags">
      {contact.tags.map(tag => (
        <span key={tag.name} className="sh-tag">
          {tag.name}
          <span className="sh-tag-source">{sourceWords[tag.sourceSystem]}</span>
          <Off label={`Take off the tag ${tag.name}`} onClick={() => void takeOff(tag.name)} />
        </span>
      ))}
    </span>
  )
}

/** Roles in force with since when, then the ended ones. */
export function RoleChips({ contact }: { contact: ContactCard }) {
  const end = (role: string) =>
    tellUndoable(
      call(setRole, { contactIds: [contact.contactId], role, isOn: false }),
      `${role} until today.`,
    )
  return (
    <span className="sh-tags">
      {contact.roles.map(role => (
        <span key={`${role.role} ${role.startedAt} ${role.endedAt}`} className="sh-tag">
          {role.role}
          <span className="sh-tag-source">
            {role.endedAt ? 'until ' : 'since '}
            <DateText at={role.endedAt ?? role.startedAt} />
          </span>
          {!role.endedAt && <Off label={`End the role ${role.role}`} onClick={() => void end(role.role)} />}
        </span>
      ))}
    </span>
  )
}

function Off(props: { label: string; onClick: () => void }) {
  return (
    <UnstyledButton className="sh-tag-off" aria-label={props.label} onClick={props.onClick}>
      <IconX size="0.75rem" stroke={1.5} aria-hidden="true" />
    </UnstyledButton>
  )
}

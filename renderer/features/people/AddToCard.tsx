import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { addValue, setRole, tagContacts } from '../../../electron/contract/contact-edits.ts'
import { listTags } from '../../../electron/contract/contacts.ts'
import type { AppError } from '../../../electron/contract/errors.ts'
import { call } from '../../lib/call.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useCall } from '../../lib/use-call.ts'
import { type EditField, EditForm } from './InlineEdit.tsx'
import { fieldsOf, kindWords, typedValue, type ValueKind } from './value-words.ts'

type Addition = ValueKind | 'tag' | 'role'
const additionWords: Record<Addition, string> = { ...kindWords, tag: 'Tag', role: 'Role' }
const additions: readonly Addition[] = ['email', 'phone', 'address', 'tag', 'role']
const usualRoles = ['Board member', 'Teacher', 'Volunteer', 'Staff', 'Program partner', 'Donor']

/** One more e-mail, phone, address, tag or role: chosen from a menu, typed where it will stand. */
export function AddToCard({ contactId }: { contactId: string }) {
  const [adding, setAdding] = useState<Addition | null>(null)
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useShortcuts([{ keys: 'a', label: 'Add an e-mail, phone, address, tag or role', run: () => setOpen(true) }])
  if (adding !== null) {
    return (
      <div className="sh-line">
        <div className="sh-line-label">New {additionWords[adding].toLowerCase()}</div>
        <AddForm
          contactId={contactId}
          adding={adding}
          onClose={() => {
            setAdding(null)
            requestAnimationFrame(() => button.current?.focus())
          }}
        />
      </div>
    )
  }
  return (
    <Menu position="bottom-start" opened={isOpen} onChange={setOpen} returnFocus>
      <Menu.Target>
        <Button
          ref={button}
          variant="subtle"
          size="xs"
          ml={-14}
          leftSection={<IconPlus size="0.875rem" stroke={1.5} aria-hidden="true" />}
        >
          Add
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {additions.map(addition => (
          <Menu.Item key={addition} onClick={() => setAdding(addition)}>
            {additionWords[addition]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function AddForm(props: { contactId: string; adding: Addition; onClose: () => void }) {
  const { contactId, adding } = props
  const tags = useCall(listTags, {}, { enabled: adding === 'tag' })
  const offers =
    adding === 'role' ? usualRoles : tags.status === 'ready' ? tags.value.tags.map(tag => tag.name) : []
  const fields: EditField[] =
    adding === 'tag' || adding === 'role'
      ? [{ name: adding, label: additionWords[adding], text: '', offers }]
      : fieldsOf(adding)
  return (
    <EditForm
      fields={fields}
      onSave={texts => saveAddition(contactId, adding, texts)}
      onClose={() => props.onClose()}
    />
  )
}

async function saveAddition(
  contactId: string,
  adding: Addition,
  texts: Record<string, string>,
): Promise<AppError | null> {
  if (adding === 'tag' || adding === 'role') {
    const text = texts[adding] ?? ''
    if (text === '') return null
    const reply =
      adding === 'tag'
        ? await call(tagContacts, { contactIds: [contactId], tag: text, isOn: true })
        : await call(setRole, { contactIds: [contactId], role: text, isOn: true })
    return reply.ok ? null : reply.error
  }
  const value = typedValue(adding, texts)
  if (value === null) return null
  const reply = await call(addValue, { contactId, value })
  return reply.ok ? null : reply.error
}

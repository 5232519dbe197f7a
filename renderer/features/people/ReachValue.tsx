import { ActionIcon, Menu } from '@mantine/core'
import { IconCheck, IconDots } from '@tabler/icons-react'
import type { ContactCard } from '../../../electron/contract/contact-card.ts'
import {
  editValue,
  markValue,
  removeValue,
  setValueState,
  type ValueState,
} from '../../../electron/contract/contact-edits.ts'
import type { AppError } from '../../../electron/contract/errors.ts'
import { call } from '../../lib/call.ts'
import { plainWord } from '../../lib/words.ts'
import { SourceBadge, StateBadge } from '../../ui/badges.tsx'
import { DateText, PhoneText } from '../../ui/values.tsx'
import { InlineEdit } from './InlineEdit.tsx'
import { tellUndoable } from './tell-undoable.ts'
import type { StoryField } from './ValueStory.tsx'
import {
  asType,
  type CardValue,
  fieldsOf,
  kindWords,
  possibleStates,
  saidOf,
  stateWords,
  typedValue,
  typesOf,
  valueText,
} from './value-words.ts'

type ValueProps = { contact: ContactCard; value: CardValue; isFirst: boolean; isOnly: boolean }

/** One e-mail, phone or address: corrected where it stands; its menu says what became of it, which comes first, and takes it off. */
export function ReachValue({ contact, value, isFirst, isOnly }: ValueProps) {
  const { kind, row } = value
  const ids = { contactId: contact.contactId, valueId: row.id }
  async function save(texts: Record<string, string>): Promise<AppError | null> {
    const typed = typedValue(kind, texts, value)
    const reply =
      typed === null ? await call(removeValue, ids) : await call(editValue, { ...ids, value: typed })
    return reply.ok ? null : reply.error
  }
  return (
    <div className="sh-line-value">
      <InlineEdit
        contactId={contact.contactId}
        field={isFirst ? storyField(value) : null}
        label={isFirst ? kindWords[kind] : `other ${kindWords[kind].toLowerCase()}`}
        fields={fieldsOf(kind, value)}
        onSave={save}
      >
        {value.kind === 'phone' ? (
          <PhoneText e164={value.row.phoneE164} asTyped={value.row.phone} />
        ) : (
          valueText(value)
        )}
      </InlineEdit>
      {'type' in row && row.type && row.type !== 'other' && <span className="sh-soft">{row.type}</span>}
      <Marks value={value} isOnly={isOnly} />
      <SourceBadge source={row.sourceSystem} />
      <ValueMenu contact={contact} value={value} isOnly={isOnly} />
      <Said contactId={contact.contactId} value={value} />
    </div>
  )
}

function storyField(value: CardValue): StoryField {
  return value.kind === 'phone' && value.row.type === 'mobile' ? 'mobile_phone' : value.kind
}

function Marks({ value, isOnly }: { value: CardValue; isOnly: boolean }) {
  const { row } = value
  return (
    <>
      {row.isPrimary && !isOnly && <span className="sh-soft">primary</span>}
      {'isMailing' in row && row.isMailing && !isOnly && row.type !== 'mailing' && (
        <span className="sh-soft">mailing</span>
      )}
      {'isShared' in row && row.isShared && <StateBadge tone="neutral">Shared</StateBadge>}
    </>
  )
}

/** What became of the value, who said so and when; why stands behind it, or can be said there. Of returned mail History knows the rest. */
function Said({ contactId, value }: { contactId: string; value: CardValue }) {
  const said = saidOf(value)
  if (said === null) return null
  const { state, why } = said
  async function saveWhy(texts: Record<string, string>): Promise<AppError | null> {
    const note = texts['why'] ?? ''
    const reply = await call(setValueState, { contactId, valueId: value.row.id, state, note })
    return reply.ok ? null : reply.error
  }
  return (
    <span className="sh-said">
      <StateBadge tone={state === 'verified' ? 'good' : 'bad'}>{stateWords[state]}</StateBadge>
      <span className="sh-soft">
        {said.by && <>{said.by}, </>}
        <DateText at={said.at} />
      </span>
      {value.kind !== 'address' && (
        <InlineEdit
          contactId={contactId}
          field={null}
          label="why"
          fields={[{ name: 'why', label: 'Why', text: why ?? '' }]}
          onSave={saveWhy}
        >
          {why ?? <span className="sh-soft">Say why</span>}
        </InlineEdit>
      )}
    </span>
  )
}

function ValueMenu({ contact, value, isOnly }: Omit<ValueProps, 'isFirst'>) {
  const { kind, row } = value
  const ids = { contactId: contact.contactId, valueId: row.id }
  const text = valueText(value)
  const present = saidOf(value)?.state ?? null
  const say = (state: ValueState | null) =>
    void tellUndoable(
      call(setValueState, { ...ids, state }),
      state === null ? `${text}: nothing said any more.` : `${text}: ${stateWords[state].toLowerCase()}.`,
    )
  const types = typesOf[kind]
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon
          className="sh-value-menu"
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`More about ${text}`}
        >
          <IconDots size="1rem" stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {possibleStates[kind].map(state => (
          <Menu.Item
            key={state}
            leftSection={<Tick isOn={state === present} />}
            onClick={() => say(state === present ? null : state)}
          >
            {stateWords[state]}
          </Menu.Item>
        ))}
        {types.length > 0 && <Menu.Divider />}
        {types.map(type => (
          <Menu.Item
            key={type}
            leftSection={<Tick isOn={'type' in row && row.type === type} />}
            onClick={() => {
              const typed = asType(value, type)
              if (typed) void tellUndoable(call(editValue, { ...ids, value: typed }), `${text}: ${type}.`)
            }}
          >
            {plainWord(type)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {!row.isPrimary && (
          <Menu.Item
            leftSection={<Tick isOn={false} />}
            onClick={() =>
              void tellUndoable(call(markValue, { ...ids, mark: 'primary' }), `${text} is the primary one.`)
            }
          >
            Make it the primary one
          </Menu.Item>
        )}
        {'isMailing' in row && !row.isMailing && !isOnly && (
          <Menu.Item
            leftSection={<Tick isOn={false} />}
            onClick={() =>
              void tellUndoable(call(markValue, { ...ids, mark: 'mailing' }), `Mail goes to ${text}.`)
            }
          >
            Mail goes here
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<Tick isOn={false} />}
          color="red"
          onClick={() => void tellUndoable(call(removeValue, ids), `Removed ${text}.`)}
        >
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Tick({ isOn }: { isOn: boolean }) {
  return <IconCheck size={14} opacity={isOn ? 1 : 0} aria-hidden="true" />
}

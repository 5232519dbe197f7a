import { Menu, ScrollArea, TextInput, UnstyledButton } from '@mantine/core'
import { IconCheck, IconChevronDown, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import './parts.css'

export type FilterOption<Value extends string> = { value: Value; label: string; detail?: string }

/** A filter as a chip: closed it says what it shows, open it offers the choices; the cross takes it off. */
export function FilterChip<Value extends string>(props: {
  label: string
  options: readonly FilterOption<Value>[]
  value: Value | undefined
  onChange: (value: Value | undefined) => void
  /** Something to do with the choices themselves, below them. */
  action?: { label: string; run: () => void }
}) {
  const [text, setText] = useState('')
  const chosen = props.options.find(option => option.value === props.value)
  const chosenLabel = chosen?.label ?? props.value
  const isOn = props.value !== undefined
  const shown = props.options
    .filter(option => option.label.toLowerCase().includes(text.toLowerCase()))
    .slice(0, 200)
  return (
    <span className={isOn ? 'sh-chip sh-chip-on' : 'sh-chip'}>
      <Menu position="bottom-start" onClose={() => setText('')}>
        <Menu.Target>
          <UnstyledButton className="sh-chip-button">
            {props.label}
            {isOn && <strong>{chosenLabel}</strong>}
            {!isOn && <IconChevronDown size="0.875rem" stroke={1.5} aria-hidden="true" />}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {props.options.length > 12 && (
            <TextInput
              aria-label={`Find in ${props.label}`}
              placeholder="Find"
              size="xs"
              m={4}
              value={text}
              onChange={event => setText(event.currentTarget.value)}
            />
          )}
          <ScrollArea.Autosize mah={320} viewportProps={{ tabIndex: -1 }}>
            {shown.map(option => (
              <Menu.Item
                key={option.value}
                onClick={() => props.onChange(option.value)}
                leftSection={
                  <IconCheck size={14} opacity={option.value === props.value ? 1 : 0} aria-hidden="true" />
                }
                rightSection={option.detail && <span className="sh-soft sh-figures">{option.detail}</span>}
              >
                {option.label}
              </Menu.Item>
            ))}
            {shown.length === 0 && <Menu.Label>Nothing to choose</Menu.Label>}
          </ScrollArea.Autosize>
          {props.action && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={props.action.run}>{props.action.label}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {isOn && (
        <UnstyledButton
          className="sh-chip-clear"
          aria-label={`Remove filter ${props.label}`}
          onClick={() => props.onChange(undefined)}
        >
          <IconX size="0.875rem" stroke={1.5} aria-hidden="true" />
        </UnstyledButton>
      )}
    </span>
  )
}

/** A filter that is on or off. */
export function ToggleChip(props: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <span className={props.isOn ? 'sh-chip sh-chip-on' : 'sh-chip'}>
      <UnstyledButton
        className="sh-chip-button"
        aria-pressed={props.isOn}
        onClick={() => props.onChange(!props.isOn)}
      >
        {props.label}
      </UnstyledButton>
    </span>
  )
}

import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

/** Narrows a list while typing; asks the office 80 ms after the last key. */
export function SearchField(props: { label: string; value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(props.value)
  const ask = useDebouncedCallback(props.onChange, 80)
  useEffect(() => setText(props.value), [props.value])
  return (
    <TextInput
      type="search"
      aria-label={props.label}
      placeholder={props.label}
      size="xs"
      w="15rem"
      leftSection={<IconSearch size="0.9375rem" stroke={1.5} aria-hidden="true" />}
      rightSection={
        text && <CloseButton size="xs" aria-label="Clear search" onClick={() => props.onChange('')} />
      }
      value={text}
      onChange={event => {
        setText(event.currentTarget.value)
        ask(event.currentTarget.value)
      }}
      onKeyDown={event => {
        if (event.key === 'Escape' && text) {
          event.stopPropagation()
          props.onChange('')
        }
      }}
      data-page-search
    />
  )
}

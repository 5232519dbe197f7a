import { TextInput } from '@mantine/core'

/** A day of a filter, with its word inside the field. */
export function DayField(props: {
  label: string
  value: string | undefined
  onChange: (day: string | undefined) => void
}) {
  return (
    <TextInput
      type="date"
      size="xs"
      w="11rem"
      leftSection={<span aria-hidden="true">{props.label}</span>}
      leftSectionWidth="3rem"
      aria-label={`${props.label} day`}
      title={props.label}
      value={props.value ?? ''}
      onChange={event => props.onChange(event.currentTarget.value || undefined)}
    />
  )
}

import { TextInput } from '@mantine/core'
import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import type { AppError } from '../../../electron/contract/errors.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { type StoryField, ValueStory } from './ValueStory.tsx'

/** `offers`: texts that are proposed while typing. */
export type EditField = { name: string; label: string; text: string; offers?: readonly string[] }

/**
 * A value that is corrected where it stands: Enter, F2 or a click starts; Enter or leaving saves, Esc puts it back, Tab
 * goes on. Hovering or focusing it tells its story, where it has one.
 */
export function InlineEdit(props: {
  contactId: string
  field: StoryField | null
  label: string
  fields: readonly EditField[]
  onSave: (texts: Record<string, string>) => Promise<AppError | null>
  children: ReactNode
}) {
  const [isEditing, setEditing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const shouldReturn = useRef(false)
  useEffect(() => {
    if (isEditing || !shouldReturn.current) return
    shouldReturn.current = false
    button.current?.focus()
  }, [isEditing])

  if (isEditing) {
    return (
      <EditForm
        fields={props.fields}
        onSave={props.onSave}
        onClose={returnsFocus => {
          shouldReturn.current = returnsFocus
          setEditing(false)
        }}
      />
    )
  }
  const value = (
    <button
      ref={button}
      type="button"
      className="sh-value"
      data-inline-edit
      onClick={() => setEditing(true)}
      onKeyDown={event => {
        if (event.key === 'F2') setEditing(true)
      }}
    >
      <span className="sh-visually-hidden">Edit {props.label}: </span>
      {props.children}
    </button>
  )
  return props.field === null ? (
    value
  ) : (
    <ValueStory contactId={props.contactId} field={props.field}>
      {value}
    </ValueStory>
  )
}

/** The fields of one value, open for typing. Enter or leaving saves what changed, Esc does not. */
export function EditForm(props: {
  fields: readonly EditField[]
  onSave: (texts: Record<string, string>) => Promise<AppError | null>
  onClose: (returnsFocus: boolean) => void
}) {
  const [texts, setTexts] = useState(() => Object.fromEntries(props.fields.map(f => [f.name, f.text])))
  const [error, setError] = useState<AppError | null>(null)
  const isSaving = useRef(false)
  const offersId = useId()
  const isChanged = props.fields.some(f => (texts[f.name] ?? '').trim() !== f.text)

  async function save(returnsFocus: boolean): Promise<void> {
    if (isSaving.current) return
    if (!isChanged) return props.onClose(returnsFocus)
    isSaving.current = true
    const failure = await props.onSave(
      Object.fromEntries(Object.entries(texts).map(([k, v]) => [k, v.trim()])),
    )
    isSaving.current = false
    if (failure) setError(failure)
    else props.onClose(returnsFocus)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation()
      props.onClose(true)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      void save(true)
    }
  }

  function onBlur(event: FocusEvent<HTMLFieldSetElement>): void {
    if (!event.currentTarget.contains(event.relatedTarget)) void save(false)
  }

  return (
    <fieldset className="sh-edit" onKeyDown={onKeyDown} onBlur={onBlur}>
      {props.fields.map((field, index) => (
        <TextInput
          key={field.name}
          size="xs"
          {...(field.offers ? { list: offersId } : {})}
          aria-label={field.label}
          placeholder={field.label}
          autoFocus={index === 0}
          value={texts[field.name] ?? ''}
          onFocus={event => index === 0 && event.currentTarget.select()}
          onChange={event => {
            const { value } = event.currentTarget
            setTexts(known => ({ ...known, [field.name]: value }))
          }}
        />
      ))}
      {props.fields.map(
        field =>
          field.offers && (
            <datalist key={field.name} id={offersId}>
              {field.offers.map(offer => (
                <option key={offer}>{offer}</option>
              ))}
            </datalist>
          ),
      )}
      {error && <ErrorNote error={error} />}
    </fieldset>
  )
}

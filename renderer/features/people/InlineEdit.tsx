import { Textarea, TextInput } from '@mantine/core'
import {
  type ChangeEvent,
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

/** `offers`: texts that are proposed while typing. `isLong`: of several lines, so that Enter begins one and Ctrl Enter saves. */
export type EditField = {
  name: string
  label: string
  text: string
  offers?: readonly string[]
  isLong?: boolean
}

/** A value that becomes its form and a value again: `button` is for the value, `end` for the form. Esc and Enter lead back to the value. */
export function useEditing() {
  const [isEditing, setEditing] = useState(false)
  const ref = useRef<HTMLButtonElement>(null)
  const shouldReturn = useRef(false)
  useEffect(() => {
    if (isEditing || !shouldReturn.current) return
    shouldReturn.current = false
    ref.current?.focus()
  }, [isEditing])
  function start(): void {
    setEditing(true)
  }
  function end(returnsFocus: boolean): void {
    shouldReturn.current = returnsFocus
    setEditing(false)
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'F2') start()
  }
  return { isEditing, start, end, button: { ref, type: 'button' as const, onClick: start, onKeyDown } }
}

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
  const { isEditing, end, button } = useEditing()
  if (isEditing) return <EditForm fields={props.fields} onSave={props.onSave} onClose={end} />
  const value = (
    <button {...button} className="sh-value" data-inline-edit>
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
  const isLong = props.fields.some(f => f.isLong)
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
    } else if (event.key === 'Enter' && (!isLong || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save(true)
    }
  }

  function onBlur(event: FocusEvent<HTMLFieldSetElement>): void {
    if (!event.currentTarget.contains(event.relatedTarget)) void save(false)
  }

  return (
    <fieldset className="sh-edit" onKeyDown={onKeyDown} onBlur={onBlur}>
      {props.fields.map((field, index) => {
        const shared = {
          size: 'xs',
          'aria-label': field.label,
          autoFocus: index === 0,
          value: texts[field.name] ?? '',
          onChange: ({ currentTarget: { value } }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
            setTexts(known => ({ ...known, [field.name]: value })),
        }
        return field.isLong ? (
          <Textarea key={field.name} {...shared} autosize minRows={2} maxRows={14} />
        ) : (
          <TextInput
            key={field.name}
            {...shared}
            {...(field.offers ? { list: offersId } : {})}
            placeholder={field.label}
            onFocus={event => index === 0 && event.currentTarget.select()}
          />
        )
      })}
      {isLong && <span className="sh-soft">Ctrl Enter saves, Esc puts it back.</span>}
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

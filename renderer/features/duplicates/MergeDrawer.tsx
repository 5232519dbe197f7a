import { Button, Radio, Stack } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import {
  type DuplicateSet,
  type MergeSuggestion,
  mergeContacts,
  suggestMerge,
} from '../../../electron/contract/duplicates.ts'
import { countOf, countText, moneyText, phoneText } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/use-call.ts'
import { fieldWords, lockWords, plainWord } from '../../lib/words.ts'
import { SourceBadge } from '../../ui/badges.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { SideDrawer } from '../../ui/SideDrawer.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'
import { DateText } from '../../ui/values.tsx'
import { inWords, namesOf, proofWords } from './duplicate-words.ts'

type Field = MergeSuggestion['fields'][number]['field']
type Values = Partial<Record<Field, string>>

/** Makes one person of a set: who stays, which values, and the proof that nothing goes missing. */
export function MergeDrawer({ set, onClose }: { set: DuplicateSet; onClose: () => void }) {
  const [survivorId, setSurvivorId] = useState<string | undefined>()
  const [values, setValues] = useState<Values>({})
  const suggestion = useCall(suggestMerge, {
    contactIds: set.contactIds,
    ...(survivorId ? { survivorId } : {}),
  })
  return (
    <SideDrawer title={`Merge ${namesOf(set)}`} isOpen onClose={onClose} size="56rem">
      {suggestion.status === 'failed' && <ErrorNote error={suggestion.error} onAgain={suggestion.again} />}
      {suggestion.status === 'ready' && (
        <>
          <Survivors suggestion={suggestion.value} onChoose={setSurvivorId} />
          <Fields
            suggestion={suggestion.value}
            values={values}
            onChoose={(field, id) => setValues({ ...values, [field]: id })}
          />
          <Proof suggestion={suggestion.value} />
          <Consequences suggestion={suggestion.value} />
          <MergeButton suggestion={suggestion.value} values={values} onDone={onClose} />
        </>
      )}
    </SideDrawer>
  )
}

function Survivors(props: { suggestion: MergeSuggestion; onChoose: (id: string) => void }) {
  const { survivorId, survivorReason, records } = props.suggestion
  return (
    <section className="dup-part">
      <h3>Whose record stays</h3>
      <Radio.Group value={survivorId} onChange={props.onChoose} aria-label="Whose record stays">
        <Stack gap={6}>
          {records.map(record => (
            <Radio
              key={record.contactId}
              value={record.contactId}
              label={
                <>
                  {record.fullName} <SourceBadge source={record.sourceSystem} />{' '}
                  <span className="sh-soft">
                    since <DateText at={record.createdAt} />
                    {record.contactId === survivorId && ` · ${survivorReason}`}
                  </span>
                </>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
    </section>
  )
}

type Option = MergeSuggestion['fields'][number]['options'][number]

const textOf = (field: Field, { text }: Option) => (field === 'phone' ? phoneText(text) : text)

/** All read alike: nothing to choose. */
function isOne(field: Field, options: readonly Option[]): boolean {
  return new Set(options.map(option => textOf(field, option))).size === 1
}

/** A value and who says so. */
function Said({ field, options }: { field: Field; options: readonly Option[] }) {
  const [first] = options
  return (
    <>
      {first && textOf(field, first)}{' '}
      {[...new Set(options.map(option => option.sourceSystem))].map(source => (
        <SourceBadge key={source} source={source} />
      ))}
    </>
  )
}

function Fields(props: {
  suggestion: MergeSuggestion
  values: Values
  onChoose: (field: Field, id: string) => void
}) {
  const fields = props.suggestion.fields.filter(field => field.options.length > 0)
  return (
    <section className="dup-part">
      <h3>Which values</h3>
      <table className="dup-fields">
        <caption className="sh-visually-hidden">The values of the one person, each with its reason</caption>
        <tbody>
          {fields.map(({ field, options, chosenId, reason, differs }) => (
            <tr key={field} className={differs ? 'dup-differs' : undefined}>
              <th scope="row">{fieldWords[field]}</th>
              <td>
                {isOne(field, options) ? (
                  <Said field={field} options={options} />
                ) : (
                  <Radio.Group
                    value={props.values[field] ?? chosenId ?? ''}
                    onChange={id => props.onChoose(field, id)}
                    aria-label={fieldWords[field]}
                  >
                    <Stack gap={6}>
                      {options.map(option => (
                        <Radio
                          key={option.id}
                          value={option.id}
                          label={<Said field={field} options={[option]} />}
                        />
                      ))}
                    </Stack>
                  </Radio.Group>
                )}
              </td>
              <td className="sh-soft">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** 3 + 2 = 5: what each record has, and what the one person has afterwards. */
function Proof({ suggestion }: { suggestion: MergeSuggestion }) {
  const rows = suggestion.proof.filter(({ after }) => after !== 0)
  if (rows.length === 0) return null
  const text = (currency: string | null, value: number) =>
    currency === null ? countText(value) : moneyText(value, { currency })
  return (
    <section className="dup-part">
      <h3>Nothing goes missing</h3>
      <table className="dup-proof">
        <thead>
          <tr>
            <th scope="col">What</th>
            {suggestion.records.map(record => (
              <th scope="col" key={record.contactId}>
                {record.fullName} <SourceBadge source={record.sourceSystem} />
              </th>
            ))}
            <th scope="col">Together</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, currency, parts, after }) => (
            <tr key={`${what} ${currency}`}>
              <th scope="row">{proofWords[what]}</th>
              {parts.map((part, at) => (
                <td key={suggestion.records[at]?.contactId}>{text(currency, part)}</td>
              ))}
              <td>
                <strong>{text(currency, after)}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Consequences({ suggestion }: { suggestion: MergeSuggestion }) {
  const { folded, optIn, doNotCall, doNotMail, deceased, lockLevel } = suggestion
  const marks = [
    doNotCall ? 'do not call' : null,
    doNotMail ? 'do not mail' : null,
    deceased ? 'deceased' : null,
  ].filter(mark => mark !== null)
  return (
    <ul className="dup-consequences">
      <li>
        Newsletter: {optIn.subscribed ? 'subscribed' : 'not subscribed'}. {inWords(optIn.reason)}
      </li>
      {marks.length > 0 && <li>Stays marked: {marks.join(', ')}.</li>}
      {folded
        .filter(({ rows, stands }) => rows > stands)
        .map(({ kind, rows, stands }) => (
          <li key={kind}>
            {plainWord(kind)}: {countText(rows)} become {countText(stands)}, as what is said twice is kept
            once.
          </li>
        ))}
      <li>Protection afterwards: {lockWords[lockLevel].long.toLowerCase()}.</li>
      <li>It can be taken apart at any time, on the person’s card or in History.</li>
    </ul>
  )
}

function MergeButton(props: { suggestion: MergeSuggestion; values: Values; onDone: () => void }) {
  const { survivorId, records } = props.suggestion
  const merge = useCommand(mergeContacts)
  // Asked anew, it comes after the drawer, whose trap has given the focus away by then; remembered, with it.
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  async function run(): Promise<void> {
    const otherIds = records.map(record => record.contactId).filter(id => id !== survivorId)
    const reply = await merge.run({ survivorId, otherIds, values: props.values })
    if (!reply.ok) return
    props.onDone()
    await offerUndo(`Merged ${countOf(records.length, 'record')} into one person.`)
  }
  return (
    <>
      {merge.error && <ErrorNote error={merge.error} />}
      <div className="dup-merge">
        <Button ref={button} loading={merge.isRunning} onClick={() => void run()} data-autofocus>
          Merge into one person
        </Button>
      </div>
    </>
  )
}

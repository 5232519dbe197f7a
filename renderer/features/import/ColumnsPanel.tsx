import { Button, NativeSelect, Radio } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { sentenceOf } from '../../../electron/contract/errors.ts'
import { type ImportSource, listSources, type RecognisedFile } from '../../../electron/contract/imports.ts'
import type { ColumnAnswers } from '../../../electron/contract/remembered-columns.ts'
import { useCall } from '../../lib/use-call.ts'
import { NoValue } from '../../ui/values.tsx'
import './columns.css'
import {
  type ColumnRule,
  dateMeanings,
  draftOf,
  openQuestion,
  rulesFor,
  ruleWords,
  withColumn,
  withRule,
} from './columns-draft.ts'
import { answerColumns, closeColumns, lookAgainAs } from './import-flow.ts'
import type { ReadyFile } from './import-session.ts'

type Source = z.infer<typeof ImportSource>
type Encoding = RecognisedFile['encodings'][number]['encoding']

/** What the columns of one file are: proposed by the office, decided by a person, remembered for the next file with this header. */
export function ColumnsPanel({ file }: { file: ReadyFile }) {
  const found = useCall(listSources, {})
  const sources = found.status === 'ready' ? found.value.sources : []
  const source = sources.find(each => each.id === file.look.file.source)
  if (!source) return null
  const recognised = file.look.file
  const encoding = file.answers?.encoding
  return (
    <section className="imp-columns sh-card" aria-label={`Columns of ${file.fileName}`}>
      <header className="imp-columns-head">
        <h2>Which column of {file.fileName} is what?</h2>
        <NativeSelect
          size="xs"
          label="This file is"
          value={source.id}
          data={sources.map(each => ({ value: each.id, label: each.label }))}
          onChange={event => void lookAgainAs(file.fileId, { source: event.currentTarget.value, encoding })}
        />
        <p className="sh-soft">{introOf(file)}</p>
      </header>
      <EncodingQuestion fileId={file.fileId} recognised={recognised} />
      {/* Another kind of file, or another reading of it, has other columns to answer for. */}
      <ColumnsForm key={`${file.fileId} ${source.id} ${recognised.encoding}`} file={file} source={source} />
    </section>
  )
}

function ColumnsForm({ file, source }: { file: ReadyFile; source: Source }) {
  const recognised = file.look.file
  const [draft, setDraft] = useState(() => draftOf(recognised))
  const question = openQuestion(draft, source, recognised)
  return (
    <>
      <ColumnTable draft={draft} recognised={recognised} source={source} onChange={setDraft} />
      <FormQuestions draft={draft} recognised={recognised} onChange={setDraft} />
      {file.columnsError && (
        <p className="imp-bad" role="alert">
          {sentenceOf(file.columnsError)}
        </p>
      )}
      <footer className="imp-columns-foot">
        <Button size="xs" disabled={question !== null} onClick={() => void answerColumns(file.fileId, draft)}>
          Use these columns
        </Button>
        <Button size="xs" variant="default" onClick={closeColumns}>
          Close
        </Button>
        <span className="sh-soft" role="status">
          {question ?? 'Files with these columns are read the same way from now on.'}
        </span>
      </footer>
    </>
  )
}

function introOf({ answers, look }: ReadyFile): string {
  const { isGuessed, isRemembered } = look.file
  if (isGuessed)
    return 'We do not know this file. The columns are our guess: look at the cells beside them and correct it.'
  if (answers) return 'As you said just now.'
  return isRemembered
    ? 'As answered for the last file with these columns.'
    : 'We know this file by its column names. Change a column only when it holds something else.'
}

function ColumnTable(props: {
  draft: ColumnAnswers
  recognised: RecognisedFile
  source: Source
  onChange: (draft: ColumnAnswers) => void
}) {
  const { draft, source } = props
  const isRuled = source.fillableColumns.length > 0
  const names = [...new Set([...source.requiredColumns, ...source.oneOfColumns, ...source.optionalColumns])]
  const options = [{ value: '', label: 'Not used' }, ...names.map(value => ({ value, label: value }))]
  return (
    <div className="imp-columns-rows" tabIndex={0} role="group" aria-label="Columns and their first cells">
      <table>
        <thead>
          <tr>
            <th scope="col">Column in the file</th>
            <th scope="col">First cells</th>
            <th scope="col">What it is</th>
            {isRuled && <th scope="col">What it may do</th>}
          </tr>
        </thead>
        <tbody>
          {inAskingOrder(props.recognised).map(({ header, samples }) => (
            <tr key={header} data-used={draft.columns[header] ? true : undefined}>
              <th scope="row">{header}</th>
              <td>
                {samples.length === 0 ? (
                  <NoValue />
                ) : (
                  <span title={samples.join('\n')}>{samples.join(' · ')}</span>
                )}
              </td>
              <td>
                <NativeSelect
                  size="xs"
                  aria-label={`What “${header}” is`}
                  value={draft.columns[header] ?? ''}
                  data={options}
                  onChange={event =>
                    props.onChange(withColumn(draft, header, event.currentTarget.value || null))
                  }
                />
              </td>
              {isRuled && (
                <td>
                  <RuleChoice
                    rules={rulesFor(source, draft.columns[header] ?? null)}
                    header={header}
                    column={draft.columns[header] ?? ''}
                    draft={draft}
                    onChange={props.onChange}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What a column may do to people who are there. Nothing a person corrected is ever erased. */
function RuleChoice(props: {
  rules: readonly ColumnRule[]
  header: string
  column: string
  draft: ColumnAnswers
  onChange: (draft: ColumnAnswers) => void
}) {
  const { rules, column, draft } = props
  if (rules.length === 0) return <NoValue />
  return (
    <NativeSelect
      size="xs"
      aria-label={`What “${props.header}” may do`}
      value={draft.rules?.[column] ?? 'keep'}
      data={rules.map(value => ({ value, label: ruleWords[value] }))}
      onChange={event => {
        const rule = rules.find(each => each === event.currentTarget.value)
        if (rule) props.onChange(withRule(draft, column, rule))
      }}
    />
  )
}

/** Of a file we do not know, the columns that nobody could name come first. */
function inAskingOrder({ columns, isGuessed }: RecognisedFile): RecognisedFile['columns'] {
  if (!isGuessed) return columns
  return columns.toSorted((a, b) => Number(a.column !== null) - Number(b.column !== null))
}

/** Asked first: another reading has other cells, and perhaps another header. */
function EncodingQuestion({ fileId, recognised }: { fileId: string; recognised: RecognisedFile }) {
  const { encodings, source } = recognised
  const [asked, setAsked] = useState<Encoding | null>(null)
  const now = encodings.find(({ encoding }) => encoding === recognised.encoding)
  if (!now) return null
  const readAs = async (encoding: Encoding) => {
    setAsked(encoding)
    await lookAgainAs(fileId, { source, encoding })
    setAsked(null)
  }
  return (
    <Question
      label="These lines are right as:"
      name="encoding"
      value={asked ?? now.encoding}
      options={encodings.map(({ encoding, lines }) => ({
        value: encoding,
        label: `${encoding}: ${lines.join(' · ')}`,
      }))}
      detail="The file does not say how its letters are stored. Look at the names with accents."
      onChange={encoding => void readAs(encoding)}
    />
  )
}

/** Asked only when the cells leave it open, or say two things. */
function FormQuestions(props: {
  draft: ColumnAnswers
  recognised: RecognisedFile
  onChange: (draft: ColumnAnswers) => void
}) {
  const { draft, recognised, onChange } = props
  const { dateOrder, decimalMark } = recognised
  const sample = dateOrder?.samples[0] ?? ''
  const meanings = dateMeanings(sample)
  const isDateAsked = dateOrder !== null && (dateOrder.isOpen || dateOrder.otherwise > 0)
  return (
    <>
      {isDateAsked && (
        <Question
          label={meanings ? `${sample} in this file is:` : 'Dates in this file have:'}
          name="date-order"
          value={draft.dateOrder}
          options={[
            { value: 'mdy', label: meanings?.mdy ?? 'the month first' },
            { value: 'dmy', label: meanings?.dmy ?? 'the day first' },
          ]}
          detail={
            dateOrder.otherwise > 0
              ? `It has dates in both orders. Rows whose date cannot be one in the order you choose are listed, not imported.`
              : 'No date in this file tells which comes first.'
          }
          onChange={value => onChange({ ...draft, dateOrder: value })}
        />
      )}
      {decimalMark?.isOpen && (
        <Question
          label={`${decimalMark.samples[0] ?? 'An amount'} in this file has:`}
          name="decimal-mark"
          value={draft.decimalMark}
          options={[
            { value: '.', label: 'cents after a point (1,234.50)' },
            { value: ',', label: 'cents after a comma (1.234,50)' },
          ]}
          detail="No amount in this file tells which."
          onChange={value => onChange({ ...draft, decimalMark: value })}
        />
      )}
    </>
  )
}

function Question<Value extends string>(props: {
  label: string
  name: string
  value: Value | undefined
  options: readonly { value: Value; label: string }[]
  detail: string
  onChange: (value: Value) => void
}) {
  return (
    <Radio.Group
      name={props.name}
      className="imp-question"
      data-open={props.value === undefined || undefined}
      label={props.label}
      value={props.value ?? null}
      onChange={value => {
        const option = props.options.find(each => each.value === value)
        if (option) props.onChange(option.value)
      }}
    >
      <div className="imp-answers">
        {props.options.map(option => (
          <Radio key={option.value} size="xs" value={option.value} label={option.label} />
        ))}
      </div>
      <p className="sh-soft imp-answer-detail">{props.detail}</p>
    </Radio.Group>
  )
}

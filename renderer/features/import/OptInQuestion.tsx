import { Radio } from '@mantine/core'
import type { OptInMeaning } from '../../../electron/contract/imports.ts'
import { optInAnswers } from './recognised-words.ts'

/** The file does not say who wants the newsletter, so the person who exported it does. */
export function OptInQuestion(props: {
  fileId: string
  answer: OptInMeaning | null
  remembered: OptInMeaning | null
  isChangeable: boolean
  onAnswer: (answer: OptInMeaning) => void
}) {
  const chosen = optInAnswers.find(option => option.value === props.answer)
  if (!props.isChangeable) return chosen ? <p className="sh-soft">Newsletter: {chosen.label}.</p> : null
  const isRemembered = props.answer !== null && props.answer === props.remembered
  return (
    <Radio.Group
      name={`opt-in-${props.fileId}`}
      className="imp-question"
      data-open={props.answer === null || undefined}
      label="For the newsletter, these people are:"
      value={props.answer}
      onChange={value => {
        const option = optInAnswers.find(answer => answer.value === value)
        if (option) props.onAnswer(option.value)
      }}
    >
      <div className="imp-answers">
        {optInAnswers.map(option => (
          <Radio key={option.value} size="xs" value={option.value} label={option.label} />
        ))}
      </div>
      <p className="sh-soft imp-answer-detail" aria-live="polite">
        {chosen
          ? chosen.detail
          : 'The file does not say. Choose, so that nobody gets mail they did not ask for.'}
        {isRemembered && ' As you answered last time.'}
      </p>
    </Radio.Group>
  )
}

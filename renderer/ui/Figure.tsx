import type { ReactNode } from 'react'
import './parts.css'

/**
 * One big number with its label. With `onOpen` it is a button that opens the list behind it; `isPressed` makes it a
 * filter that is on or off. `tone` marks what needs somebody. `below` holds links of their own.
 */
export function Figure(props: {
  label: string
  value: string
  hint?: ReactNode
  tone?: 'plain' | 'needsYou' | 'good' | 'bad'
  onOpen?: () => void
  isPressed?: boolean
  below?: ReactNode
}) {
  const className = `sh-figure sh-figure-${props.tone ?? 'plain'}`
  const content = (
    <>
      <span className="sh-figure-label">{props.label}</span>
      <span className="sh-figure-value">{props.value}</span>
      {props.hint && <span className="sh-figure-hint">{props.hint}</span>}
    </>
  )
  const figure = props.onOpen ? (
    <button
      type="button"
      className={className}
      onClick={props.onOpen}
      {...(props.isPressed === undefined ? {} : { 'aria-pressed': props.isPressed })}
    >
      {content}
    </button>
  ) : (
    <div className={className}>{content}</div>
  )
  if (!props.below) return figure
  return (
    <div className="sh-figure-stack">
      {figure}
      {props.below}
    </div>
  )
}

/** Figures side by side, as many as fit. */
export function FigureRow(props: { children: ReactNode }) {
  return <div className="sh-figure-row">{props.children}</div>
}

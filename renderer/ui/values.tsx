import type { ReactNode } from 'react'
import { dayText, instantDayText, instantStamp, instantText, moneyText, phoneText } from '../lib/format.ts'
import { useCurrency, useTimeZone } from '../lib/use-settings.ts'
import './parts.css'

/** The faint dash that stands for "no value". */
export function NoValue() {
  return (
    <span className="sh-empty-value" role="img" aria-label="empty">
      –
    </span>
  )
}

/** A value or, when there is none, the faint dash. */
export function ValueText(props: { value: ReactNode }) {
  const isEmpty = props.value === null || props.value === undefined || props.value === ''
  return isEmpty ? <NoValue /> : props.value
}

/** A calendar day or an instant; the full stamp on hover. `withTime` shows hours and minutes of an instant. */
export function DateText(props: { at: string | null; withTime?: boolean }) {
  const timeZone = useTimeZone()
  if (!props.at) return <NoValue />
  if (/^\d{4}-\d\d-\d\d$/.test(props.at)) return <time dateTime={props.at}>{dayText(props.at)}</time>
  const text = props.withTime ? instantText(props.at, timeZone) : instantDayText(props.at, timeZone)
  return (
    <time dateTime={props.at} title={instantStamp(props.at, timeZone)} className="sh-figures">
      {text}
    </time>
  )
}

/** Money with cents, in the office's currency unless another is named; `roundToUnits` for big totals, where the exact amount is on hover. */
export function MoneyText(props: { cents: number | null; currency?: string; roundToUnits?: boolean }) {
  const officeCurrency = useCurrency()
  if (props.cents === null) return <NoValue />
  const currency = props.currency ?? officeCurrency
  const text = moneyText(props.cents, { currency, roundToUnits: props.roundToUnits ?? false })
  const className = props.cents < 0 ? 'sh-figures sh-money-negative' : 'sh-figures'
  return (
    <span
      className={className}
      {...(props.roundToUnits ? { title: moneyText(props.cents, { currency }) } : {})}
    >
      {text}
    </span>
  )
}

/** A phone number for reading; the dialable form where there is one. */
export function PhoneText(props: { e164: string | null; asTyped?: string | null }) {
  if (!props.e164 && !props.asTyped) return <NoValue />
  return <span>{phoneText(props.e164, props.asTyped ?? null)}</span>
}

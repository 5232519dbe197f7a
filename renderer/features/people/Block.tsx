import type { ReactNode } from 'react'
import './card-blocks.css'

/** One matter at the right of the card. */
export function Block(props: { title: string; tone?: 'needsYou'; children: ReactNode }) {
  return (
    <div className={props.tone ? 'sh-block sh-block-needs-you' : 'sh-block'}>
      <h3>{props.title}</h3>
      {props.children}
    </div>
  )
}

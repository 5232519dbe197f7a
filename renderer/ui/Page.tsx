import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import './page.css'

/**
 * A screen: where I am, what I am looking at, one primary action; below it the tools of the list, then the content.
 * `fills` gives the content the whole height (lists); otherwise the page scrolls.
 */
export function Page(props: {
  title: string
  /** Beside the title: "12 of 6,878 · Lapsed members". */
  detail?: ReactNode
  primary?: ReactNode
  tools?: ReactNode
  fills?: boolean
  children: ReactNode
}) {
  return (
    <section className="sh-page" aria-label={props.title}>
      <header className="sh-page-header">
        <Title order={1} className="sh-page-title">
          {props.title}
        </Title>
        {props.detail && <div className="sh-page-detail">{props.detail}</div>}
        {props.primary && <div className="sh-page-primary">{props.primary}</div>}
      </header>
      {props.tools && <div className="sh-page-tools">{props.tools}</div>}
      <div className={props.fills ? 'sh-page-fill' : 'sh-page-scroll'}>{props.children}</div>
    </section>
  )
}

/** A card with hairlines and an optional heading line. */
export function Panel(props: { title?: string; aside?: ReactNode; children: ReactNode; isFlush?: boolean }) {
  return (
    <section className="sh-card sh-panel" {...(props.title ? { 'aria-label': props.title } : {})}>
      {props.title && (
        <header className="sh-panel-header">
          <h2>{props.title}</h2>
          {props.aside && <div className="sh-panel-aside">{props.aside}</div>}
        </header>
      )}
      <div className={props.isFlush ? 'sh-panel-flush' : 'sh-panel-body'}>{props.children}</div>
    </section>
  )
}

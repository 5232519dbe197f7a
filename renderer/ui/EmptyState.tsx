import type { ReactNode } from 'react'
import './parts.css'

/** Nothing here yet, and what to do about it. */
export function EmptyState(props: {
  title: string
  icon?: ReactNode
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="sh-empty">
      {props.icon && (
        <div className="sh-empty-icon" aria-hidden="true">
          {props.icon}
        </div>
      )}
      <p className="sh-empty-title">{props.title}</p>
      {props.children && <div className="sh-empty-text">{props.children}</div>}
      {props.action && <div className="sh-empty-action">{props.action}</div>}
    </div>
  )
}

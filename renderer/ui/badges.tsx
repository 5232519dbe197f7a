import { IconLock, IconLockOpen2, IconLockSquareRounded } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { LockLevel, SourceSystem } from '../../electron/contract/values.ts'
import { countText } from '../lib/format.ts'
import { lockWords, sourceWords } from '../lib/words.ts'
import './parts.css'

/** Where a value or record comes from. */
export function SourceBadge(props: { source: SourceSystem }) {
  return <span className={`sh-source sh-source-${props.source}`}>{sourceWords[props.source]}</span>
}

const lockIcons = { UNLOCKED: IconLockOpen2, PARTIAL_LOCK: IconLockSquareRounded, FULL_LOCK: IconLock }

/** How far a contact is protected; `isIconOnly` for dense lists (the words stay as accessible name). */
export function LockBadge(props: { level: LockLevel; isIconOnly?: boolean; reason?: string | null }) {
  const Icon = lockIcons[props.level]
  const words = lockWords[props.level]
  const isOpen = props.level === 'UNLOCKED'
  return (
    <span
      className={isOpen ? 'sh-lock sh-lock-open' : 'sh-lock'}
      title={props.reason ? `${words.long}. ${props.reason}` : words.long}
    >
      <Icon size="1rem" stroke={1.5} aria-hidden="true" />
      {props.isIconOnly ? <span className="sh-visually-hidden">{words.short}</span> : words.short}
    </span>
  )
}

/** A state in words with a colour; never a colour alone. */
export function StateBadge(props: {
  tone: 'neutral' | 'good' | 'warn' | 'bad' | 'needsYou'
  children: ReactNode
}) {
  return <span className={`sh-state sh-state-${props.tone}`}>{props.children}</span>
}

/** How many wait behind a tab; nothing for none. Quiet ones do not call for attention. */
export function WaitingBadge({ count, isQuiet }: { count: number | null; isQuiet?: boolean }) {
  if (!count) return null
  return <StateBadge tone={isQuiet ? 'neutral' : 'needsYou'}>{countText(count)}</StateBadge>
}

import { IconStarFilled } from '@tabler/icons-react'
import { countText } from '../lib/format.ts'
import { hrefOf, navigate, usePlace } from '../lib/use-place.ts'
import { type RailItem, railGroups } from './modules.ts'
import type { OfficeStatus } from './office-status.ts'

/** The modules at the left, with what waits in them. */
export function Rail({ office }: { office: OfficeStatus }) {
  return (
    <nav className="sh-rail" aria-label="Modules">
      <div className="sh-rail-brand">
        <IconStarFilled size="1.125rem" aria-hidden="true" className="sh-star" />
        <span className="sh-rail-office" title={office.officeName}>
          {office.officeName}
        </span>
      </div>
      {railGroups.map(group => (
        <div key={group.title ?? 'first'} className="sh-rail-group">
          {group.title && <div className="sh-rail-title">{group.title}</div>}
          {group.items.map(item => (
            <RailLink key={item.name} item={item} count={item.counts ? office.counts[item.counts] : 0} />
          ))}
        </div>
      ))}
      {office.isDemo && <p className="sh-rail-demo">Demo office: everybody in it is invented.</p>}
    </nav>
  )
}

function RailLink({ item, count }: { item: RailItem; count: number }) {
  const place = usePlace()
  const isCurrent = item.screens.includes(place.screen)
  return (
    <a
      className="sh-rail-link"
      href={hrefOf(item.place)}
      {...(isCurrent ? { 'aria-current': 'page' } : {})}
      onClick={event => {
        event.preventDefault()
        navigate(item.place)
      }}
    >
      <item.icon size="1.125rem" stroke={1.5} aria-hidden="true" />
      <span>{item.name}</span>
      {count > 0 && (
        <span className="sh-rail-count">
          {countText(count)}
          <span className="sh-visually-hidden"> need you</span>
        </span>
      )}
    </a>
  )
}

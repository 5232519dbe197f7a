import { IconChevronRight, IconDatabaseExport, IconStar, IconStarFilled } from '@tabler/icons-react'
import type { z } from 'zod'
import { getToday } from '../../../electron/contract/office.ts'
import { countText, daysOfMonth, dayText, moneyText } from '../../lib/format.ts'
import { useCall } from '../../lib/use-call.ts'
import { hrefOf, navigate } from '../../lib/use-place.ts'
import { useTimeZone } from '../../lib/use-settings.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Figure, FigureRow } from '../../ui/Figure.tsx'
import { MonthChart } from '../../ui/MonthChart.tsx'
import { OtherMoney } from '../../ui/OtherMoney.tsx'
import { Page, Panel } from '../../ui/Page.tsx'
import { DateText } from '../../ui/values.tsx'
import './today.css'
import { dayIn, figureOf, placeOfItem } from './today-words.ts'

type Today = z.output<typeof getToday.output>

/** The morning page: what needs somebody and why, the figures, the last actions. */
export function TodayScreen() {
  const today = useCall(getToday, {})
  const day = dayIn(useTimeZone(), new Date())
  return (
    <Page title="Today" detail={dayText(day)}>
      {today.status === 'failed' && <ErrorNote error={today.error} onAgain={today.again} />}
      {today.status === 'ready' && <Body today={today.value} year={day.slice(0, 4)} />}
    </Page>
  )
}

function Body({ today, year }: { today: Today; year: string }) {
  return (
    <div className="sh-today">
      <FigureRow>
        {today.figures.map(figure => {
          const { label, place, isMoney } = figureOf(figure.kind, year)
          const value = isMoney
            ? moneyText(figure.value, { currency: today.currency, roundToUnits: true })
            : countText(figure.value)
          return (
            <Figure
              key={figure.kind}
              label={label}
              value={value}
              onOpen={() => navigate(place)}
              below={
                place.screen === 'transactions' && (
                  <OtherMoney others={figure.others} filter={place.filter ?? {}} />
                )
              }
            />
          )
        })}
      </FigureRow>
      <div className="sh-today-columns">
        <div className="sh-today-column">
          <NeedsYou items={today.items} />
          <Panel title="Money by month" aside="completed, less refunds">
            <MonthChart
              label="Money by month"
              months={today.moneyByMonth}
              currency={today.currency}
              heightPx={200}
              onOpen={month =>
                navigate({ screen: 'transactions', filter: { ...daysOfMonth(month), status: 'paid' } })
              }
            />
          </Panel>
        </div>
        <Recent recent={today.recent} />
      </div>
    </div>
  )
}

function NeedsYou({ items }: { items: Today['items'] }) {
  return (
    <Panel
      title="Needs you"
      isFlush
      aside={
        items.length > 0 && <IconStarFilled size="0.875rem" className="sh-needs-star" aria-hidden="true" />
      }
    >
      {items.length === 0 && (
        <EmptyState title="Nothing needs you" icon={<IconStar size={24} stroke={1.5} />}>
          Conflicts, suggestions and missing subscriptions appear here when there are any.
        </EmptyState>
      )}
      <ul className="sh-needs">
        {items.map(item => {
          const place = placeOfItem(item)
          return (
            <li key={item.kind}>
              <a
                className="sh-needs-item"
                href={hrefOf(place)}
                onClick={event => {
                  event.preventDefault()
                  navigate(place)
                }}
              >
                <span className="sh-needs-count">
                  {item.kind === 'backup' ? (
                    <IconDatabaseExport size="1.125rem" stroke={1.5} aria-hidden="true" />
                  ) : (
                    countText(item.count)
                  )}
                </span>
                <span className="sh-needs-text">
                  <strong>{item.title}</strong>
                  <span>{item.why}</span>
                </span>
                <IconChevronRight size="1.125rem" stroke={1.5} aria-hidden="true" />
              </a>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function Recent({ recent }: { recent: Today['recent'] }) {
  return (
    <Panel
      title="Last actions"
      isFlush
      aside={
        <a
          href={hrefOf({ screen: 'history' })}
          onClick={event => {
            event.preventDefault()
            navigate({ screen: 'history' })
          }}
        >
          All history
        </a>
      }
    >
      {recent.length === 0 && (
        <EmptyState title="Nothing done yet">What you and the imports do appears here.</EmptyState>
      )}
      <ol className="sh-recent">
        {recent.map(action => (
          <li key={action.groupId}>
            <span>{action.title}</span>
            <span className="sh-soft">
              {action.who} · <DateText at={action.at} withTime />
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

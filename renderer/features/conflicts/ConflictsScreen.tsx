import { Tabs } from '@mantine/core'
import { countOf, countText } from '../../lib/format.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { Page } from '../../ui/Page.tsx'
import { ConflictList } from './ConflictList.tsx'
import './conflicts.css'
import { StandingAnswers } from './StandingAnswers.tsx'
import { SuggestionList } from './SuggestionList.tsx'
import { type ConflictsPlace, useTabs } from './use-conflicts-screen.ts'

/** THE conflict screen: values that disagree, and values other systems know for empty fields. */
export function ConflictsScreen({ place }: { place: ConflictsPlace }) {
  const tabs = useTabs(place)
  return (
    <Page
      title="Conflicts"
      detail={tabs.openCount === null ? null : openSentence(tabs.openCount)}
      primary={<StandingAnswers />}
      fills
    >
      <Tabs
        className="con-tabs"
        value={tabs.view}
        onChange={view => tabs.show(view === 'suggestions' ? 'suggestions' : 'conflicts')}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="conflicts" rightSection={<Waiting count={tabs.openCount} />}>
            To decide
          </Tabs.Tab>
          <Tabs.Tab value="suggestions" rightSection={<Waiting count={tabs.suggestionCount} isQuiet />}>
            Suggestions
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="conflicts" className="con-panel">
          <ConflictList place={place} groups={tabs.groups} />
        </Tabs.Panel>
        <Tabs.Panel value="suggestions" className="con-panel">
          <SuggestionList />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

function openSentence(count: number): string {
  return count === 0 ? 'Nothing to decide' : `${countOf(count, 'value')} to decide`
}

/** Suggestions are quiet: they do not call for attention. */
function Waiting({ count, isQuiet }: { count: number | null; isQuiet?: boolean }) {
  if (!count) return null
  return <StateBadge tone={isQuiet ? 'neutral' : 'needsYou'}>{countText(count)}</StateBadge>
}

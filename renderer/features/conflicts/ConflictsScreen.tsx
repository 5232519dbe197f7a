import { Tabs } from '@mantine/core'
import { countOf } from '../../lib/format.ts'
import { WaitingBadge } from '../../ui/badges.tsx'
import { Page } from '../../ui/Page.tsx'
import { ConflictList } from './ConflictList.tsx'
import '../../ui/queue.css'
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
        className="sh-queue-tabs"
        value={tabs.view}
        onChange={view => tabs.show(view === 'suggestions' ? 'suggestions' : 'conflicts')}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="conflicts" rightSection={<WaitingBadge count={tabs.openCount} />}>
            To decide
          </Tabs.Tab>
          <Tabs.Tab value="suggestions" rightSection={<WaitingBadge count={tabs.suggestionCount} isQuiet />}>
            Suggestions
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="conflicts" className="sh-queue-panel">
          <ConflictList place={place} groups={tabs.groups} />
        </Tabs.Panel>
        <Tabs.Panel value="suggestions" className="sh-queue-panel">
          <SuggestionList />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

function openSentence(count: number): string {
  return count === 0 ? 'Nothing to decide' : `${countOf(count, 'value')} to decide`
}

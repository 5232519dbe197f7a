import { Button, Tabs } from '@mantine/core'
import { IconChecks, IconRefresh, IconUsers } from '@tabler/icons-react'
import { countOf, countText } from '../../lib/format.ts'
import { WaitingBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Page } from '../../ui/Page.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { DuplicateDetail } from './DuplicateDetail.tsx'
import { columnsOfOneBand, duplicateColumns } from './duplicate-columns.tsx'
import { type View, viewFilter, views, viewWords } from './duplicate-words.ts'
import '../../ui/queue.css'
import './duplicates.css'
import { MergeCertain } from './MergeCertain.tsx'
import { MergeDrawer } from './MergeDrawer.tsx'
import {
  type DuplicatesPlace,
  type DuplicatesState,
  duplicateListName,
  useDuplicatesScreen,
} from './use-duplicates-screen.ts'

/** Records that may be one person or one household, surest first, each with its evidence and three verdicts. */
export function DuplicatesScreen({ place }: { place: DuplicatesPlace }) {
  const screen = useDuplicatesScreen(place)
  const { counts } = screen
  const waiting = counts && counts.certain + counts.likely + counts.look + counts.households
  const { total } = screen
  return (
    <Page
      title="Duplicates"
      detail={
        waiting && total !== null ? `${countText(total)} of ${countOf(waiting, 'set')} to decide` : null
      }
      primary={<ScanButton screen={screen} />}
      fills
    >
      <ScanProgress screen={screen} />
      <Tabs
        className="sh-queue-tabs"
        value={screen.view}
        onChange={view => screen.show((view ?? 'certain') as View)}
        keepMounted={false}
      >
        <Tabs.List>
          {views.map(view => (
            <Tabs.Tab key={view} value={view} rightSection={<WaitingBadge count={counts?.[view] ?? null} />}>
              {viewWords[view].title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={screen.view} className="sh-queue-panel">
          {screen.error && (
            <div className="sh-queue-error">
              <ErrorNote error={screen.error} />
            </div>
          )}
          <Sets screen={screen} />
        </Tabs.Panel>
      </Tabs>
      {screen.isMerging && screen.current && (
        <MergeDrawer set={screen.current} onClose={() => screen.setMerging(false)} />
      )}
    </Page>
  )
}

function ScanButton({ screen }: { screen: DuplicatesState }) {
  return (
    <Button
      size="xs"
      variant="default"
      loading={screen.scan.state.status === 'running'}
      leftSection={<IconRefresh size="1rem" stroke={1.5} aria-hidden="true" />}
      onClick={() => void screen.scan.start({ everybody: true })}
    >
      Look again
    </Button>
  )
}

function ScanProgress({ screen }: { screen: DuplicatesState }) {
  const { state, cancel } = screen.scan
  if (state.status === 'failed') return <ErrorNote error={state.error} />
  if (state.status !== 'running') return null
  return <ProgressLine label="Looking for duplicates" progress={state.progress} onCancel={cancel} />
}

function Sets({ screen }: { screen: DuplicatesState }) {
  const { view, counts } = screen
  return (
    <div className="sh-queue-split">
      <DataTable
        key={`${view} ${screen.contactId ?? ''}`}
        label={duplicateListName}
        source={screen.source}
        columns={screen.contactId || !viewFilter[view].band ? duplicateColumns : columnsOfOneBand}
        rowId={set => set.contactIds.join()}
        onOpen={() => undefined}
        openedId={screen.current?.contactIds.join()}
        tools={
          <>
            <span className="sh-soft">{viewWords[view].hint}</span>
            {view === 'certain' && counts !== null && counts.certain > 0 && (
              <MergeCertain count={counts.certain} />
            )}
          </>
        }
        empty={
          <EmptyState
            title={view === 'households' ? 'No households to make' : 'Nothing to decide here'}
            icon={view === 'households' ? <IconUsers stroke={1.5} /> : <IconChecks stroke={1.5} />}
          >
            Whoever changed is compared whenever this page opens. “Look again” compares everybody anew.
          </EmptyState>
        }
      />
      {screen.current && (
        <DuplicateDetail
          set={screen.current}
          isBusy={screen.isBusy}
          onMerge={() => screen.setMerging(true)}
          onVerdict={screen.tell}
        />
      )}
    </div>
  )
}

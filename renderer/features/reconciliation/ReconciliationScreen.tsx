import { Button, Tabs } from '@mantine/core'
import { IconAlertTriangle, IconChecks } from '@tabler/icons-react'
import { countOf, countText } from '../../lib/format.ts'
import { WaitingBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Page } from '../../ui/Page.tsx'
import { MissingDetail } from './MissingDetail.tsx'
import '../../ui/queue.css'
import './reconciliation.css'
import { reconciliationColumns } from './reconciliation-columns.tsx'
import {
  missingListName,
  type ReconciliationState,
  useReconciliationScreen,
} from './use-reconciliation-screen.ts'

/** Subscriptions we have that the newest full export does not: keep, cancelled, or look into it. */
export function ReconciliationScreen() {
  const screen = useReconciliationScreen()
  return (
    <Page title="Reconciliation" detail={detailOf(screen)} fills>
      <Tabs
        className="sh-queue-tabs"
        value={screen.view}
        onChange={view => screen.setView(view === 'investigate' ? 'investigate' : 'open')}
      >
        <Tabs.List>
          <Tabs.Tab value="open" rightSection={<WaitingBadge count={screen.openCount} />}>
            To decide
          </Tabs.Tab>
          <Tabs.Tab value="investigate" rightSection={<WaitingBadge count={screen.investigateCount} />}>
            Investigate
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value={screen.view} className="sh-queue-panel">
          {screen.warning && (
            <p className="rec-warning" role="status">
              <IconAlertTriangle size="1.125rem" stroke={1.5} aria-hidden="true" />
              {screen.warning}
            </p>
          )}
          {screen.error && (
            <div className="sh-queue-error">
              <ErrorNote error={screen.error} />
            </div>
          )}
          <MissingList screen={screen} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

function detailOf(screen: ReconciliationState): string | null {
  if (screen.openCount === null) return null
  const live = screen.liveCount > 0 ? ` of ${countText(screen.liveCount)} live` : ''
  return screen.openCount === 0
    ? 'Nothing to reconcile'
    : `${countOf(screen.openCount, 'subscription')}${live} missing from the newest export`
}

function MissingList({ screen }: { screen: ReconciliationState }) {
  return (
    <div className="sh-queue-split">
      <DataTable
        key={screen.view}
        label={missingListName}
        source={screen.source}
        columns={reconciliationColumns}
        rowId={row => row.subscriptionId}
        onOpen={() => undefined}
        openedId={screen.current?.subscriptionId}
        selection={screen.selection}
        selectionActions={<SelectionAnswer screen={screen} />}
        tools={
          <span className="sh-soft">
            {screen.view === 'open'
              ? 'Missing from the newest full export. Did they end, or was the export incomplete?'
              : 'Set aside until somebody knows more.'}
          </span>
        }
        exports={{ list: 'reconciliation', input: { state: screen.view } }}
        empty={<NothingMissing isOpen={screen.view === 'open'} />}
      />
      {screen.current && (
        <MissingDetail row={screen.current} isBusy={screen.isBusy} onAnswer={screen.answerCurrent} />
      )}
    </div>
  )
}

function SelectionAnswer({ screen }: { screen: ReconciliationState }) {
  const count = countText(screen.selection.ids.size)
  const { isBusy, answerSelected } = screen
  return (
    <>
      <Button size="xs" variant="default" disabled={isBusy} onClick={() => answerSelected('cancelled')}>
        Mark {count} as cancelled
      </Button>
      <Button size="xs" variant="default" disabled={isBusy} onClick={() => answerSelected('keep')}>
        Keep {count}
      </Button>
      {screen.view === 'open' && (
        <Button size="xs" variant="default" disabled={isBusy} onClick={() => answerSelected('investigate')}>
          Investigate {count}
        </Button>
      )}
    </>
  )
}

function NothingMissing({ isOpen }: { isOpen: boolean }) {
  return isOpen ? (
    <EmptyState title="Nothing to reconcile" icon={<IconChecks stroke={1.5} />}>
      When a full subscription export no longer lists a subscription we have, it comes here. Nothing is
      cancelled by itself.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing set aside" icon={<IconChecks stroke={1.5} />}>
      Subscriptions you want to look into wait here until you keep them or mark them as cancelled.
    </EmptyState>
  )
}

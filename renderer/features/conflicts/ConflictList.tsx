import { Button, Checkbox } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { useState } from 'react'
import type { ConflictRow } from '../../../electron/contract/conflicts.ts'
import { countOf, countText } from '../../lib/format.ts'
import { fieldWords, sourceWords } from '../../lib/words.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { FilterChip, ToggleChip } from '../../ui/FilterChip.tsx'
import { ConflictDetail } from './ConflictDetail.tsx'
import { conflictColumns, statusWords } from './conflict-columns.tsx'
import {
  type ConflictGroup,
  type Filter,
  groupLabel,
  groupName,
  isGroupOf,
  withGroup,
} from './conflict-groups.ts'
import {
  type ConflictsPlace,
  type ConflictsScreenState,
  conflictListName,
  useConflictsScreen,
} from './use-conflicts-screen.ts'

const statusOptions = Object.entries(statusWords)
  .filter(([value]) => value !== 'open')
  .map(([value, label]) => ({ value: value as ConflictRow['status'], label }))
const fieldOptions = Object.entries(fieldWords).map(([value, label]) => ({
  value: value as ConflictRow['field'],
  label,
}))
const sourceOptions = Object.entries(sourceWords).map(([value, label]) => ({
  value: value as ConflictRow['incomingSource'],
  label,
}))

/** Groups on top as a way to answer many at once, then the list with the conflict in hand beside it. */
export function ConflictList(props: { place: ConflictsPlace; groups: readonly ConflictGroup[] }) {
  const screen = useConflictsScreen(props.place, props.groups)
  const { answers, filter, current } = screen
  return (
    <>
      {props.groups.length > 0 && (
        <GroupLine
          groups={props.groups}
          filter={filter}
          onChoose={group => screen.setFilter(withGroup(filter, group))}
        />
      )}
      {screen.group && <GroupAnswer key={groupName(screen.group)} group={screen.group} screen={screen} />}
      {answers.error && (
        <div className="sh-queue-error">
          <ErrorNote error={answers.error} />
        </div>
      )}
      <div className="sh-queue-split">
        <DataTable
          label={conflictListName}
          source={screen.source}
          columns={conflictColumns}
          rowId={row => row.id}
          openedId={current?.id}
          onOpen={() => undefined}
          selection={screen.selection}
          selectionActions={<SelectionAnswer screen={screen} />}
          tools={<Filters screen={screen} />}
          exports={{ list: 'conflicts', input: { filter } }}
          empty={<NoConflicts filter={filter} onClear={() => screen.setFilter({})} />}
        />
        {current && (
          <ConflictDetail
            conflict={current}
            isBusy={answers.isBusy}
            onAnswer={answer => void screen.answerCurrent(answer)}
          />
        )}
      </div>
    </>
  )
}

function GroupLine(props: {
  groups: readonly ConflictGroup[]
  filter: Filter
  onChoose: (group: ConflictGroup) => void
}) {
  return (
    <div className="con-groups" role="group" aria-label="Groups">
      {props.groups.map(group => (
        <ToggleChip
          key={groupName(group)}
          label={groupLabel(group)}
          isOn={isGroupOf(group, props.filter)}
          onChange={() => props.onChoose(group)}
        />
      ))}
    </div>
  )
}

const unlockHint = 'Imports may update these people again from now on'

/** One answer for a whole group, and whether it holds from now on. */
function GroupAnswer({ group, screen }: { group: ConflictGroup; screen: ConflictsScreenState }) {
  const [isAlways, setAlways] = useState(false)
  const { isBusy } = screen.answers
  const count = countText(group.count)
  return (
    <div className="con-group-answer" role="group" aria-label={`All ${groupLabel(group)}`}>
      <Button
        size="xs"
        variant="default"
        disabled={isBusy}
        onClick={() => void screen.answerGroup({ resolution: 'keep' }, isAlways)}
      >
        Keep ours in all {count}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={isBusy}
        onClick={() => void screen.answerGroup({ resolution: 'take' }, isAlways)}
      >
        Take {sourceWords[group.source]}’s in all {count}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        disabled={isBusy}
        onClick={() => void screen.answerGroup({ resolution: 'take', unlock: true }, isAlways)}
        title={unlockHint}
      >
        Take and unlock
      </Button>
      <Checkbox
        size="xs"
        label={`Always, when it is a ${groupName(group)}`}
        checked={isAlways}
        onChange={event => setAlways(event.currentTarget.checked)}
      />
    </div>
  )
}

function SelectionAnswer({ screen }: { screen: ConflictsScreenState }) {
  const { isBusy } = screen.answers
  const count = countText(screen.selection.ids.size)
  return (
    <>
      <Button
        size="xs"
        variant="default"
        disabled={isBusy}
        onClick={() => void screen.answerSelected({ resolution: 'keep' })}
      >
        Keep ours in {count}
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={isBusy}
        onClick={() => void screen.answerSelected({ resolution: 'take' })}
      >
        Take theirs in {count}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        disabled={isBusy}
        onClick={() => void screen.answerSelected({ resolution: 'take', unlock: true })}
        title={unlockHint}
      >
        Take and unlock
      </Button>
    </>
  )
}

function Filters({ screen }: { screen: ConflictsScreenState }) {
  const { filter, setFilter, current, total } = screen
  const change = (part: Partial<Record<keyof Filter, string | undefined>>) =>
    setFilter({ ...filter, ...part } as Filter)
  const isAnswered = filter.status !== undefined && filter.status !== 'open'
  return (
    <>
      <FilterChip
        label="From"
        options={sourceOptions}
        value={filter.source}
        onChange={source => change({ source })}
      />
      <FilterChip
        label="Value"
        options={fieldOptions}
        value={filter.field}
        onChange={field => change({ field })}
      />
      <FilterChip
        label="Answered"
        options={statusOptions}
        value={isAnswered ? filter.status : undefined}
        onChange={status => change({ status })}
      />
      {filter.contactId !== undefined && (
        <ToggleChip
          label={`Only ${current?.contactName ?? 'one person'}`}
          isOn
          onChange={() => change({ contactId: undefined })}
        />
      )}
      {total !== null && total > 0 && (
        <span className="sh-soft sh-figures" role="status">
          {countOf(total, 'value')}
        </span>
      )}
    </>
  )
}

function NoConflicts(props: { filter: Filter; onClear: () => void }) {
  if (Object.keys(props.filter).length > 0) {
    return (
      <EmptyState
        title="No conflicts like that"
        action={
          <Button variant="default" size="xs" onClick={props.onClear}>
            Show everything to decide
          </Button>
        }
      >
        Other filters may show some.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="Nothing to decide" icon={<IconScale stroke={1.5} />}>
      When a file disagrees with a value you corrected or protected, nothing is changed and both values come
      here.
    </EmptyState>
  )
}

import { Button } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import { countText } from '../../lib/format.ts'
import { navigate } from '../../lib/use-place.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { suggestionColumns } from './suggestion-columns.tsx'
import { suggestionListName, useSuggestions } from './use-suggestions.ts'

/** Values other systems know for empty fields of protected people: take one, or many at once. */
export function SuggestionList() {
  const list = useSuggestions()
  const count = list.selection.ids.size
  return (
    <>
      {list.error && (
        <div className="sh-queue-error">
          <ErrorNote error={list.error} />
        </div>
      )}
      <DataTable
        label={suggestionListName}
        source={list.source}
        columns={suggestionColumns(list.takeOne, list.isBusy)}
        rowId={row => row.id}
        onOpen={row => navigate({ screen: 'contact', id: row.contactId })}
        selection={list.selection}
        selectionActions={
          <Button size="xs" variant="default" disabled={list.isBusy} onClick={list.takeSelected}>
            Take {countText(count)} {count === 1 ? 'suggestion' : 'suggestions'}
          </Button>
        }
        tools={
          <span className="sh-soft">
            Values other systems know for empty fields of protected people. They change nothing until you take
            them.
          </span>
        }
        exports={{ list: 'suggestions', input: {} }}
        empty={
          <EmptyState title="No suggestions" icon={<IconBulb stroke={1.5} />}>
            When a file knows a phone or address that a protected person lacks, it is kept here to take with
            one click.
          </EmptyState>
        }
      />
    </>
  )
}

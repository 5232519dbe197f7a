import { Button } from '@mantine/core'
import { fieldWords, sourceWords } from '../../lib/words.ts'
import { SourceBadge } from '../../ui/badges.tsx'
import type { DataColumn } from '../../ui/data-columns.ts'
import { DateText } from '../../ui/values.tsx'
import type { Suggestion } from './use-suggestions.ts'

/** The columns; the last takes the suggestion of its row. */
export function suggestionColumns(takeOne: (id: string) => void, isBusy: boolean): DataColumn<Suggestion>[] {
  return [
    {
      id: 'contactName',
      header: 'Person',
      widthPx: 200,
      cell: row => <strong>{row.contactName}</strong>,
    },
    {
      id: 'what',
      header: 'Why it is here',
      widthPx: 240,
      cell: row => (
        <span>
          No {fieldWords[row.field].toLowerCase()} here, {sourceWords[row.sourceSystem]} knows one
        </span>
      ),
    },
    {
      id: 'value',
      header: 'Value',
      widthPx: 220,
      grows: true,
      cell: row => <span title={row.value}>{row.value}</span>,
    },
    { id: 'source', header: 'From', widthPx: 110, cell: row => <SourceBadge source={row.sourceSystem} /> },
    { id: 'createdAt', header: 'Since', widthPx: 110, cell: row => <DateText at={row.createdAt} /> },
    {
      id: 'take',
      header: 'Take it',
      widthPx: 90,
      cell: row => (
        <Button
          size="compact-sm"
          variant="default"
          disabled={isBusy}
          aria-label={`Take the ${fieldWords[row.field].toLowerCase()} of ${row.contactName}`}
          onClick={event => {
            event.stopPropagation()
            takeOne(row.id)
          }}
        >
          Take
        </Button>
      ),
    },
  ]
}

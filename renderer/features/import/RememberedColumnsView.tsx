import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import {
  listRememberedColumns,
  type RememberedColumns,
} from '../../../electron/contract/remembered-columns.ts'
import { countOf } from '../../lib/format.ts'
import { rowSource, useRowTotal } from '../../lib/rows-window.ts'
import { navigate } from '../../lib/use-place.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { DataColumn } from '../../ui/data-columns.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { DateText, ValueText } from '../../ui/values.tsx'
import { RememberedColumnsDrawer } from './RememberedColumnsDrawer.tsx'

const source = rowSource(listRememberedColumns, {}, output => output.rows)

const columns: DataColumn<RememberedColumns>[] = [
  { id: 'fileName', header: 'Said for', widthPx: 220, cell: row => <ValueText value={row.fileName} /> },
  { id: 'label', header: 'What it is', widthPx: 180, cell: row => <strong>{row.label}</strong> },
  {
    id: 'columns',
    header: 'Columns',
    widthPx: 240,
    grows: true,
    cell: row => <span title={row.columns}>{row.columns}</span>,
  },
  {
    id: 'answeredAt',
    header: 'When',
    widthPx: 165,
    cell: row => <DateText at={row.answeredAt} withTime />,
  },
  { id: 'answeredBy', header: 'By', widthPx: 110, cell: row => <span>{row.answeredBy}</span> },
]

/** What people said about the columns of files; files with the same header are read that way. Here it can be looked at and forgotten. */
export function RememberedColumnsView() {
  const total = useRowTotal(source)
  const [opened, setOpened] = useState<RememberedColumns | null>(null)
  return (
    <Page
      title="Remembered columns"
      detail={total === null ? null : `of ${countOf(total, 'kind')} of file`}
      primary={
        <Button
          variant="default"
          onClick={() => navigate({ screen: 'import' })}
          leftSection={<IconArrowLeft size="1rem" stroke={1.5} aria-hidden="true" />}
        >
          All imports
        </Button>
      }
      fills
    >
      <DataTable
        label="Remembered columns"
        source={source}
        columns={columns}
        rowId={row => row.rememberedId}
        onOpen={setOpened}
        openedId={opened?.rememberedId}
        exports={{ list: 'remembered-columns', input: {} }}
        empty={
          <EmptyState title="No columns remembered">
            What you say about the columns of a file stands here once it is imported.
          </EmptyState>
        }
      />
      {opened && (
        <RememberedColumnsDrawer
          key={opened.rememberedId}
          remembered={opened}
          onClose={() => setOpened(null)}
        />
      )}
    </Page>
  )
}

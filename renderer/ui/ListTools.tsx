import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { IconColumns3, IconDownload } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { type ExportableList, exportList } from '../../electron/contract/office.ts'
import { call } from '../lib/call.ts'
import { countOf, countText } from '../lib/format.ts'
import type { Sort } from './data-columns.ts'
import { SavedViews } from './SavedViews.tsx'
import { tellDone, tellError } from './Toast.tsx'
import type { Columns } from './use-columns.ts'

/** Which list of the office becomes a CSV file, with the input of that list's own method. */
export type ListExport = { list: z.infer<typeof ExportableList>; input: Record<string, unknown> }

/** The line above a list: chips and search, or what is selected; then its views, columns and export. */
export function ListTools<Row>(props: {
  tools?: ReactNode
  /** Name of the list. */
  list: string
  columns: Columns<Row>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
  selectedCount: number
  onClearSelection: () => void
  selectionActions?: ReactNode
  exports?: ListExport
}) {
  return (
    <div className="sh-list-tools">
      {props.selectedCount > 0 ? (
        <div className="sh-list-selection" role="status">
          <strong>{countText(props.selectedCount)} selected</strong>
          {props.selectionActions}
          <Button variant="subtle" size="xs" onClick={props.onClearSelection}>
            Clear selection
          </Button>
        </div>
      ) : (
        props.tools
      )}
      <div className="sh-list-tools-end">
        {props.exports && (
          <SavedViews list={props.list} columns={props.columns} sort={props.sort} onSort={props.onSort} />
        )}
        <ColumnChoice columns={props.columns} />
        {props.exports && <ExportButton list={props.exports.list} input={props.exports.input} />}
      </div>
    </div>
  )
}

function ColumnChoice<Row>({ columns }: { columns: Columns<Row> }) {
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<IconColumns3 size="1rem" stroke={1.5} aria-hidden="true" />}
        >
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Stack gap={8}>
          {columns.choice.map(column => (
            <Checkbox
              key={column.id}
              size="xs"
              label={column.header}
              checked={column.isShown}
              disabled={column.isShown && columns.shown.length === 1}
              onChange={column.toggle}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function ExportButton(props: ListExport) {
  const [isRunning, setRunning] = useState(false)
  async function run(): Promise<void> {
    setRunning(true)
    const reply = await call(exportList, { list: props.list, input: props.input })
    const saved = reply.ok
      ? await window.office.saveText({ fileName: reply.value.fileName, text: reply.value.text })
      : reply
    setRunning(false)
    if (!saved.ok) tellError(saved.error)
    else if (saved.value.saved && reply.ok) {
      tellDone(`Saved ${countOf(reply.value.rows, 'row')} as ${reply.value.fileName}`)
    }
  }
  return (
    <Button
      variant="subtle"
      color="gray"
      size="xs"
      loading={isRunning}
      onClick={() => void run()}
      leftSection={<IconDownload size="1rem" stroke={1.5} aria-hidden="true" />}
    >
      Export CSV
    </Button>
  )
}

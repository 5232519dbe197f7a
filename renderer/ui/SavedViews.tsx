import { ActionIcon, Button, Group, Menu, Modal, Stack, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { z } from 'zod'
import { listViews, removeView, saveView } from '../../electron/contract/views.ts'
import { hashOfPlace, placeOfHash } from '../lib/navigation.ts'
import { useCall, useCommand } from '../lib/use-call.ts'
import { redirect, usePlace } from '../lib/use-place.ts'
import type { Sort } from './data-columns.ts'
import { ErrorNote } from './ErrorNote.tsx'
import { tellDone } from './Toast.tsx'
import { type Columns, chooseColumns } from './use-columns.ts'

type SavedView = z.output<typeof listViews.output>['views'][number]
type ViewsProps<Row> = {
  /** Name of the list. */
  list: string
  columns: Columns<Row>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}

/** Filter, order and columns of a list, kept under a name and taken again with two clicks. */
export function SavedViews<Row>(props: ViewsProps<Row>) {
  const { list, onSort } = props
  const [isArranging, setArranging] = useState(false)
  const saved = useCall(listViews, { list })
  const views = saved.status === 'ready' ? saved.value.views : []
  function take({ view }: SavedView): void {
    chooseColumns(list, view.columns)
    redirect(placeOfHash(view.place))
    if (view.sort) onSort?.(view.sort)
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<IconBookmark size="1rem" stroke={1.5} aria-hidden="true" />}
          >
            Views
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>No saved views yet</Menu.Label>}
          {views.map(view => (
            <Menu.Item key={view.viewId} onClick={() => take(view)}>
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setArranging(true)}>
            {views.length === 0 ? 'Save this view …' : 'Save or remove views …'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isArranging && <ViewsDialog {...props} views={views} onClose={() => setArranging(false)} />}
    </>
  )
}

function ViewsDialog<Row>(props: ViewsProps<Row> & { views: readonly SavedView[]; onClose: () => void }) {
  const { list, views, onClose } = props
  const [name, setName] = useState('')
  const place = usePlace()
  const save = useCommand(saveView)
  const remove = useCommand(removeView)
  const error = save.error ?? remove.error
  const isThere = views.some(view => view.name === name.trim())
  async function submit(): Promise<void> {
    const { selected: _, isNew: __, ...rest } = { selected: undefined, isNew: undefined, ...place }
    const columns = Object.fromEntries(props.columns.choice.map(column => [column.id, column.isShown]))
    const view = { place: hashOfPlace(rest), sort: props.sort ?? null, columns }
    const reply = await save.run({ list, name: name.trim(), view })
    if (!reply.ok) return
    tellDone(`Saved the view ${name.trim()}`)
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={`Views of ${list}`}>
      <form
        onSubmit={event => {
          event.preventDefault()
          if (name.trim() !== '') void submit()
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Name of this view"
            description="Filter, order and columns as they are now; not what you searched for."
            data-autofocus
            maxLength={80}
            value={name}
            onChange={event => setName(event.currentTarget.value)}
          />
          {views.map(view => (
            <Group key={view.viewId} justify="space-between" wrap="nowrap">
              <span>{view.name}</span>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove the view ${view.name}`}
                onClick={() => void remove.run({ viewId: view.viewId })}
              >
                <IconTrash size="1rem" stroke={1.5} />
              </ActionIcon>
            </Group>
          ))}
          {error && <ErrorNote error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={save.isRunning}>
              {isThere ? 'Replace this view' : 'Save this view'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

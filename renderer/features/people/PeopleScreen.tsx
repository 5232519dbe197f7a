import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconAddressBook, IconPlus } from '@tabler/icons-react'
import { useEffect, useMemo, useRef } from 'react'
import { type ContactListRow, type ContactSort, listContacts } from '../../../electron/contract/contacts.ts'
import { countText } from '../../lib/format.ts'
import { useListSteps } from '../../lib/list-steps.ts'
import type { PeopleFilter, PlaceOf } from '../../lib/navigation.ts'
import { rowSource, useRowTotal } from '../../lib/rows-window.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { navigate, redirect, useKept } from '../../lib/use-place.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import type { Sort } from '../../ui/data-columns.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Page } from '../../ui/Page.tsx'
import { BulkActions } from './BulkActions.tsx'
import { ContactCard } from './ContactCard.tsx'
import { NewPersonDrawer } from './NewPersonDrawer.tsx'
import { PeopleFilters } from './PeopleFilters.tsx'
import { narrowPeopleColumns, peopleColumns } from './people-columns.tsx'
import { filterWords } from './people-filter-words.ts'
import './people.css'

const firstSort: Sort = { by: 'name', direction: 'asc' }
const noFilter: PeopleFilter = {}
const nobody: ReadonlySet<string> = new Set()
const rowId = (row: ContactListRow) => row.contactId

function usePeopleList(filter: PeopleFilter) {
  const [search, setSearch] = useKept('people.search', '')
  const [sort, setSort] = useKept('people.sort', firstSort)
  const input = useMemo(
    () => ({
      filter: { ...filter, ...(search ? { search } : {}) },
      sort: sort.by as (typeof ContactSort.options)[number],
      direction: sort.direction,
    }),
    [filter, search, sort],
  )
  const source = useMemo(() => rowSource(listContacts, input, output => output.rows), [input])
  return { search, setSearch, sort, setSort, input, source }
}

/** Everybody, filtered and sorted; the card of one opens beside the list, over it on narrow windows. */
export function PeopleScreen({ place }: { place: PlaceOf<'people'> }) {
  const filter = place.filter ?? noFilter
  const list = usePeopleList(filter)
  const total = useRowTotal(list.source)
  const everybody = useRowTotal(useMemo(() => rowSource(listContacts, {}, output => output.rows), []))
  const [openIndex, setOpenIndex] = useKept<number | null>('people.open', null)
  const isWide = useMediaQuery('(min-width: 1600px)', false, { getInitialValueInEffect: false })
  const isOpen = place.selected !== undefined

  const show = (contactId: string, index: number) => {
    setOpenIndex(index)
    redirect({ ...place, selected: contactId })
  }
  const close = () => {
    const { selected: _, ...rest } = place
    redirect(rest)
  }
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (wasOpen.current && !isOpen) document.querySelector<HTMLElement>('[data-list]')?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  const steps = useListSteps(
    isOpen && openIndex !== null ? { source: list.source, index: openIndex } : null,
    place.selected ?? '',
    show,
  )
  const openNew = () => navigate({ ...place, isNew: true })
  useShortcuts([
    { keys: 'n', label: 'New person', run: openNew },
    ...(isOpen ? [{ keys: 'Escape', label: 'Close the card', run: close }] : []),
  ])
  const [marked, setMarked] = useKept<ReadonlySet<string>>('people.marked', nobody)
  const words = filterWords(filter, list.search)
  return (
    <div className="sh-people" data-open={isOpen || undefined}>
      <div className="sh-people-list" inert={isOpen && !isWide}>
        <Page
          title="People"
          detail={[countsText(total, everybody), ...words].join(' · ')}
          fills
          primary={
            <Button onClick={openNew} leftSection={<IconPlus size="1rem" stroke={1.5} aria-hidden="true" />}>
              New person
            </Button>
          }
        >
          <DataTable
            label="People"
            source={list.source}
            columns={isOpen && isWide ? narrowPeopleColumns : peopleColumns}
            rowId={rowId}
            sort={list.sort}
            onSort={list.setSort}
            onOpen={(row, index) => show(row.contactId, index)}
            openedId={place.selected}
            {...(isOpen ? {} : { selection: { ids: marked, onChange: setMarked } })}
            selectionActions={<BulkActions ids={marked} onDone={() => setMarked(nobody)} />}
            exports={{ list: 'contacts', input: list.input }}
            tools={
              <PeopleFilters
                search={list.search}
                onSearch={list.setSearch}
                filter={filter}
                onFilter={changed => redirect({ screen: 'people', filter: changed })}
              />
            }
            empty={<NoPeople isFiltered={words.length > 0} />}
          />
        </Page>
      </div>
      {place.selected && (
        <div className="sh-people-card">
          <ContactCard key={place.selected} contactId={place.selected} onClose={close} steps={steps} />
        </div>
      )}
      <NewPersonDrawer
        isOpen={place.isNew === true}
        onClose={() => {
          const { isNew: _, ...rest } = place
          redirect(rest)
        }}
      />
    </div>
  )
}

function countsText(total: number | null, everybody: number | null): string {
  if (total === null) return ''
  return everybody === null || everybody === total
    ? countText(total)
    : `${countText(total)} of ${countText(everybody)}`
}

function NoPeople({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState title="Nobody matches">Take off a filter, or search for less of the name.</EmptyState>
  ) : (
    <EmptyState title="Nobody here yet" icon={<IconAddressBook size={24} stroke={1.5} />}>
      Drop an export anywhere on this window, or add the first person by hand.
    </EmptyState>
  )
}

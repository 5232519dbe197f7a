import { Button } from '@mantine/core'
import { IconMailCheck } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { listSources } from '../../../electron/contract/imports.ts'
import { HistoryRow } from '../../../electron/contract/office.ts'
import { listOptIns, type OptInChange } from '../../../electron/contract/privacy.ts'
import { countText } from '../../lib/format.ts'
import { type OptInFilter, type PlaceOf, withoutEmpty } from '../../lib/navigation.ts'
import { rowSource, useRowTotal } from '../../lib/rows-window.ts'
import { useCall } from '../../lib/use-call.ts'
import { navigate, redirect } from '../../lib/use-place.ts'
import { originWords } from '../../lib/words.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { DayField } from '../../ui/DayField.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FilterChip } from '../../ui/FilterChip.tsx'
import { Page } from '../../ui/Page.tsx'
import { optInColumns } from './opt-in-columns.tsx'
import { PutBackDrawer } from './PutBackDrawer.tsx'

const noFilter: OptInFilter = {}
const directionOptions = [
  { value: 'on', label: 'Subscribed' },
  { value: 'off', label: 'Unsubscribed' },
] as const
const originOptions = HistoryRow.shape.origin.options.map(value => ({ value, label: originWords[value] }))

/** Who was subscribed to the newsletter or taken off it, when, by whom and why; and putting it back. */
export function OptInsScreen({ place }: { place: PlaceOf<'optIns'> }) {
  const filter = place.filter ?? noFilter
  const source = useMemo(() => rowSource(listOptIns, filter, output => output.rows), [filter])
  const total = useRowTotal(source)
  const [isPuttingBack, setPuttingBack] = useState(false)
  return (
    <Page
      title="Opt-ins"
      detail={total === null ? null : countText(total)}
      primary={
        <Button variant="default" onClick={() => setPuttingBack(true)}>
          Put back as they were …
        </Button>
      }
      fills
    >
      <DataTable
        label="Opt-ins"
        source={source}
        columns={optInColumns}
        rowId={(row: OptInChange) => String(row.seq)}
        onOpen={row => row.contactId && navigate({ screen: 'contact', id: row.contactId })}
        exports={{ list: 'opt-ins', input: filter }}
        tools={<Filters filter={filter} />}
        empty={
          Object.keys(filter).length > 0 ? (
            <EmptyState title="No change like that">Take off a filter, or choose a longer time.</EmptyState>
          ) : (
            <EmptyState title="Nobody's opt-in changed yet" icon={<IconMailCheck size={24} stroke={1.5} />}>
              Whoever is subscribed to the newsletter or taken off it stands here, with who, when and why.
            </EmptyState>
          )
        }
      />
      {isPuttingBack && (
        <PutBackDrawer from={filter.from} to={filter.to} onClose={() => setPuttingBack(false)} />
      )}
    </Page>
  )
}

function Filters({ filter }: { filter: OptInFilter }) {
  const sources = useCall(listSources, {})
  const set = (change: { [K in keyof OptInFilter]?: OptInFilter[K] | undefined }) =>
    redirect({ screen: 'optIns', filter: withoutEmpty({ ...filter, ...change }) as OptInFilter })
  const direction = filter.subscribed === undefined ? undefined : filter.subscribed ? 'on' : 'off'
  const sourceOptions =
    sources.status === 'ready' ? sources.value.sources.map(s => ({ value: s.id, label: s.label })) : []
  return (
    <>
      <DayField label="From" value={filter.from} onChange={from => set({ from })} />
      <DayField label="To" value={filter.to} onChange={to => set({ to })} />
      <FilterChip
        label="What"
        options={directionOptions}
        value={direction}
        onChange={value => set({ subscribed: value === undefined ? undefined : value === 'on' })}
      />
      <FilterChip
        label="By"
        options={originOptions}
        value={filter.origin}
        onChange={origin => set({ origin })}
      />
      <FilterChip
        label="File"
        options={sourceOptions}
        value={filter.source}
        onChange={chosen => set({ source: chosen })}
      />
    </>
  )
}

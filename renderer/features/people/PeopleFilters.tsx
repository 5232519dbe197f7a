import { useState } from 'react'
import { listTags } from '../../../electron/contract/contacts.ts'
import { LockLevel, SourceSystem } from '../../../electron/contract/values.ts'
import { countText } from '../../lib/format.ts'
import { type PeopleFilter, withoutEmpty } from '../../lib/navigation.ts'
import { useCall } from '../../lib/use-call.ts'
import { flawWords, lockWords, plainWord, sourceWords } from '../../lib/words.ts'
import { FilterChip, ToggleChip } from '../../ui/FilterChip.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { MergeTagsDialog } from './MergeTagsDialog.tsx'

const lockOptions = LockLevel.options.map(value => ({ value, label: lockWords[value].short }))
const sourceOptions = SourceSystem.options.map(value => ({ value, label: sourceWords[value] }))
const newsletterOptions = [
  { value: 'yes', label: 'Subscribed' },
  { value: 'no', label: 'Not subscribed' },
] as const

const countedOption = ({ name, count }: { name: string; count: number }) => ({
  value: name,
  label: name,
  detail: countText(count),
})

/** The filters of the people list as chips. */
export function PeopleFilters(props: {
  search: string
  onSearch: (text: string) => void
  filter: PeopleFilter
  onFilter: (filter: PeopleFilter) => void
}) {
  const { filter } = props
  const tags = useCall(listTags, {})
  const [isMerging, setMerging] = useState(false)
  const tagOptions = tags.status === 'ready' ? tags.value.tags.map(countedOption) : []
  const roleOptions = tags.status === 'ready' ? tags.value.roles.map(countedOption) : []
  const set = (change: { [K in keyof PeopleFilter]?: PeopleFilter[K] | undefined }) =>
    props.onFilter(withoutEmpty({ ...filter, ...change }) as PeopleFilter)
  const subscribed = filter.emailSubscribed === undefined ? undefined : filter.emailSubscribed ? 'yes' : 'no'
  return (
    <>
      <SearchField label="Search people" value={props.search} onChange={props.onSearch} />
      <FilterChip
        label="Tag"
        options={tagOptions}
        value={filter.tag}
        onChange={tag => set({ tag })}
        {...(tagOptions.length > 1 ? { action: { label: 'Merge tags …', run: () => setMerging(true) } } : {})}
      />
      {roleOptions.length > 0 && (
        <FilterChip label="Role" options={roleOptions} value={filter.role} onChange={role => set({ role })} />
      )}
      <FilterChip
        label="Protection"
        options={lockOptions}
        value={filter.lockLevel}
        onChange={lockLevel => set({ lockLevel })}
      />
      <FilterChip
        label="Newsletter"
        options={newsletterOptions}
        value={subscribed}
        onChange={value => set({ emailSubscribed: value === undefined ? undefined : value === 'yes' })}
      />
      <FilterChip
        label="Source"
        options={sourceOptions}
        value={filter.sourceSystem}
        onChange={sourceSystem => set({ sourceSystem })}
      />
      <ToggleChip
        label="With conflicts"
        isOn={filter.withConflicts === true}
        onChange={isOn => set({ withConflicts: isOn || undefined })}
      />
      <ToggleChip
        label="With money"
        isOn={filter.withTransactions === true}
        onChange={isOn => set({ withTransactions: isOn || undefined })}
      />
      {filter.flaw && (
        <ToggleChip
          label={plainWord(flawWords[filter.flaw])}
          isOn
          onChange={() => set({ flaw: undefined })}
        />
      )}
      {isMerging && tags.status === 'ready' && (
        <MergeTagsDialog tags={tags.value.tags} onClose={() => setMerging(false)} />
      )}
    </>
  )
}

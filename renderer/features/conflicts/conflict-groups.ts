import type { ConflictRow } from '../../../electron/contract/conflicts.ts'
import { countText } from '../../lib/format.ts'
import type { PlaceOf } from '../../lib/navigation.ts'
import { fieldWords, sourceWords } from '../../lib/words.ts'

export type Filter = NonNullable<PlaceOf<'conflicts'>['filter']>
export type ConflictGroup = {
  source: ConflictRow['incomingSource']
  field: ConflictRow['field']
  count: number
}

/** "Kajabi name": whose values of which field. */
export function groupName(group: Pick<ConflictGroup, 'source' | 'field'>): string {
  return `${sourceWords[group.source]} ${fieldWords[group.field].toLowerCase()}`
}

/** "24 × Kajabi name". */
export function groupLabel(group: ConflictGroup): string {
  return `${countText(group.count)} × ${groupName(group)}`
}

export function isGroupOf(group: Pick<ConflictGroup, 'source' | 'field'>, filter: Filter): boolean {
  return group.source === filter.source && group.field === filter.field
}

/** The group the list is narrowed to, if it shows exactly one whole group of open conflicts. */
export function shownGroup(groups: readonly ConflictGroup[], filter: Filter): ConflictGroup | null {
  if ((filter.status ?? 'open') !== 'open' || filter.contactId !== undefined || filter.kind !== undefined)
    return null
  return groups.find(group => isGroupOf(group, filter)) ?? null
}

/** The filter after a click on a group: on, or off again. */
export function withGroup(filter: Filter, group: ConflictGroup): Filter {
  const { source: _source, field: _field, status: _status, ...rest } = filter
  return isGroupOf(group, filter) ? rest : { ...rest, source: group.source, field: group.field }
}

/** Largest groups first, so that one answer helps most. */
export function bySize(groups: readonly ConflictGroup[]): ConflictGroup[] {
  return groups.toSorted((a, b) => b.count - a.count || groupName(a).localeCompare(groupName(b)))
}

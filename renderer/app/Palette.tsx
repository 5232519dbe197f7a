import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import {
  IconArrowBackUp,
  IconDatabasePlus,
  IconKeyboard,
  IconMoonStars,
  IconSearch,
  IconTextSize,
  IconUser,
  IconUserPlus,
} from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { searchContacts } from '../../electron/contract/contacts.ts'
import { setSettings } from '../../electron/contract/office.ts'
import { makeBackup } from '../features/settings/make-backup.ts'
import { call } from '../lib/call.ts'
import { useCall } from '../lib/use-call.ts'
import { navigate } from '../lib/use-place.ts'
import { useSettings } from '../lib/use-settings.ts'
import { tellError } from '../ui/Toast.tsx'
import { hitDetail, hitReason } from './found-reason.ts'
import { takeHeldKeys } from './held-keys.ts'
import { railItems, screenParts } from './modules.ts'
import { undoLastAction } from './undo.ts'

/** `reason`: why it is among the entries, where the rest of it does not show that. */
type Entry = {
  id: string
  label: string
  detail?: string
  reason?: string | null
  icon: ReactNode
  run: () => void
}

const [store, palette] = createSpotlight()
const iconProps = { size: '1.125rem', stroke: 1.5, 'aria-hidden': true } as const

/** People by whatever is known of them; screens; actions. */
export function Palette(props: { onClose: () => void; onKeys: () => void }) {
  const [query, setQuery] = useState('')
  const isEntered = useRef(false)
  const { people, isOfQuery } = usePeople(query)
  const screens = [...railItems, ...screenParts].map(item => ({
    id: item.name,
    label: item.name,
    ...('letter' in item ? { detail: `g ${item.letter}` } : {}),
    icon: <item.icon {...iconProps} />,
    run: () => navigate(item.place),
  }))
  const actions = useActions(props.onKeys)
  const groups = [
    { label: 'People', entries: people },
    { label: 'Screens', entries: matching(screens, query) },
    { label: 'Actions', entries: matching(actions, query) },
  ].filter(group => group.entries.length > 0)
  useEffect(() => palette.open(), [])
  const shownIds = groups.flatMap(group => group.entries.map(entry => entry.id)).join(' ')
  useEffect(selectFirst, [shownIds])
  useEffect(() => {
    if (!isEntered.current || !isOfQuery) return
    isEntered.current = false
    const best = groups[0]?.entries[0]
    if (!best) return
    palette.close()
    best.run()
  })
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={text => {
        setQuery(text)
        isEntered.current = false
      }}
      onSpotlightClose={props.onClose}
      shortcut={null}
      size={680}
      maxHeight={440}
      scrollable
      centered={false}
      transitionProps={{ transition: 'fade', duration: 80 }}
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      attributes={{ content: { 'aria-label': 'Search' } }}
    >
      <Spotlight.Search
        aria-label="Search people, numbers, actions"
        placeholder="Name, nickname, e-mail, phone digits, town, note, screen or action"
        leftSection={<IconSearch size="1.125rem" stroke={1.5} aria-hidden="true" />}
        onFocus={() => setQuery(text => text + takeHeldKeys())}
        onKeyDownCapture={(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || isOfQuery || store.getState().selected > 0) return
          // Who types fast means the best hit of the whole word, not the first of its beginning.
          event.preventDefault()
          event.stopPropagation()
          isEntered.current = true
        }}
      />
      <Spotlight.ActionsList>
        {groups.map(group => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.entries.map(entry => (
              <Spotlight.Action
                key={entry.id}
                label={entry.label}
                {...(entry.detail ? { description: entry.detail } : {})}
                leftSection={entry.icon}
                rightSection={entry.reason ? <span className="sh-palette-reason">{entry.reason}</span> : null}
                onClick={entry.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && <Spotlight.Empty>Nobody and nothing of that name.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** Enter takes the best hit. The list itself marks nothing when hits arrive after the last key. */
function selectFirst(): void {
  const list = document.getElementById(store.getState().listId)
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected')
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  store.updateState(state => ({ ...state, selected: 0 }))
}

function matching(entries: Entry[], query: string): Entry[] {
  const words = query.trim().toLowerCase()
  return words === '' ? entries : entries.filter(entry => entry.label.toLowerCase().includes(words))
}

function usePeople(query: string): { people: Entry[]; isOfQuery: boolean } {
  const [text] = useDebouncedValue(query.trim(), 50)
  // Asked before anything is typed, too: the office then has its words ready for the first typo.
  const hits = useCall(searchContacts, { text, limit: 8 })
  const isOfQuery =
    text === query.trim() && (hits.status === 'failed' || (hits.status === 'ready' && !hits.isPrevious))
  if (text === '' || hits.status !== 'ready') return { people: [], isOfQuery }
  const people = hits.value.results.map(hit => ({
    id: hit.contactId,
    label: hit.fullName || hit.email || 'Without a name',
    detail: hitDetail(hit),
    reason: hitReason(hit, text),
    icon: <IconUser {...iconProps} />,
    run: () => navigate({ screen: 'contact', id: hit.contactId }),
  }))
  return { people, isOfQuery }
}

function useActions(onKeys: () => void): Entry[] {
  const { theme, largeType } = useSettings()
  const nextTheme = theme === 'dark' ? 'light' : 'dark'
  return [
    {
      id: 'new-person',
      label: 'Add a person',
      icon: <IconUserPlus {...iconProps} />,
      run: () => navigate({ screen: 'people', isNew: true }),
    },
    {
      id: 'undo',
      label: 'Undo the last action',
      icon: <IconArrowBackUp {...iconProps} />,
      run: () => void undoLastAction(),
    },
    {
      id: 'theme',
      label: nextTheme === 'dark' ? 'Use the dark theme' : 'Use the light theme',
      icon: <IconMoonStars {...iconProps} />,
      run: () => void call(setSettings, { theme: nextTheme }),
    },
    {
      id: 'type',
      label: largeType ? 'Use the usual type' : 'Use large type',
      icon: <IconTextSize {...iconProps} />,
      run: () => void call(setSettings, { largeType: !largeType }),
    },
    {
      id: 'backup',
      label: 'Make a backup now',
      icon: <IconDatabasePlus {...iconProps} />,
      run: () => void makeBackup().then(made => made.ok || tellError(made.error)),
    },
    { id: 'keys', label: 'Show all keys', icon: <IconKeyboard {...iconProps} />, run: onKeys },
  ]
}

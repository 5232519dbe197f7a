import { lazy, Suspense, useEffect, useState } from 'react'
import { hashOfPlace, type Place } from '../lib/navigation.ts'
import { type Shortcut, useShortcutKeys, useShortcuts } from '../lib/shortcuts.ts'
import { goBack, navigate, usePlace } from '../lib/use-place.ts'
import { CrashGuard } from './CrashGuard.tsx'
import { DropAnywhere } from './DropAnywhere.tsx'
import './frame.css'
import { holdKeys } from './held-keys.ts'
import { useMenuPlaces } from './menu-places.ts'
import { railItems } from './modules.ts'
import type { OfficeStatus } from './office-status.ts'
import { Rail } from './Rail.tsx'
import { ScreenOf } from './screens.tsx'
import { TopLine } from './TopLine.tsx'
import { undoLastAction } from './undo.ts'

const loadPalette = () => import('./Palette.tsx')
const Palette = lazy(() => loadPalette().then(m => ({ default: m.Palette })))
const KeysHelp = lazy(() => import('./KeysHelp.tsx').then(m => ({ default: m.KeysHelp })))

function findOnPage(openPalette: () => void): void {
  const field = document.querySelector<HTMLInputElement>('[data-page-search]')
  if (field) field.select()
  else openPalette()
}

/** Rail, top line and the screen in the middle. */
export function Frame({ office }: { office: OfficeStatus }) {
  const place = usePlace()
  const [hasPalette, setPalette] = useState(false)
  const [hasHelp, setHelp] = useState(false)
  useShortcutKeys()
  // Loaded while nothing else is to do, so that it opens at once.
  useEffect(() => {
    const idle = requestIdleCallback(() => void loadPalette())
    return () => cancelIdleCallback(idle)
  }, [])
  const openPalette = () => {
    if (hasPalette) return
    holdKeys(() => setPalette(false))
    setPalette(true)
  }
  const shortcuts: Shortcut[] = [
    { keys: 'Mod+k', label: 'Search people, screens and actions', run: openPalette, group: 'Everywhere' },
    { keys: '/', label: 'Search this list', run: () => findOnPage(openPalette), group: 'Everywhere' },
    { keys: 'Mod+z', label: 'Undo the last action', run: () => void undoLastAction(), group: 'Everywhere' },
    { keys: '?', label: 'Show all keys', run: () => setHelp(true), group: 'Everywhere' },
    { keys: 'Escape', label: 'Back to where I came from', run: goBack, group: 'Everywhere' },
    ...railItems.map(item => ({
      keys: `g ${item.letter}`,
      label: item.name,
      run: () => navigate(item.place),
      group: 'Go to',
    })),
  ]
  useShortcuts(shortcuts)
  useMenuPlaces({ palette: openPalette, keys: () => setHelp(true) })
  return (
    <DropAnywhere>
      <div className="sh-frame">
        <a className="sh-skip" href="#main" onClick={focusMain}>
          Skip to the content
        </a>
        <Rail office={office} />
        <TopLine office={office} onSearch={openPalette} onKeys={() => setHelp(true)} />
        <main id="main" className="sh-main" tabIndex={-1}>
          <CrashGuard resetKey={hashOfPlace(place)}>
            <Suspense fallback={null}>
              <ScreenOf place={place} isEmpty={office.isEmpty} key={screenKey(place)} />
            </Suspense>
          </CrashGuard>
        </main>
      </div>
      <Suspense fallback={null}>
        {hasPalette && <Palette onClose={() => setPalette(false)} onKeys={() => setHelp(true)} />}
        {hasHelp && <KeysHelp onClose={() => setHelp(false)} />}
      </Suspense>
    </DropAnywhere>
  )
}

/** A screen is kept while only its filter or selection changes. */
function screenKey(place: Place): string {
  if (place.screen === 'contact') return `contact ${place.id}`
  return place.screen === 'importBatch' ? `importBatch ${place.batchId}` : place.screen
}

function focusMain(event: { preventDefault: () => void }): void {
  event.preventDefault()
  document.querySelector<HTMLElement>('#main')?.focus()
}

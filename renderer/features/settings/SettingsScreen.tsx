import { useEffect } from 'react'
import { getSettings, type Settings } from '../../../electron/contract/office.ts'
import type { PlaceOf } from '../../lib/navigation.ts'
import { useCall } from '../../lib/use-call.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Page } from '../../ui/Page.tsx'
import { Backups } from './Backups.tsx'
import { Decisions } from './Decisions.tsx'
import { Keys } from './Keys.tsx'
import { LockTable } from './LockTable.tsx'
import { Look } from './Look.tsx'
import { OfficeForm } from './OfficeForm.tsx'
import { SourceOrder } from './SourceOrder.tsx'
import './settings.css'

/** Everything about this office and this desk on one page. */
export function SettingsScreen({ place }: { place: PlaceOf<'settings'> }) {
  const settings = useCall(getSettings, {})
  const isReady = settings.status === 'ready'
  useEffect(() => {
    if (isReady && place.section) document.querySelector(`#settings-${place.section}`)?.scrollIntoView()
  }, [isReady, place.section])
  return (
    <Page title="Settings">
      {settings.status === 'failed' && <ErrorNote error={settings.error} onAgain={settings.again} />}
      {settings.status === 'ready' && (
        <div className="sh-settings">
          <div className="sh-settings-column">
            <OfficeForm key={officeKey(settings.value)} settings={settings.value} />
            <LockTable />
            <Backups />
          </div>
          <div className="sh-settings-column">
            <Look settings={settings.value} />
            <SourceOrder order={settings.value.sourceOrder} />
            <Decisions />
            <Keys />
          </div>
        </div>
      )}
    </Page>
  )
}

/** The form starts anew when these were changed elsewhere. */
function officeKey({ officeName, timeZone, who }: Settings): string {
  return JSON.stringify([officeName, timeZone, who])
}

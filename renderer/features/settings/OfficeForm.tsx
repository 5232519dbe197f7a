import { Button, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Settings } from '../../../electron/contract/office.ts'
import { Panel } from '../../ui/Page.tsx'
import { tellDone } from '../../ui/Toast.tsx'
import { saveSettings } from './save-settings.ts'

const timeZones = Intl.supportedValuesOf('timeZone')
const currencyNames = new Intl.DisplayNames('en', { type: 'currency' })
const currencies = Intl.supportedValuesOf('currency').map(value => ({
  value,
  label: `${value}, ${currencyNames.of(value)}`,
}))

/** Name, time zone and currency of the office, and the name History shows for this desk. */
export function OfficeForm({ settings }: { settings: Settings }) {
  const [officeName, setOfficeName] = useState(settings.officeName)
  const [timeZone, setTimeZone] = useState(settings.timeZone)
  const [currency, setCurrency] = useState(settings.currency)
  const [who, setWho] = useState(settings.who)
  const isChanged =
    officeName !== settings.officeName ||
    timeZone !== settings.timeZone ||
    currency !== settings.currency ||
    who !== settings.who
  const isComplete = officeName.trim() !== '' && who.trim() !== ''
  async function save(): Promise<void> {
    // Until somebody chooses one, the currency follows the payments.
    const chosen = currency === settings.currency ? {} : { currency }
    if (await saveSettings({ officeName: officeName.trim(), timeZone, who: who.trim(), ...chosen }))
      tellDone('Settings saved')
  }
  return (
    <Panel title="Office">
      <form
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Name of the office"
            value={officeName}
            onChange={event => setOfficeName(event.currentTarget.value)}
            error={officeName.trim() === '' && 'The office needs a name.'}
          />
          <Select
            label="Time zone"
            description="Days and months of payments are counted in it."
            searchable
            allowDeselect={false}
            data={timeZones}
            value={timeZone}
            onChange={value => value && setTimeZone(value)}
          />
          <Select
            label="Currency"
            description="Figures and charts add up this one. Money in others stands beside them."
            searchable
            allowDeselect={false}
            data={currencies}
            value={currency}
            onChange={value => value && setCurrency(value)}
          />
          <TextInput
            label="Your name at this desk"
            description="History shows it beside what you do."
            value={who}
            onChange={event => setWho(event.currentTarget.value)}
            error={who.trim() === '' && 'A name is needed, so that History can say who.'}
          />
          <div>
            <Button type="submit" disabled={!isChanged || !isComplete}>
              Save the office settings
            </Button>
          </div>
        </Stack>
      </form>
    </Panel>
  )
}

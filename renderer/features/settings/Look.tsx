import { Radio, Stack, Switch } from '@mantine/core'
import { Settings } from '../../../electron/contract/office.ts'
import { Panel } from '../../ui/Page.tsx'
import { saveSettings } from './save-settings.ts'

/** Theme, row height and type size of this desk. */
export function Look({ settings }: { settings: Settings }) {
  return (
    <Panel title="Look">
      <Stack gap="md">
        <Radio.Group
          label="Theme"
          value={settings.theme}
          onChange={theme => void saveSettings({ theme: Settings.shape.theme.parse(theme) })}
        >
          <div className="sh-choices">
            <Radio value="light" label="Light" />
            <Radio value="dark" label="Dark" />
            <Radio value="auto" label="As the system" />
          </div>
        </Radio.Group>
        <Radio.Group
          label="Rows of lists"
          value={settings.density}
          onChange={density => void saveSettings({ density: Settings.shape.density.parse(density) })}
        >
          <div className="sh-choices">
            <Radio value="comfortable" label="Comfortable" />
            <Radio value="compact" label="Compact" />
          </div>
        </Radio.Group>
        <Switch
          label="Large type"
          description="For an evening at an unfamiliar desk."
          checked={settings.largeType}
          onChange={event => void saveSettings({ largeType: event.currentTarget.checked })}
        />
      </Stack>
    </Panel>
  )
}

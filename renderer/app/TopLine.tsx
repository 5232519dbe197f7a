import { Button, Popover, SegmentedControl, Stack, Switch, UnstyledButton } from '@mantine/core'
import {
  IconChevronDown,
  IconCircleFilled,
  IconKeyboard,
  IconSearch,
  IconSettings,
} from '@tabler/icons-react'
import { type Settings, setSettings } from '../../electron/contract/office.ts'
import { call } from '../lib/call.ts'
import { navigate } from '../lib/use-place.ts'
import { useSettings } from '../lib/use-settings.ts'
import { tellError } from '../ui/Toast.tsx'
import type { OfficeStatus } from './office-status.ts'

/** Search for everything, the honest light, and the person at this desk. */
export function TopLine(props: { office: OfficeStatus; onSearch: () => void; onKeys: () => void }) {
  return (
    <header className="sh-top">
      <UnstyledButton className="sh-top-search" onClick={props.onSearch} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size="1rem" stroke={1.5} aria-hidden="true" />
        <span>Search people, numbers, actions …</span>
        <kbd aria-hidden="true">Ctrl K</kbd>
      </UnstyledButton>
      <div className="sh-top-end">
        <span className="sh-light">
          <IconCircleFilled size="0.5rem" aria-hidden="true" />
          Working offline · saved on this computer
        </span>
        <DeskMenu who={props.office.who} onKeys={props.onKeys} />
      </div>
    </header>
  )
}

async function change(set: Partial<Settings>): Promise<void> {
  const reply = await call(setSettings, set)
  if (!reply.ok) tellError(reply.error)
}

function DeskMenu(props: { who: string; onKeys: () => void }) {
  const settings = useSettings()
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={280}>
      <Popover.Target>
        <UnstyledButton className="sh-desk" aria-label={`${props.who}: look of this desk`}>
          {props.who}
          <IconChevronDown size="0.875rem" stroke={1.5} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label="Look of this desk">
        <Stack gap="sm">
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label="Theme"
            value={settings.theme}
            onChange={theme => void change({ theme })}
            data={[
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
              { value: 'auto', label: 'As system' },
            ]}
          />
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label="Row height"
            value={settings.density}
            onChange={density => void change({ density })}
            data={[
              { value: 'comfortable', label: 'Comfortable' },
              { value: 'compact', label: 'Compact' },
            ]}
          />
          <Switch
            label="Large type"
            checked={settings.largeType}
            onChange={event => void change({ largeType: event.currentTarget.checked })}
          />
          <div className="sh-desk-links">
            <Button
              variant="subtle"
              size="xs"
              leftSection={<IconSettings size="1rem" stroke={1.5} aria-hidden="true" />}
              onClick={() => navigate({ screen: 'settings' })}
            >
              Settings
            </Button>
            <Button
              variant="subtle"
              size="xs"
              leftSection={<IconKeyboard size="1rem" stroke={1.5} aria-hidden="true" />}
              onClick={props.onKeys}
            >
              All keys
            </Button>
          </div>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

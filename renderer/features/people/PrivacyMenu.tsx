import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconEraser, IconFileText, IconHistory, IconJson, IconShieldLock } from '@tabler/icons-react'
import { useState } from 'react'
import { exportPerson } from '../../../electron/contract/privacy.ts'
import { runTask } from '../../lib/tasks.ts'
import { tellDone, tellError } from '../../ui/Toast.tsx'
import { PrivacyConsent } from './PrivacyConsent.tsx'
import { PrivacyErase } from './PrivacyErase.tsx'

const icon = { size: '1rem', stroke: 1.5, 'aria-hidden': true } as const

/** What a person may ask of us: a copy of everything, the log of their consent, to be erased. */
export function PrivacyMenu({ contactId, onErased }: { contactId: string; onErased: () => void }) {
  const [dialog, setDialog] = useState<'consent' | 'erase' | null>(null)
  const close = () => setDialog(null)
  return (
    <>
      <Menu position="bottom-end" returnFocus>
        <Menu.Target>
          <Tooltip label="Privacy">
            <ActionIcon variant="default" size={30} aria-label="Privacy">
              <IconShieldLock size="1rem" stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFileText {...icon} />} onClick={() => void save(contactId, 'pdf')}>
            Everything about this person as PDF
          </Menu.Item>
          <Menu.Item leftSection={<IconJson {...icon} />} onClick={() => void save(contactId, 'json')}>
            Everything about this person as JSON
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory {...icon} />} onClick={() => setDialog('consent')}>
            Newsletter consent history
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconEraser {...icon} />} onClick={() => setDialog('erase')}>
            Erase this person
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'consent' && <PrivacyConsent contactId={contactId} onClose={close} />}
      {dialog === 'erase' && <PrivacyErase contactId={contactId} onClose={close} onErased={onErased} />}
    </>
  )
}

async function save(contactId: string, format: 'json' | 'pdf'): Promise<void> {
  const made = await runTask(exportPerson, { contactId, format })
  const saved = made.ok ? await window.office.saveText(made.value) : made
  if (!saved.ok) tellError(saved.error)
  else if (saved.value.saved && made.ok) tellDone(`Saved ${made.value.fileName}`)
}

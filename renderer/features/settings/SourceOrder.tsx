import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { SourceSystem } from '../../../electron/contract/values.ts'
import { sourceWords } from '../../lib/words.ts'
import { Panel } from '../../ui/Page.tsx'
import { saveSettings } from './save-settings.ts'
import { moved } from './source-order.ts'

/** Which system is believed when two disagree: strongest first, staff before all. */
export function SourceOrder({ order }: { order: readonly SourceSystem[] }) {
  const others = order.filter(source => source !== 'staff')
  const move = (index: number, by: 1 | -1) => void saveSettings({ sourceOrder: moved(others, index, by) })
  return (
    <Panel title="Who is believed" aside="strongest first">
      <ol className="sh-order">
        <li>
          <span className="sh-order-place">1</span>
          {sourceWords.staff}
          <span className="sh-soft">always first</span>
        </li>
        {others.map((source, index) => (
          <li key={source}>
            <span className="sh-order-place">{index + 2}</span>
            {sourceWords[source]}
            <span className="sh-order-buttons">
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Move ${sourceWords[source]} up`}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              >
                <IconArrowUp size="1rem" stroke={1.5} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Move ${sourceWords[source]} down`}
                disabled={index === others.length - 1}
                onClick={() => move(index, 1)}
              >
                <IconArrowDown size="1rem" stroke={1.5} />
              </ActionIcon>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

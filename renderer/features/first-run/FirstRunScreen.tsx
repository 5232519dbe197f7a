import { Button } from '@mantine/core'
import { IconCloud, IconFileImport, IconStarFilled, IconUsersGroup } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { createDemo } from '../../../electron/contract/office.ts'
import { pickFiles } from '../../lib/dropped-files.ts'
import { countOf } from '../../lib/format.ts'
import { useTask } from '../../lib/tasks.ts'
import { navigate } from '../../lib/use-place.ts'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { ProgressLine } from '../../ui/ProgressLine.tsx'
import { tellDone, tellError } from '../../ui/Toast.tsx'
import './first-run.css'

async function chooseExports(): Promise<void> {
  const reply = await pickFiles()
  if (!reply.ok) tellError(reply.error)
  else if (reply.value.length > 0) navigate({ screen: 'import' })
}

/** An empty office: three doors. */
export function FirstRunScreen() {
  const demo = useTask(createDemo)
  async function startDemo(): Promise<void> {
    const reply = await demo.start({ contacts: 2000, seed: 1 })
    if (reply.ok)
      tellDone(`The demo office is ready: ${countOf(reply.value.contacts, 'person', 'people')}, all invented`)
  }
  const isRunning = demo.state.status === 'running'
  return (
    <section className="sh-first" aria-label="Welcome">
      <IconStarFilled size={32} className="sh-first-star" aria-hidden="true" />
      <h1>Welcome to StarHouse Office</h1>
      <p className="sh-first-lead">
        Your people, money and memberships in one place, on this computer. Where do you want to start?
      </p>
      {demo.state.status === 'failed' && <ErrorNote error={demo.state.error} />}
      <div className="sh-doors">
        <Door
          icon={<IconFileImport size={24} stroke={1.5} />}
          title="Start from your exports"
          text="Drop your exports anywhere on this window, of Kajabi, PayPal, QuickBooks and others, or any list of people. You see what would happen before anything is changed, and you can undo it."
          action={<Button onClick={() => void chooseExports()}>Choose files</Button>}
        />
        <Door
          icon={<IconUsersGroup size={24} stroke={1.5} />}
          title="Try a demo office"
          text="2,000 invented people with payments, subscriptions and conflicts, in a few seconds. Nobody in it is real."
          action={
            demo.state.status === 'running' ? (
              <ProgressLine label="Inventing people" progress={demo.state.progress} onCancel={demo.cancel} />
            ) : (
              <Button variant="default" onClick={() => void startDemo()} disabled={isRunning}>
                Open the demo office
              </Button>
            )
          }
        />
        <Door
          icon={<IconCloud size={24} stroke={1.5} />}
          title="Connect to central"
          text="Share one office between several computers. This comes in a later version; you can start alone today and connect then."
          action={
            <Button variant="default" disabled>
              Comes later
            </Button>
          }
        />
      </div>
    </section>
  )
}

function Door(props: { icon: ReactNode; title: string; text: string; action: ReactNode }) {
  return (
    <section className="sh-card sh-door" aria-label={props.title}>
      <span className="sh-door-icon" aria-hidden="true">
        {props.icon}
      </span>
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      <div className="sh-door-action">{props.action}</div>
    </section>
  )
}

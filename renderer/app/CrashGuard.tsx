import { Button } from '@mantine/core'
import { IconMoodConfuzed } from '@tabler/icons-react'
import { Component, type ReactNode } from 'react'
import { EmptyState } from '../ui/EmptyState.tsx'

type Props = { children: ReactNode; resetKey?: string }

/** Shows a way out when drawing a screen failed. React offers this only to classes. */
export class CrashGuard extends Component<Props, { hasCrashed: boolean }> {
  override state = { hasCrashed: false }

  static getDerivedStateFromError(): { hasCrashed: boolean } {
    return { hasCrashed: true }
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.hasCrashed && before.resetKey !== this.props.resetKey) this.setState({ hasCrashed: false })
  }

  override render(): ReactNode {
    if (!this.state.hasCrashed) return this.props.children
    return (
      <div className="sh-whole" role="alert">
        <EmptyState
          title="This screen stopped working"
          icon={<IconMoodConfuzed size={24} stroke={1.5} />}
          action={<Button onClick={() => window.location.reload()}>Open the window again</Button>}
        >
          <p>
            Nothing was lost: everything you saved is in the office file. Open the window again; if it comes
            back, report what you did last.
          </p>
        </EmptyState>
      </div>
    )
  }
}

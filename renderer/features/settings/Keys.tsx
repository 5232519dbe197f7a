import { KeyList } from '../../ui/KeyList.tsx'
import { Panel } from '../../ui/Page.tsx'

/** The keys of every screen; `?` shows those of the present one as well. */
export function Keys() {
  return (
    <Panel title="Keys">
      <p className="sh-soft">
        A screen has keys of its own, too: press <kbd>?</kbd> there.
      </p>
      <KeyList />
    </Panel>
  )
}

import { Panel } from '../../ui/Page.tsx'

const keys: readonly (readonly [string, string])[] = [
  ['Ctrl K', 'Search people, screens and actions'],
  ['/', 'Search this list'],
  [
    'g then t, p, m, i, c, r, h, s',
    'Go to Today, People, Transactions, Import, Conflicts, Reconciliation, History, Settings',
  ],
  ['j k', 'Next and previous row'],
  ['Enter', 'Open the row; start to correct a value'],
  ['[ ]', 'Previous and next person'],
  ['x', 'Select the row'],
  ['e', 'Edit the name on a card'],
  ['n', 'New person'],
  ['Esc', 'Back, or leave a value as it was'],
  ['Ctrl Z', 'Undo the last action'],
  ['?', 'All keys of the present screen'],
]

/** The keys worth knowing; `?` shows those of the present screen. */
export function Keys() {
  return (
    <Panel title="Keys">
      <dl className="sh-key-list">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

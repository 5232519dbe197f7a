import { type Shortcut, useActiveShortcuts } from '../lib/shortcuts.ts'
import { rowMoves } from './data-columns.ts'
import './key-list.css'

const listKeys: readonly Pick<Shortcut, 'keys' | 'label'>[] = [
  ...rowMoves.map(({ keys: [key], label }) => ({ keys: key, label })),
  { keys: 'Enter', label: 'Open the row' },
  { keys: 'x', label: 'Select the row' },
]

/** All keys that work right now, by what they are for. */
export function KeyList() {
  const shortcuts = [...useActiveShortcuts(), ...listKeys.map(key => ({ ...key, group: 'In a list' }))]
  const groups = Map.groupBy(shortcuts, shortcut => shortcut.group ?? 'On this screen')
  return (
    <div className="sh-keys">
      {[...groups].map(([title, entries]) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <dl>
            {entries.map(entry => (
              <div key={entry.keys} className="sh-keys-line">
                <dt>
                  {entry.keys.split(' ').map(key => (
                    <kbd key={key}>
                      {key
                        .replace('Mod+', 'Ctrl ')
                        .replace('Escape', 'Esc')
                        .replace('Ctrl k', 'Ctrl K')
                        .replace('Ctrl z', 'Ctrl Z')}
                    </kbd>
                  ))}
                </dt>
                <dd>{entry.label}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

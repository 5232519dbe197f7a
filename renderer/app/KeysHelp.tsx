import { Modal } from '@mantine/core'
import { type Shortcut, useActiveShortcuts } from '../lib/shortcuts.ts'

const listKeys: Shortcut[] = [
  ['j', 'Next row'],
  ['k', 'Previous row'],
  ['Enter', 'Open the row'],
  ['x', 'Select the row'],
  ['Home', 'First row'],
  ['End', 'Last row'],
].map(([keys = '', label = '']) => ({ keys, label, group: 'In a list', run: () => undefined }))

/** All keys that work right now. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const shortcuts = [...useActiveShortcuts(), ...listKeys]
  const groups = Map.groupBy(shortcuts, shortcut => shortcut.group ?? 'On this screen')
  return (
    <Modal opened onClose={onClose} title="Keys" size="46rem">
      <div className="sh-keys">
        {[...groups].map(([title, entries]) => (
          <section key={title} aria-label={title}>
            <h2>{title}</h2>
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
    </Modal>
  )
}

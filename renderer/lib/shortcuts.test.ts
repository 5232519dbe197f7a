import { expect, test } from 'vitest'
import { findShortcut, keyName, type Shortcut } from './shortcuts.ts'

function shortcut(keys: string, label: string, group?: string): Shortcut {
  return { keys, label, run: () => undefined, ...(group ? { group } : {}) }
}

test('Ctrl and Cmd are one key, letters stay as typed', () => {
  expect(keyName({ key: 'K', ctrlKey: true, metaKey: false })).toBe('Mod+k')
  expect(keyName({ key: 'z', ctrlKey: false, metaKey: true })).toBe('Mod+z')
  expect(keyName({ key: '?', ctrlKey: false, metaKey: false })).toBe('?')
})

test('two keys one after the other', () => {
  const all = [shortcut('g p', 'People'), shortcut('p', 'Print')]
  expect(findShortcut(all, 'p', 'g')?.label).toBe('People')
  expect(findShortcut(all, 'p', null)?.label).toBe('Print')
  expect(findShortcut(all, 'p', 'x')?.label).toBe('Print')
  expect(findShortcut(all, 'q', 'g')).toBeUndefined()
})

test('the keys of a screen win over those of the frame, whichever came first', () => {
  const frame = shortcut('Escape', 'Back', 'Everywhere')
  const screen = shortcut('Escape', 'Close the card')
  expect(findShortcut([screen, frame], 'Escape', null)?.label).toBe('Close the card')
  expect(findShortcut([frame, screen], 'Escape', null)?.label).toBe('Close the card')
})

test('keys with a name keep it beside Ctrl; letters do not care about Shift', () => {
  const pressed = (key: string) => keyName({ key, ctrlKey: true, metaKey: false })
  expect([pressed('Enter'), pressed('Z')]).toEqual(['Mod+Enter', 'Mod+z'])
})

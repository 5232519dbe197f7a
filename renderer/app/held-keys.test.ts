import { beforeEach, expect, test, vi } from 'vitest'
import { holdKeys, takeHeldKeys } from './held-keys.ts'

/** The keys that were left to everybody else. */
let reached: string[]

beforeEach(() => {
  takeHeldKeys()
  vi.stubGlobal('window', new EventTarget())
  reached = []
})

function press(...keys: string[]): void {
  for (const key of keys) {
    const [name = '', modifier] = key.split('+').toReversed()
    const event = Object.assign(new Event('keydown', { cancelable: true }), {
      key: name,
      ctrlKey: modifier === 'Ctrl',
    })
    if (window.dispatchEvent(event)) reached.push(name)
  }
}

test('what is typed before the field is there is kept, and no shortcut hears it', () => {
  holdKeys(() => {})
  press('b', 'o', 'x', 'Backspace', 'b', ' ', 'S', 'Shift', 'Enter')
  expect(reached).toEqual([])
  expect(takeHeldKeys()).toBe('bob S')
  expect(takeHeldKeys()).toBe('')
  press('n')
  expect(reached).toEqual(['n'])
})

test('keys with Ctrl and Tab stay what they are', () => {
  holdKeys(() => {})
  press('Ctrl+r', 'Tab')
  expect(reached).toEqual(['r', 'Tab'])
  expect(takeHeldKeys()).toBe('')
})

test('Escape means that the field is not wanted any more', () => {
  const onEscape = vi.fn()
  holdKeys(onEscape)
  press('b', 'Escape', 'n')
  expect(onEscape).toHaveBeenCalledOnce()
  expect(reached).toEqual(['n'])
  expect(takeHeldKeys()).toBe('')
})

test('a field that never comes does not keep the keys', () => {
  vi.useFakeTimers()
  holdKeys(() => {})
  vi.advanceTimersByTime(3000)
  vi.useRealTimers()
  press('n')
  expect(reached).toEqual(['n'])
})

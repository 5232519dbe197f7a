/** Nobody waits longer for a field; then the keys are the screen's again. */
const longestMs = 3000

let held = ''
let letGo: (() => void) | null = null

function typed(text: string, event: KeyboardEvent): string {
  if (event.key === 'Backspace') return text.slice(0, -1)
  return event.key.length === 1 ? text + event.key : text
}

/**
 * Keeps what is typed while a field is still on its way, so that no key is lost or taken for a shortcut. Until `takeHeldKeys`; Escape
 * means that the field is not wanted any more.
 */
export function holdKeys(onEscape: () => void): void {
  letGo?.()
  held = ''
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key === 'Tab') return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (event.key !== 'Escape') {
      held = typed(held, event)
      return
    }
    takeHeldKeys()
    onEscape()
  }
  const timer = setTimeout(takeHeldKeys, longestMs)
  window.addEventListener('keydown', onKeyDown, { capture: true })
  letGo = () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', onKeyDown, { capture: true })
    letGo = null
  }
}

/** What was typed meanwhile; from now on keys go where they are typed. */
export function takeHeldKeys(): string {
  letGo?.()
  const text = held
  held = ''
  return text
}

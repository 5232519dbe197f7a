import { shell } from 'electron'

const maximumLength = 2000

/** The link if another program may open it, else null: https without a login, mailto without attachments, tel. */
export function linkToOpen(raw: string): string | null {
  if (raw.length > maximumLength || /[\s\p{Cc}\\]/u.test(raw)) return null
  let url: URL
  try {
    url = new URL(raw)
  } catch {
    return null
  }
  if (url.protocol === 'https:') {
    const isPlain = raw.toLowerCase().startsWith('https://') && url.username === '' && url.password === ''
    return isPlain && url.hostname !== '' ? url.href : null
  }
  if (url.protocol === 'mailto:') return /attach/i.test(decodeURIComponentSafe(url.search)) ? null : url.href
  if (url.protocol === 'tel:') return /^tel:\+?[\d().;=a-z-]+$/i.test(raw) ? url.href : null
  return null
}

function decodeURIComponentSafe(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return 'attach'
  }
}

/** The only way out of the window: opens a link in the system's program for it. */
export async function openLink(raw: string): Promise<boolean> {
  const link = linkToOpen(raw)
  if (link === null) return false
  await shell.openExternal(link)
  return true
}

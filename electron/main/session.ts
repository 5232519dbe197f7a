import { type Session, session } from 'electron'
import { isPageUrl } from './protocol.ts'

/** Copying text is the only thing the window may ask the system for. */
const allowedPermissions: readonly string[] = ['clipboard-sanitized-write']

/** True for what never leaves this computer; devtools only while developing. */
export function isLocalRequest(url: string, isPackaged: boolean): boolean {
  if (isPageUrl(url) || url.startsWith('blob:app://bundle/') || url.startsWith('data:')) return true
  return !isPackaged && url.startsWith('devtools://devtools/')
}

/** The window's session: in memory, without cache, network, spell-check downloads, permissions or downloads. */
export function openSession(isPackaged: boolean): Session {
  const own = session.fromPartition('office', { cache: false })
  own.setPermissionRequestHandler((_contents, permission, decide) =>
    decide(allowedPermissions.includes(permission)),
  )
  own.setPermissionCheckHandler((_contents, permission) => allowedPermissions.includes(permission))
  own.setDevicePermissionHandler(() => false)
  own.setSpellCheckerEnabled(false)
  own.allowNTLMCredentialsForDomains('')
  own.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !isLocalRequest(details.url, isPackaged) }),
  )
  own.on('will-download', event => event.preventDefault())
  return own
}

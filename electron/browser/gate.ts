import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may talk to the browser shell: one-time tokens that become a cookie, and requests from our own page only. */
export type Gate = {
  /** A fresh token; it opens the door once. */
  mintToken: () => string
  /** The value for `Set-Cookie`, or null when the token is unknown or used. */
  exchange: (token: string) => string | null
  hasCookie: (request: IncomingMessage) => boolean
  isOwnRequest: (request: IncomingMessage, isChange: boolean) => boolean
}

function secret(): string {
  return randomBytes(32).toString('hex')
}

function isEqual(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

/**
 * The names carry the port because cookies are shared between the ports of one host. `Host` must be exactly ours, which
 * stops a foreign name that points at 127.0.0.1; a changing request must carry our `Origin`.
 */
export function createGate(port: () => number): Gate {
  const tokens = new Set<string>()
  const cookieValue = secret()
  const cookieName = () => `starhouse-${port()}`

  return {
    mintToken: () => {
      const token = secret()
      tokens.add(token)
      return token
    },
    exchange: token => {
      if (!tokens.delete(token)) return null
      return `${cookieName()}=${cookieValue}; HttpOnly; SameSite=Strict; Path=/`
    },
    hasCookie: request =>
      (request.headers.cookie ?? '')
        .split(';')
        .map(part => part.trim().split('='))
        .some(([name, value]) => name === cookieName() && isEqual(value ?? '', cookieValue)),
    isOwnRequest: (request, isChange) => {
      const host = request.headers.host ?? ''
      if (host !== `127.0.0.1:${port()}` && host !== `localhost:${port()}`) return false
      // A page on another port of this computer is the "same site" to a browser and would bring our cookie.
      const site = request.headers['sec-fetch-site']
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
      const origin = request.headers.origin
      if (origin === undefined) return !isChange
      return origin === `http://${host}`
    },
  }
}

/** A fresh nonce for the styles of one response. */
export function createStyleNonce(): string {
  return randomBytes(16).toString('base64url')
}

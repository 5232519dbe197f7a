import type { z } from 'zod'
import type { SearchHit } from '../../electron/contract/contacts.ts'
import { phoneText } from '../lib/format.ts'

type Hit = z.output<typeof SearchHit>

/** The line under a name: how to reach the person, and the address that was asked for. */
export function hitDetail({ email, phone, city, reason }: Hit): string {
  const place = reason?.foundIn === 'place' ? reason.value : city
  return [email, phone && phoneText(phone), place].filter(Boolean).join(' · ')
}

/** Why somebody was found whose name and line do not show it. Null when they do. */
export function hitReason({ email, phone, reason }: Hit, typed: string): string | null {
  switch (reason?.foundIn) {
    case 'nickname':
      return `Another form of ${reason.value}`
    case 'business':
      return reason.value
    case 'email':
      return reason.value === email ? null : reason.value
    case 'phone': {
      const number = phoneText(reason.value)
      return phone !== null && phoneText(phone) === number ? null : number
    }
    case 'note':
      return `Note: ${around(reason.value, typed)}`
    case 'place':
    case undefined:
      return null
  }
}

const shownBefore = 14

/** A long text from a little before what was typed. */
function around(text: string, typed: string): string {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  const places = words.map(word => text.toLowerCase().indexOf(word)).filter(at => at >= 0)
  const start = Math.min(...places) - shownBefore
  if (places.length === 0 || start <= 0) return text
  return `…${text.slice(text.indexOf(' ', start) + 1)}`
}

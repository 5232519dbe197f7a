import type { z } from 'zod'
import type { ContactAddress } from '../../../electron/contract/contact-card.ts'

type Address = z.infer<typeof ContactAddress>

export function primaryOf<T extends { isPrimary: boolean }>(values: readonly T[]): T | undefined {
  return values.find(value => value.isPrimary) ?? values[0]
}

type Said = {
  isPrimary: boolean
  state: 'verified' | 'bounced' | 'invalid' | 'wrong_number' | 'disconnected' | null
}

/** The value to use: the primary one, unless somebody said that it does not work and another one may. */
export function bestOf<T extends Said>(values: readonly T[]): T | undefined {
  const usable = values.filter(value => value.state === null || value.state === 'verified')
  return primaryOf(usable) ?? primaryOf(values)
}

export function mailingAddress(addresses: readonly Address[]): Address | undefined {
  return addresses.find(address => address.isMailing) ?? primaryOf(addresses)
}

/** `12 Alder St, Boulder CO 80301`; parts that are not known are left out. */
export function addressText(address: Address): string {
  const place = [address.city, address.state, address.postalCode].filter(Boolean).join(' ')
  return [address.line1, address.line2, place, address.country === 'US' ? null : address.country]
    .filter(Boolean)
    .join(', ')
}

import type { z } from 'zod'
import type { ContactAddress } from '../../../electron/contract/contacts.ts'

type Address = z.infer<typeof ContactAddress>

export function primaryOf<T extends { isPrimary: boolean }>(values: readonly T[]): T | undefined {
  return values.find(value => value.isPrimary) ?? values[0]
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

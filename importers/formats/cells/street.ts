import type { AddressRecord } from '../format.ts'
import { readPlace } from './places.ts'
import { decodeEntities } from './text.ts'

type Below = { city: string | null; state: string | null; postalCode: string | null; country: string | null }

/**
 * An address whose street cell may have several lines: the first is the street, the others the second line; without a city column beside
 * it, they are read for the city too. Null when nothing but a country is said.
 */
export function readStreet(
  street: string | null,
  below: Below,
  type: AddressRecord['type'],
): AddressRecord | null {
  const [line1 = null, ...rest] = decodeEntities(street ?? '')
    .split(/[\r\n]+/)
    .map(line => line.trim().replace(/,$/, ''))
    .filter(line => line !== '')
  const { city, state, postalCode, country } = below
  const hasPlace = city !== null || state !== null || postalCode !== null
  if (line1 === null && !hasPlace) return null
  if (rest.length > 0 && !hasPlace) {
    const place = readPlace(rest)
    return { line1, ...place, country: country ?? place.country, type }
  }
  return { line1, line2: rest.join(', ') || null, city, state, postalCode, country, type }
}

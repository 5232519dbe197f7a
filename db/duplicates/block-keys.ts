import type { PreparedPerson } from './prepare.ts'
import { soundex } from './similarity.ts'

/** A 32-bit number for a kind of key and up to three texts. Two keys that collide only cost a comparison. */
function hash(kind: number, a: string, b = '', c = ''): number {
  let h = Math.imul(kind + 1, 0x9e3779b1)
  for (let i = 0; i < a.length; i++) h = Math.imul(h ^ a.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ 0x7f, 0x01000193)
  for (let i = 0; i < b.length; i++) h = Math.imul(h ^ b.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ 0x7f, 0x01000193)
  for (let i = 0; i < c.length; i++) h = Math.imul(h ^ c.charCodeAt(i), 0x01000193)
  h ^= h >>> 15
  h = Math.imul(h, 0x85ebca6b)
  return (h ^ (h >>> 13)) >>> 0
}

/**
 * Two people who share a key are compared. Many keys of different kinds, so that a slip in one field leaves others to meet by.
 * `isTelling`: worth dividing when many share it; of the others only those that few share are used.
 */
export function visitBlockKeys(
  person: PreparedPerson,
  visit: (key: number, isTelling: boolean) => void,
): void {
  const telling = (kind: number, a: string, b = '', c = '') => visit(hash(kind, a, b, c), true)
  const weak = (kind: number, a: string, b = '', c = '') => visit(hash(kind, a, b, c), false)
  const { given, last, birth } = person
  for (const { key, local, domain } of person.emails) {
    telling(0, key)
    if (local.length > 4) weak(1, local)
    if (domain !== '') weak(2, domain)
    if (local.length > 3) weak(3, local.slice(0, 4), domain.slice(0, 2))
  }
  for (const phone of person.phones) telling(4, phone.slice(-7))
  for (const id of person.ids) telling(5, id)
  if (person.business !== '') weak(6, person.business)
  // A first name may stand in the other's place for the last name.
  if (given !== '') weak(7, given)
  if (last !== '') weak(7, last)
  if (given !== '' && last !== '') {
    const [x, y] = given < last ? [given, last] : [last, given]
    telling(8, x, y)
    telling(9, soundex(last), given.charAt(0))
    telling(10, given.slice(0, 3), last.slice(0, 3))
  }
  if (birth !== '') {
    telling(11, birth)
    if (given !== '') weak(12, birth.slice(0, 4), given.slice(0, 2))
    if (last !== '') weak(13, birth.slice(0, 4), last.slice(0, 2))
    if (given !== '') weak(14, birth.slice(4), given.charAt(0))
    if (last !== '') weak(15, birth.slice(4), last.charAt(0))
  }
  for (const place of person.addresses) {
    if (place.street !== '') weak(16, place.street)
    if (place.number !== '' && place.zip !== '') weak(17, place.number, place.zip)
    if (place.zip !== '' && last !== '') telling(18, place.zip, soundex(last))
    if (place.zip !== '' && given !== '') weak(19, place.zip, given.slice(0, 3))
    if (place.city !== '' && last !== '') weak(20, place.city, soundex(last))
    if (place.city !== '' && given !== '') weak(21, place.city, soundex(given))
  }
}

/** What a block that is too big is divided by: everybody in it has the same key already. */
export function dividingKeys(key: number, person: PreparedPerson): number[] {
  const keys: number[] = []
  const text = String(key)
  if (person.given !== '') keys.push(hash(30, text, person.given.slice(0, 2)))
  if (person.last !== '') keys.push(hash(31, text, person.last.slice(0, 3)))
  if (person.birth !== '') keys.push(hash(32, text, person.birth.slice(0, 6)))
  const zip = person.addresses[0]?.zip ?? ''
  if (zip !== '') keys.push(hash(33, text, zip))
  return keys
}

import type { PreparedPerson } from './prepare.ts'
import { soundex } from './similarity.ts'

/** A 32-bit number for a kind of key and one or two texts. Two keys that collide only cost a comparison. */
function hash(kind: number, a: string, b = ''): number {
  let h = Math.imul(kind + 1, 0x9e3779b1)
  for (let i = 0; i < a.length; i++) h = Math.imul(h ^ a.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ 0x7f, 0x01000193)
  for (let i = 0; i < b.length; i++) h = Math.imul(h ^ b.charCodeAt(i), 0x01000193)
  h ^= h >>> 15
  h = Math.imul(h, 0x85ebca6b)
  return (h ^ (h >>> 13)) >>> 0
}

/**
 * Two people who share a key may be compared. Many keys of different kinds, so that a slip in one field leaves others to meet by.
 * A key that is `worthDividing` is divided when many share it; of the others only those that few share are used.
 */
export type KeyUse = {
  worthDividing: boolean
  /** Says so little else that they are compared only when the whole names go together. */
  needsName: boolean
}

const telling: KeyUse = { worthDividing: true, needsName: false }
const weak: KeyUse = { worthDividing: false, needsName: false }
const tellingName: KeyUse = { worthDividing: true, needsName: true }
const weakName: KeyUse = { worthDividing: false, needsName: true }

/** Every key by which a person may be met, some of them more than once. */
export function visitBlockKeys(person: PreparedPerson, visit: (key: number, use: KeyUse) => void): void {
  const add = (use: KeyUse, kind: number, a: string, b = '') => visit(hash(kind, a, b), use)
  const { given, last, birth } = person
  for (const { key, local, domain } of person.emails) {
    add(telling, 0, key)
    if (local.length > 4) add(weak, 1, local)
    if (domain !== '') add(weak, 2, domain)
    if (local.length > 3) add(weakName, 3, local.slice(0, 4), domain.slice(0, 2))
  }
  for (const phone of person.phones) {
    add(telling, 4, phone)
    add(weak, 22, phone.slice(-7))
  }
  for (const id of person.ids) add(telling, 5, id)
  if (person.business !== '') add(weakName, 6, person.business)
  // A first name may stand in the other's place for the last name.
  if (given !== '') add(weakName, 7, given)
  if (last !== '') add(weakName, 7, last)
  if (given !== '' && last !== '') {
    const [x, y] = given < last ? [given, last] : [last, given]
    add(tellingName, 8, x, y)
    add(tellingName, 9, soundex(last), given.charAt(0))
    add(tellingName, 10, given.slice(0, 3), last.slice(0, 3))
  }
  if (birth !== '') {
    add(telling, 11, birth)
    if (given !== '') add(weakName, 12, birth.slice(0, 4), given.slice(0, 2))
    if (last !== '') add(weakName, 13, birth.slice(0, 4), last.slice(0, 2))
    if (given !== '') add(weakName, 14, birth.slice(4), given.charAt(0))
    if (last !== '') add(weakName, 15, birth.slice(4), last.charAt(0))
  }
  for (const place of person.addresses) {
    if (place.street !== '') add(weak, 16, place.street)
    if (place.number !== '' && place.zip !== '') add(weak, 17, place.number, place.zip)
    if (place.zip !== '' && last !== '') add(tellingName, 18, place.zip, soundex(last))
    if (place.zip !== '' && given !== '') add(weakName, 19, place.zip, given.slice(0, 3))
    if (place.city !== '' && last !== '') add(weakName, 20, place.city, soundex(last))
    if (place.city !== '' && given !== '') add(weakName, 21, place.city, soundex(given))
  }
}

/** What a block that is too big is divided by: everybody in it has the same key already. */
export function visitDividingKeys(key: number, person: PreparedPerson, visit: (key: number) => void): void {
  const text = String(key)
  if (person.given !== '') visit(hash(30, text, person.given.slice(0, 2)))
  if (person.last !== '') visit(hash(31, text, person.last.slice(0, 3)))
  if (person.birth !== '') visit(hash(32, text, person.birth.slice(0, 6)))
  const zip = person.addresses[0]?.zip ?? ''
  if (zip !== '') visit(hash(33, text, zip))
}

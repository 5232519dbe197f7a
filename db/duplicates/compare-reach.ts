import type { AddressLevel, AreaLevel, EmailLevel, Findings } from './findings.ts'
import type { PreparedAddress, PreparedEmail } from './prepare.ts'
import { editDistance, jaroWinkler, sharedLetters } from './similarity.ts'

/** The likest two e-mails; of equals the one that says more than the name, then the first by letters, so that the order says nothing. */
export function compareEmails(
  a: readonly PreparedEmail[],
  b: readonly PreparedEmail[],
  into: Pick<Findings, 'email' | 'emailValue' | 'emailDomain' | 'isEmailOfName'>,
): void {
  if (a.length === 0 || b.length === 0) return
  into.email = 'different'
  for (const x of a) {
    for (const y of b) {
      const level = compareEmail(x, y)
      const isOfName = x.isMadeOfName && y.isMadeOfName
      const key = x.key < y.key ? x.key : y.key
      const isTie = emailRank[level] === emailRank[into.email] && level !== 'different'
      const isBetter =
        emailRank[level] > emailRank[into.email] ||
        (isTie && (isOfName === into.isEmailOfName ? key < into.emailValue : !isOfName))
      if (!isBetter) continue
      into.email = level
      into.emailValue = key
      into.emailDomain = key === x.key ? x.domain : y.domain
      into.isEmailOfName = isOfName
    }
  }
}

const emailRank: Record<EmailLevel, number> = {
  missing: 0,
  different: 0,
  generic: 1,
  alike: 2,
  'like the name': 3,
  close: 4,
  same: 5,
}

function compareEmail(a: PreparedEmail, b: PreparedEmail): EmailLevel {
  if (a.key === b.key) return a.isGeneric ? 'generic' : 'same'
  if (a.isGeneric || b.isGeneric) return 'different'
  const isSameDomain = isAlikeDomain(a.domain, b.domain)
  if (a.isLikeName && b.isLikeName)
    return isSameDomain && isSlip(a.local, b.local) ? 'close' : 'like the name'
  if (a.local === b.local && a.local.length > 4)
    return a.isLikeName || b.isLikeName ? 'like the name' : 'close'
  if (a.key.length < 9 || Math.abs(a.key.length - b.key.length) > 3) return 'different'
  if (isSameDomain && editDistance(a.key, b.key, 2) <= 2) return 'close'
  return sharedLetters(a.key, b.key) >= 0.9 && jaroWinkler(a.key, b.key) >= 0.85 ? 'alike' : 'different'
}

function isAlikeDomain(a: string, b: string): boolean {
  return a === b || editDistance(a, b, 2) <= 2 || (a.length > 8 && sharedLetters(a, b) >= 0.85)
}

/** One letter was mistyped. `orla.fixture` and `orla_fixture` are two addresses, and so are `orla3` and `orla34`: providers number namesakes. */
function isSlip(a: string, b: string): boolean {
  return a === b || (editDistance(a, b, 1) <= 1 && a.replace(/[^a-z]/g, '') !== b.replace(/[^a-z]/g, ''))
}

/** The first common phone by digits. Different other phones beside a common one are `one of two`. */
export function comparePhones(
  a: readonly string[],
  b: readonly string[],
  into: Pick<Findings, 'phone' | 'phoneValue'>,
): void {
  if (a.length === 0 || b.length === 0) return
  let shared = 0
  for (const phone of a) {
    if (!b.includes(phone)) continue
    if (shared === 0 || phone < into.phoneValue) into.phoneValue = phone
    shared++
  }
  if (shared > 1) into.phone = 'two same'
  else if (shared === 1) into.phone = a.length > 1 && b.length > 1 ? 'one of two' : 'same'
  else into.phone = a.some(x => b.some(y => editDistance(x, y, 1) <= 1)) ? 'close' : 'different'
}

/** The likest two addresses; of equals the first by letters. */
export function compareAddresses(
  a: readonly PreparedAddress[],
  b: readonly PreparedAddress[],
  into: Pick<Findings, 'address' | 'addressValue' | 'roadValue' | 'area' | 'areaValue'>,
): void {
  let best = 0
  for (const x of a) {
    for (const y of b) {
      const level = compareStreet(x, y)
      const areaLevel = compareArea(x, y)
      const rank = addressRank[level] * 10 + areaRank[areaLevel]
      const street = x.street < y.street ? x.street : y.street
      const place = areaLevel === 'zip' ? x.zip : x.city < y.city ? x.city : y.city
      const isFirst = `${street} ${place}` < `${into.addressValue} ${into.areaValue}`
      if (rank < best || (rank === best && !isFirst)) continue
      best = rank
      into.address = level
      into.addressValue = street
      into.roadValue = x.road < y.road ? x.road : y.road
      into.area = areaLevel
      into.areaValue = place
    }
  }
}

const addressRank: Record<AddressLevel, number> = {
  missing: 0,
  different: 1,
  'same street': 2,
  'other unit': 3,
  close: 4,
  same: 5,
}
const areaRank: Record<AreaLevel, number> = { missing: 0, different: 1, close: 2, city: 3, zip: 4 }

function compareStreet(a: PreparedAddress, b: PreparedAddress): AddressLevel {
  if (a.street === '' || b.street === '') return 'missing'
  if (a.street === b.street) {
    if (a.unit === b.unit || a.unit === '' || b.unit === '') return 'same'
    return editDistance(a.unit, b.unit, 1) <= 1 && a.unit.length > 2 ? 'close' : 'other unit'
  }
  if (a.number !== b.number && a.number !== '' && b.number !== '') {
    if (!isSameRoad(a.road, b.road)) return 'different'
    return a.number.length > 2 && editDistance(a.number, b.number, 1) <= 1 ? 'close' : 'same street'
  }
  return isSameRoad(a.road, b.road) || sharedLetters(a.road, b.road) >= 0.92 ? 'close' : 'different'
}

function isSameRoad(a: string, b: string): boolean {
  return a === b || (a.startsWith(b.slice(0, 2)) && jaroWinkler(a, b) >= 0.9)
}

function compareArea(a: PreparedAddress, b: PreparedAddress): AreaLevel {
  if (a.zip !== '' && a.zip === b.zip) return 'zip'
  if (a.city !== '' && a.city === b.city) return 'city'
  const zips = a.zip !== '' && b.zip !== ''
  const cities = a.city !== '' && b.city !== ''
  if (zips && editDistance(a.zip, b.zip, 1) <= 1) return 'close'
  if (
    cities &&
    a.city[0] === b.city[0] &&
    (jaroWinkler(a.city, b.city) >= 0.88 || sharedLetters(a.city, b.city) >= 0.85)
  )
    return 'close'
  return zips || cities ? 'different' : 'missing'
}

import type { AddressRecord } from '../format.ts'

/** What address lines below the street say. */
export type Place = Pick<AddressRecord, 'line2' | 'city' | 'state' | 'postalCode' | 'country'>

const stateCodes = new Set(
  (
    'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN ' +
    'TX UT VT VA WA WV WI WY PR VI GU AB BC MB NB NL NS NT NU ON PE QC SK YT'
  ).split(' '),
)
const stateNames = new Set(
  (
    'alabama,alaska,arizona,arkansas,california,colorado,connecticut,delaware,district of columbia,florida,georgia,hawaii,idaho,illinois,' +
    'indiana,iowa,kansas,kentucky,louisiana,maine,maryland,massachusetts,michigan,minnesota,mississippi,missouri,montana,nebraska,nevada,' +
    'new hampshire,new jersey,new mexico,new york,north carolina,north dakota,ohio,oklahoma,oregon,pennsylvania,puerto rico,rhode island,' +
    'south carolina,south dakota,tennessee,texas,utah,vermont,virginia,washington,west virginia,wisconsin,wyoming,alberta,british columbia,' +
    'manitoba,new brunswick,newfoundland and labrador,nova scotia,ontario,prince edward island,quebec,saskatchewan,yukon'
  ).split(','),
)
const countries = new Set(
  'us,usa,u.s.,u.s.a.,united states,united states of america,ca,can,canada,mexico,uk,gb,united kingdom,great britain,england,scotland,wales,ireland,germany,france,netherlands,switzerland,austria,australia,new zealand'.split(
    ',',
  ),
)
const unitWords =
  /^(?:apt|apartment|unit|suite|ste|bldg|building|floor|fl|room|rm|lot|space|spc|p\.? ?o\.? box|c\/o|no)\b|[#\d]/i

/**
 * Reads the lines below a street, where exports without city columns keep the city: `Boulder, CO`, `Unit 4, Boulder, CO 80302, USA`,
 * `Fort Collins` above `Colorado`. What is left of them is the second line.
 */
export function readPlace(lines: readonly (string | null)[]): Place {
  const parts = lines
    .flatMap(line => (line ?? '').split(/[,\n]/))
    .map(part => part.trim().replace(/\s+/g, ' '))
    .filter(part => part !== '')
  const place: Place = { line2: null, city: null, state: null, postalCode: null, country: null }
  if (parts.length > 1 && isCountry(parts.at(-1))) place.country = parts.pop() ?? null
  takePostalCode(parts, place)
  takeState(parts, place)
  if (parts.length > 0 && !unitWords.test(parts.at(-1) ?? '')) place.city = parts.pop() ?? null
  if (place.city !== null && place.state === null && place.country === null && isCountry(place.city)) {
    place.country = place.city
    place.city = null
  }
  if (parts.length > 0) place.line2 = parts.join(', ')
  return place
}

function takePostalCode(parts: string[], place: Place): void {
  const found = /^(.*?) ?(\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d)$/.exec(parts.at(-1) ?? '')
  if (!found) return
  parts.pop()
  if (found[1]) parts.push(found[1])
  place.postalCode = found[2] ?? null
}

/** A state alone after its city, or as the last word behind it: `Boulder CO`. */
function takeState(parts: string[], place: Place): void {
  const last = parts.at(-1) ?? ''
  if (parts.length > 1 && isState(last)) {
    place.state = last
    parts.pop()
    return
  }
  const behindCity = /^(.*[^\d\s]) ([A-Z]{2})$/.exec(last)
  if (!behindCity || !stateCodes.has(behindCity[2] ?? '')) return
  parts[parts.length - 1] = behindCity[1] ?? ''
  place.state = behindCity[2] ?? null
}

function isState(text: string): boolean {
  return stateCodes.has(text.toUpperCase()) || stateNames.has(text.toLowerCase())
}

/** `CA` under a city is California. */
function isCountry(text: string | undefined): boolean {
  return text !== undefined && countries.has(text.toLowerCase()) && !stateCodes.has(text.toUpperCase())
}

/** A whole address in one cell: its first line or part is the street. Null when there is nothing in it. */
export function readWholeAddress(text: string, type: AddressRecord['type']): AddressRecord | null {
  const [line1, ...rest] = text
    .split(/[,\n]/)
    .map(part => part.trim())
    .filter(part => part !== '')
  if (line1 === undefined) return null
  return { line1, ...readPlace(rest), type }
}

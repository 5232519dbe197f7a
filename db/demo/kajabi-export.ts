import { demoProducts, demoTags } from './catalogue.ts'
import { daysBefore } from './days.ts'
import { type DemoPerson, inventHome } from './people.ts'
import { type Random, randomOf } from './random.ts'

export type ExportRequest = {
  contacts: number
  seed: number
  /** YYYY-MM-DD that creation days are relative to. */
  today: string
  /** 0..1: this share of the rows says something else than without it (a name, phone, address or tag), for a newer export of the same people. */
  changedShare?: number
}

export const kajabiContactColumns = [
  'Name',
  'First Name',
  'Last Name',
  'Email',
  'Products',
  'Tags',
  'ID',
  'Member ID',
  'Created At',
  'Last Activity',
  'Phone Number (phone_number)',
  'Mobile Phone Number (mobile_phone_number)',
  'Business Number (business_number)',
  'Address (address_line_1)',
  'Address Line 2 (address_line_2)',
  'City (address_city)',
  'State (address_state)',
  'Zip Code (address_zip)',
  'Country (address_country)',
] as const

/** A Kajabi contacts export of invented people, line by line with line ends, header first. The same request gives the same bytes. */
export function* kajabiContactsExport(request: ExportRequest): Generator<string> {
  const random = randomOf(request.seed)
  const changes = randomOf(request.seed + 7919)
  const made = { people: 0, addresses: new Set<string>() }
  yield line(kajabiContactColumns)
  let written = 0
  while (written < request.contacts) {
    for (const person of inventHome(random, request.today, made).people) {
      if (written >= request.contacts) return
      written += 1
      const tags = demoTags.filter(() => random.chance(0.11))
      const products = demoProducts
        .filter(p => p.type !== 'donation' && random.chance(0.026))
        .map(p => p.name)
      const isChanged = request.changedShare !== undefined && changes.chance(request.changedShare)
      if (isChanged) change(changes, request.today, person, tags)
      leaveOut(random, person)
      yield line(cellsOf(random, request.today, person, { tags, products }))
    }
  }
}

/** Exports know less than the demo office: two people in five with a phone, seven in ten with an address, as in real ones. */
function leaveOut(random: Random, person: DemoPerson): void {
  if (random.chance(0.55)) person.phones = []
  if (random.chance(0.14)) person.address = null
}

function change(random: Random, today: string, person: DemoPerson, tags: string[]): void {
  const other = inventHome(random, today, { people: person.number + 40_000, addresses: new Set() }).people[0]
  const what = random.pick(['name', 'phone', 'address', 'tag'] as const)
  if (what === 'name' && other?.lastName && person.lastName) person.lastName = other.lastName
  else if (what === 'phone' && other?.phones[0]) person.phones = other.phones
  else if (what === 'address' && other?.address) person.address = other.address
  else if (tags.length > 0) tags.pop()
  else tags.push('Newcomer')
}

function cellsOf(
  random: Random,
  today: string,
  person: DemoPerson,
  links: { tags: string[]; products: string[] },
): string[] {
  const name = person.businessName ?? [person.firstName, person.lastName].filter(Boolean).join(' ')
  const phoneOf = (type: string) => person.phones.find(p => p.type === type)?.phone ?? ''
  const isMember = random.chance(0.6)
  const lastActivity = random.chance(0.7) ? `${daysBefore(today, random.below(400))} 09:12:45 -0700` : ''
  return [
    name,
    person.firstName ?? '',
    person.lastName ?? '',
    person.email ?? `person${person.number}@example.org`,
    links.products.join(', '),
    links.tags.join(', '),
    String(2_100_000_000 + person.number),
    isMember ? String(1_400_000_000 + person.number) : '',
    `${person.joined} 10:02:11 -0700`,
    lastActivity,
    phoneOf('home'),
    phoneOf('mobile'),
    phoneOf('work'),
    person.address?.line1 ?? '',
    person.address?.line2 ?? '',
    person.address?.city ?? '',
    person.address?.state ?? '',
    person.address?.postalCode ?? '',
    person.address ? 'US' : '',
  ]
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
}

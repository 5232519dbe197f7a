import names from '../../assets/demo-names.json' with { type: 'json' }
import { daysBefore } from './days.ts'
import type { Random } from './random.ts'

export type DemoAddress = {
  line1: string
  line2: string | null
  city: string
  state: string
  postalCode: string
}
export type DemoPhone = { phone: string; phoneE164: string; type: 'mobile' | 'home' | 'work' }
export type DemoPerson = {
  /** 1, 2, 3... in the order they are made. */
  number: number
  firstName: string | null
  lastName: string | null
  businessName: string | null
  source: string
  email: string | null
  secondEmail: string | null
  phones: DemoPhone[]
  address: DemoAddress | null
  /** Day of the first contact. */
  joined: string
  lock: { level: 'UNLOCKED' | 'PARTIAL_LOCK' | 'FULL_LOCK'; reason: string | null }
  /** Where the phone and the address came from, when not from `source`. */
  phoneSource: string | null
  addressSource: string | null
  /** The newsletter: yes, no longer, or never asked. */
  newsletter: 'in' | 'out' | 'unknown'
  isDoNotCall: boolean
  isDoNotMail: boolean
  isDeceased: boolean
}
export type DemoHome = {
  people: DemoPerson[]
  /** For two people and more who get mail together. */
  household: { name: string; salutation: string } | null
}

/** Five years, with more people coming in the later ones. */
function joinedDay(random: Random, today: string): string {
  const share = Math.min(random.next(), random.next() * 1.6)
  return daysBefore(today, Math.floor(share * 5 * 365))
}

/** Everybody of one address: mostly one, sometimes a couple or a family, now and then an organisation. */
export function inventHome(
  random: Random,
  today: string,
  made: { people: number; addresses: Set<string> },
): DemoHome {
  const size = random.weighted([
    [1, 64],
    [2, 26],
    [3, 6],
    [4, 4],
  ])
  const isOrganisation = size === 1 && random.chance(0.03)
  const lastName = random.pick(names.lastNames)
  const address = random.chance(0.84) ? inventAddress(random) : null
  const people: DemoPerson[] = []
  for (let i = 0; i < size; i++) {
    made.people += 1
    people.push(
      inventPerson({
        random,
        today,
        lastName,
        address,
        isOrganisation,
        number: made.people,
        taken: made.addresses,
      }),
    )
  }
  const [first, second] = people
  const isHousehold = address !== null && first !== undefined && second !== undefined
  return {
    people,
    household: isHousehold
      ? { name: `${lastName} household`, salutation: `${first.firstName} & ${second.firstName} ${lastName}` }
      : null,
  }
}

type Inventing = {
  random: Random
  today: string
  lastName: string
  address: DemoAddress | null
  isOrganisation: boolean
  number: number
  taken: Set<string>
}

function inventPerson(inventing: Inventing): DemoPerson {
  const { random, today, isOrganisation, number } = inventing
  const firstName = isOrganisation ? null : random.pick(names.firstNames)
  const lastName = isOrganisation || random.chance(0.01) ? null : inventing.lastName
  const businessName = isOrganisation || random.chance(0.02) ? random.pick(names.organisations) : null
  const source = random.weighted([
    ['kajabi', 80],
    ['paypal', 6],
    ['zoho', 5],
    ['ticket_tailor', 6],
    ['staff', 3],
  ])
  const stem = emailStem(firstName, lastName, businessName)
  return {
    number,
    firstName,
    lastName,
    businessName,
    source,
    email: random.chance(0.96) ? untaken(inventing.taken, stem, random) : null,
    secondEmail: random.chance(0.05) ? untaken(inventing.taken, `${stem}.home`, random) : null,
    phones: inventPhones(random, number, isOrganisation),
    address: inventing.address,
    joined: joinedDay(random, today),
    ...inventProtection(random, source),
    newsletter: random.weighted([
      ['in', 71],
      ['out', 6],
      ['unknown', 23],
    ]),
    isDoNotCall: random.chance(0.02),
    isDoNotMail: random.chance(0.03),
    isDeceased: random.chance(0.004),
  }
}

type Protection = Pick<DemoPerson, 'lock' | 'phoneSource' | 'addressSource'>
function inventProtection(random: Random, source: string): Protection {
  const level = random.weighted([
    ['UNLOCKED', 70],
    ['PARTIAL_LOCK', 17],
    ['FULL_LOCK', 13],
  ] as const)
  const other = source === 'paypal' ? 'zoho' : 'paypal'
  if (level === 'UNLOCKED') return { lock: { level, reason: null }, phoneSource: null, addressSource: null }
  if (level === 'PARTIAL_LOCK') {
    return {
      lock: { level, reason: 'Completed from one other system' },
      phoneSource: other,
      addressSource: null,
    }
  }
  return random.chance(0.6)
    ? { lock: { level, reason: 'Corrected by a person' }, phoneSource: null, addressSource: 'staff' }
    : {
        lock: { level, reason: 'Completed from two other systems' },
        phoneSource: other,
        addressSource: 'ticket_tailor',
      }
}

function emailStem(firstName: string | null, lastName: string | null, businessName: string | null): string {
  const name = firstName ? [firstName, lastName].filter(Boolean).join('.') : (businessName ?? 'somebody')
  return name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '')
    .replace(/\.{2,}/g, '.')
}

const domains = ['example.org', 'example.com', 'example.net', 'mail.example.org', 'post.example.com'] as const

function untaken(taken: Set<string>, stem: string, random: Random): string {
  const domain = random.pick(domains)
  let email = `${stem}@${domain}`
  for (let n = 2; taken.has(email); n++) email = `${stem}${random.below(90) + 10}${n > 9 ? n : ''}@${domain}`
  taken.add(email)
  return email
}

/** 555-0100 to 555-0199 are kept free for stories in every area code; each number is given once before any comes again. */
function inventPhones(random: Random, number: number, isOrganisation: boolean): DemoPhone[] {
  const types = isOrganisation
    ? (['work'] as const)
    : random.weighted([
        [['mobile'], 52],
        [['home'], 14],
        [['mobile', 'home'], 10],
        [[], 24],
      ] as const)
  return types.map((type, i) => {
    const place = number + i * 4127
    const area = names.areaCodes[Math.floor(place / 100) % names.areaCodes.length] ?? '303'
    const line = `01${String(place % 100).padStart(2, '0')}`
    const phone = random.weighted([
      [`(${area}) 555-${line}`, 5],
      [`${area}-555-${line}`, 3],
      [`+1 ${area} 555 ${line}`, 2],
    ])
    return { phone, phoneE164: `+1${area}555${line}`, type }
  })
}

function inventAddress(random: Random): DemoAddress {
  const town =
    names.towns[Math.floor(random.next() * random.next() * names.towns.length)] ?? random.pick(names.towns)
  return {
    line1: `${random.below(9800) + 100} ${random.pick(names.streets)} ${random.pick(names.streetTypes)}`,
    line2: random.chance(0.12) ? `Unit ${random.below(60) + 1}` : null,
    ...town,
  }
}

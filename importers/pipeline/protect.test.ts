import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { ContactState, LockLevel } from '../../db/contacts/contact-state.ts'
import { type ContactField, groupOfField } from '../../db/contacts/field-value.ts'
import { emptyContact } from '../../db/contacts/insert-contact.ts'
import { raisedLock } from '../../db/contacts/raised-lock.ts'
import { openOffice } from '../../db/open.ts'
import { emptyPerson } from '../formats/cells/person.ts'
import type { OptInClaim, PersonRecord } from '../formats/format.ts'
import { planPerson } from './plan-person.ts'
import { type Rules, readRules } from './rules.ts'

/** The rules as every new office has them: the migrated table and the usual order of sources. */
const office = openOffice(join(mkdtempSync(join(tmpdir(), 'office-')), 'data'))
const migrated = readRules(office.read)
afterAll(() => office.close())

/** Spec 03.3, cell by cell: what imports may change at each level. */
const allowed: Record<LockLevel, readonly string[]> = {
  FULL_LOCK: [],
  PARTIAL_LOCK: ['opt_in'],
  UNLOCKED: ['opt_in', 'name', 'phone', 'address', 'email'],
}
const levels = Object.keys(allowed) as LockLevel[]

test('the migrated rules are those of the specification', () => {
  for (const level of levels) {
    const groups = ['opt_in', 'name', 'phone', 'address', 'email', 'source_system', 'enriched']
    expect(groups.filter(group => migrated.isAllowed(level, group))).toEqual(allowed[level])
  }
})

const home = {
  line2: null,
  city: 'Boulder',
  state: 'CO',
  postalCode: '80301',
  country: null,
  type: 'home',
} as const

/** For each field: what the office has, the same in another form, and something else. The opt-in has its own tests. */
const fields: Record<
  Exclude<ContactField, 'email_subscribed'>,
  { ours: Partial<ContactState>; same: Partial<PersonRecord>; other: Partial<PersonRecord> }
> = {
  name: {
    ours: { firstName: 'Ada', lastName: 'Example' },
    same: { firstName: 'ADA', lastName: 'EXAMPLE' },
    other: { firstName: 'Adah', lastName: 'Example' },
  },
  business_name: {
    ours: { businessName: 'Alder Works' },
    same: { businessName: ' alder  works' },
    other: { businessName: 'Elm Works' },
  },
  birth_date: {
    ours: { birthDate: '1970-02-28' },
    same: { birthDate: '1970-02-28' },
    other: { birthDate: '1971-02-28' },
  },
  email: {
    ours: { emails: [{ id: 'e', email: 'ada@example.org', isPrimary: true, isShared: false, source: '' }] },
    same: { emails: ['ADA@Example.org'] },
    other: { emails: ['other@example.org'] },
  },
  phone: {
    ours: {
      phones: [
        {
          id: 'p',
          phone: '(303) 555-0101',
          phoneE164: '+13035550101',
          type: 'home',
          isPrimary: true,
          source: '',
        },
      ],
    },
    same: { phones: [{ phone: '+1 303.555.0101', type: 'home' }] },
    other: { phones: [{ phone: '303 555 0102', type: 'home' }] },
  },
  mobile_phone: {
    ours: {
      phones: [
        {
          id: 'p',
          phone: '(303) 555-0101',
          phoneE164: '+13035550101',
          type: 'mobile',
          isPrimary: true,
          source: '',
        },
      ],
    },
    same: { phones: [{ phone: '+1 303.555.0101', type: 'mobile' }] },
    other: { phones: [{ phone: '303 555 0102', type: 'mobile' }] },
  },
  address: {
    ours: {
      addresses: [{ id: 'a', line1: '12 Alder St', ...home, isPrimary: true, isMailing: true, source: '' }],
    },
    same: { address: { ...home, line1: '12 ALDER STREET', state: 'Colorado', postalCode: '80301-1234' } },
    other: { address: { ...home, line1: '9 Elm Road' } },
  },
}
const fieldNames = Object.keys(fields) as (keyof typeof fields)[]

/** A Kajabi contact whose value of every kind is from `source`; null: it has none. */
function contactWith(field: keyof typeof fields, source: string | null, level: LockLevel): ContactState {
  const empty = { ...emptyContact('kajabi', source ?? 'kajabi'), lockLevel: level }
  if (source === null) return empty
  const { ours } = fields[field]
  const from = <Row extends { source: string }>(rows: Row[] = []) => rows.map(row => ({ ...row, source }))
  return {
    ...empty,
    ...ours,
    emails: from(ours.emails),
    phones: from(ours.phones),
    addresses: from(ours.addresses),
  }
}

function plan(
  c: ContactState,
  record: Partial<PersonRecord>,
  { source = 'kajabi', rules = migrated, isNew = false, setFields = [] as ContactField[] } = {},
) {
  const contact = { state: c, isNew, startLevel: c.lockLevel, setFields: new Set(setFields) }
  const ctx = { db: office.read, rules, source, today: '2026-11-21', toldIn: null }
  return planPerson(ctx, contact, { ...emptyPerson(), ...record }).map(p => `${p.action} ${p.field}`)
}

/**
 * What a file of each source does to a Kajabi contact's value where the level lets it: by whose the value is. An e-mail of another
 * system is no correction of ours but one more.
 */
const sources = ['kajabi', 'paypal', 'zoho', 'jotform'] as const
const currents = {
  empty: { source: null, kajabi: 'fill', paypal: 'fill', zoho: 'fill', jotform: 'fill' },
  own: { source: 'kajabi', kajabi: 'replace', paypal: 'replace', zoho: 'replace', jotform: 'conflict' },
  'of a payment': {
    source: 'kajabi_transaction',
    kajabi: 'replace',
    paypal: 'replace',
    zoho: 'replace',
    jotform: 'conflict',
  },
  'enriched, weaker': {
    source: 'wix',
    kajabi: 'conflict',
    paypal: 'conflict',
    zoho: 'conflict',
    jotform: 'conflict',
  },
  'enriched, stronger': {
    source: 'paypal',
    kajabi: 'conflict',
    paypal: 'conflict',
    zoho: 'conflict',
    jotform: 'conflict',
  },
  "staff's": {
    source: 'staff',
    kajabi: 'conflict',
    paypal: 'conflict',
    zoho: 'conflict',
    jotform: 'conflict',
  },
} as const

const cells = levels.flatMap(level =>
  fieldNames.flatMap(field =>
    Object.entries(currents).flatMap(([name, current]) =>
      sources.map(incoming => ({ level, field, name, current, incoming })),
    ),
  ),
)

test.each(cells)('$level, $field, ours $name, theirs from $incoming', cell => {
  const { level, field, current, incoming } = cell
  const contact = contactWith(field, current.source, level)
  const isAllowed = allowed[level].includes(groupOfField[field])
  const { same, other } = fields[field]
  expect(plan(contact, {}, { source: incoming })).toEqual([])
  const isFurther = field === 'email' && current.source !== null && current.source !== incoming
  const whenOther =
    current.source === null || isFurther
      ? isAllowed
        ? 'fill'
        : 'suggest'
      : isAllowed
        ? current[incoming]
        : 'conflict'
  expect(plan(contact, other, { source: incoming })).toEqual([`${whenOther} ${field}`])
  if (current.source !== null) expect(plan(contact, same, { source: incoming })).toEqual([])
})

const phoneOf = (source: string, level: LockLevel = 'UNLOCKED') => contactWith('phone', source, level)
const otherPhone = fields.phone.other
const answering = (answer: 'keep' | 'take'): Rules => ({ ...migrated, decisionFor: () => answer })

test('a payment record only fills, and an earlier row of the same file is not overruled', () => {
  expect(plan(phoneOf('kajabi'), { ...otherPhone, enrichOnly: true })).toEqual(['keep phone'])
  expect(plan(phoneOf('kajabi'), otherPhone, { setFields: ['phone'] })).toEqual(['keep phone'])
})

test('standing answers: keep always keeps; take never beats what a person typed or locked', () => {
  const locked = phoneOf('kajabi', 'FULL_LOCK')
  expect(plan(locked, otherPhone, { rules: answering('keep') })).toEqual(['keep phone'])
  expect(plan(locked, otherPhone, { rules: answering('take') })).toEqual(['replace phone'])
  const byHand = { ...locked, isLockedByHand: true }
  expect(plan(byHand, otherPhone, { rules: answering('take') })).toEqual(['conflict phone'])
  const byStaff = phoneOf('staff', 'UNLOCKED')
  expect(plan(byStaff, otherPhone, { rules: answering('take') })).toEqual(['conflict phone'])
})

const nowhere = { line1: null, line2: null, city: null, state: null, postalCode: null, country: null }
const typed = { ...nowhere, type: 'home' as const }
/** What becomes of 12 Alder St, Boulder, CO 80301 when a file tells less than that, or something else. */
const partialAddresses = [
  { tells: 'our town alone', theirs: { city: 'boulder' }, action: null },
  {
    tells: 'our town, state and country',
    theirs: { city: 'Boulder', state: 'Colorado', country: 'US' },
    action: null,
  },
  { tells: 'our ZIP alone', theirs: { postalCode: '80301-0001' }, action: null },
  { tells: 'our street alone', theirs: { line1: '12 Alder Street' }, action: null },
  { tells: 'a country alone', theirs: { country: 'Canada' }, action: null },
  { tells: 'another town without a street', theirs: { city: 'Denver' }, action: 'conflict' },
  {
    tells: 'our town with another ZIP',
    theirs: { city: 'Boulder', postalCode: '80302' },
    action: 'conflict',
  },
  {
    tells: 'our town in another country',
    theirs: { city: 'Boulder', country: 'Canada' },
    action: 'conflict',
  },
  { tells: 'another street without a town', theirs: { line1: '9 Elm Road' }, action: 'conflict' },
  {
    tells: 'another street in our town',
    theirs: { line1: '9 Elm Road', city: 'Boulder' },
    action: 'replace',
  },
  { tells: 'another address', theirs: { line1: '9 Elm Road', postalCode: '80202' }, action: 'replace' },
]

test.each(partialAddresses)('an address that tells $tells', ({ theirs, action }) => {
  const address = { ...typed, ...theirs }
  const ours = contactWith('address', 'kajabi', 'UNLOCKED')
  expect(plan(ours, { address })).toEqual(action ? [`${action} address`] : [])
  expect(plan(ours, { address }, { source: 'paypal' })).toEqual(action ? [`${action} address`] : [])
  const taking = plan(ours, { address }, { rules: answering('take') })
  expect(taking).toEqual(action ? [`${action} address`] : [])
})

test('a town is a whole address where nobody knows more', () => {
  const town = { ...typed, city: 'Boulder' }
  expect(plan(contactWith('address', null, 'UNLOCKED'), { address: town })).toEqual(['fill address'])
  const known = contactWith('address', 'kajabi', 'UNLOCKED')
  const ours = { ...known, addresses: known.addresses.map(a => ({ ...a, ...nowhere, city: 'Boulder' })) }
  expect(plan(ours, { address: { ...typed, city: 'Denver' } })).toEqual(['replace address'])
  expect(plan(ours, { address: { ...town, line1: '12 Alder St' } })).toEqual(['replace address'])
})

const yes = (date: string | null): OptInClaim => ({ subscribed: true, method: 'asked', date })
const no = (date: string | null): OptInClaim => ({ subscribed: false, method: 'asked', date })
const subscriber = {
  emailSubscribed: true,
  subscriptionProtected: true,
  consentDate: '2024-05-01',
  unsubscribeDate: null,
}
const optedOut = { emailSubscribed: false, unsubscribeDate: '2024-05-01' }
const every = (action: string | null): Record<LockLevel, string | null> => ({
  UNLOCKED: action,
  PARTIAL_LOCK: action,
  FULL_LOCK: action,
})
/** What a Kajabi file does at each level, and what any other file does. */
const optIns = [
  {
    name: 'nobody yet, yes',
    ours: {},
    claim: yes(null),
    kajabi: { ...every('replace'), FULL_LOCK: 'conflict' },
    elsewhere: 'suggest',
  },
  { name: 'nobody yet, no', ours: {}, claim: no(null), kajabi: every('replace'), elsewhere: 'replace' },
  { name: 'subscriber, yes', ours: subscriber, claim: yes(null), kajabi: every(null), elsewhere: null },
  {
    name: 'subscriber, no',
    ours: subscriber,
    claim: no(null),
    kajabi: every('conflict'),
    elsewhere: 'conflict',
  },
  {
    name: 'subscriber, no before that',
    ours: subscriber,
    claim: no('2023-01-01'),
    kajabi: every('conflict'),
    elsewhere: 'keep',
  },
  {
    name: 'opted out, yes',
    ours: optedOut,
    claim: yes(null),
    kajabi: every('conflict'),
    elsewhere: 'suggest',
  },
  {
    name: 'opted out, yes before that',
    ours: optedOut,
    claim: yes('2023-01-01'),
    kajabi: every('conflict'),
    elsewhere: 'keep',
  },
  { name: 'opted out, no', ours: optedOut, claim: no(null), kajabi: every(null), elsewhere: null },
]
const planned = (action: string | null) => (action ? [`${action} email_subscribed`] : [])

test.each(optIns)('opt-in: $name', ({ ours, claim, kajabi, elsewhere }) => {
  for (const level of levels) {
    const c = { ...contactWith('name', 'kajabi', level), ...ours }
    expect(plan(c, { optIn: claim })).toEqual(planned(kajabi[level]))
    expect(plan(c, { optIn: claim }, { source: 'ticket_tailor' })).toEqual(planned(elsewhere))
    const keeping = plan(c, { optIn: claim }, { rules: answering('keep') })
    const isSacred = kajabi[level] === null || !(claim.subscribed || c.emailSubscribed)
    expect(keeping).toEqual(isSacred ? planned(kajabi[level]) : ['keep email_subscribed'])
  }
})

test('of a contact that a file makes, the newest answer of that file counts, and of one day the no', () => {
  const of = (ours: Partial<ContactState>, optIn: OptInClaim) =>
    plan({ ...contactWith('name', 'kajabi', 'UNLOCKED'), ...ours }, { optIn }, { source: 'wix', isNew: true })
  expect(of(optedOut, yes('2025-01-01'))).toEqual(['replace email_subscribed'])
  expect(of(optedOut, yes('2024-05-01'))).toEqual(['keep email_subscribed'])
  expect(of(subscriber, no('2024-05-01'))).toEqual(['replace email_subscribed'])
  expect(of(subscriber, no('2024-04-30'))).toEqual(['keep email_subscribed'])
})

test('levels rise by the systems whose values a contact carries, and never fall', () => {
  expect(raisedLock('UNLOCKED', 'kajabi', ['kajabi', 'kajabi_transaction'])).toBeNull()
  expect(raisedLock('UNLOCKED', 'kajabi', ['kajabi', 'zoho'])?.lockLevel).toBe('PARTIAL_LOCK')
  expect(raisedLock('PARTIAL_LOCK', 'kajabi', ['zoho', 'paypal'])?.lockLevel).toBe('FULL_LOCK')
  expect(raisedLock('UNLOCKED', 'kajabi', ['staff'])?.lockLevel).toBe('FULL_LOCK')
  expect(raisedLock('FULL_LOCK', 'kajabi', ['kajabi'])).toBeNull()
})

import { expect, test } from 'vitest'
import { asType, type CardValue, fieldsOf, saidOf, typedValue } from './value-words.ts'

const nobodySaid = { state: null, stateAt: null, stateBy: null, stateNote: null }
const phone: CardValue = {
  kind: 'phone',
  row: {
    id: '1',
    phone: '303 555 0101',
    phoneE164: '+13035550101',
    type: 'home',
    isPrimary: true,
    timeZone: null,
    sourceSystem: 'kajabi',
    ...nobodySaid,
  },
}
const address: CardValue = {
  kind: 'address',
  row: {
    id: '2',
    line1: '12 Alder St',
    line2: null,
    city: 'Lyons',
    state: 'CO',
    postalCode: '80540',
    country: 'Canada',
    type: 'work',
    isPrimary: true,
    isMailing: true,
    returnedAt: '2025-03-03T12:00:00.000Z',
    returnedBy: 'Mira',
    sourceSystem: 'staff',
  },
}

test('what is typed keeps the type and country of what was there', () => {
  expect(typedValue('phone', { phone: '303 555 0102' }, phone)).toEqual({
    kind: 'phone',
    phone: '303 555 0102',
    type: 'home',
  })
  const texts = Object.fromEntries(fieldsOf('address', address).map(f => [f.name, f.text]))
  expect(typedValue('address', { ...texts, line2: 'Unit 4' }, address)).toEqual({
    kind: 'address',
    address: {
      line1: '12 Alder St',
      line2: 'Unit 4',
      city: 'Lyons',
      state: 'CO',
      postalCode: '80540',
      country: 'Canada',
    },
    type: 'work',
  })
})

test('an emptied value is none', () => {
  expect(typedValue('email', { email: '' })).toBeNull()
  expect(typedValue('address', { line1: '', city: '' })).toBeNull()
})

test('a value becomes another type; an e-mail has none', () => {
  expect(asType(phone, 'work')).toEqual({ kind: 'phone', phone: '303 555 0101', type: 'work' })
})

test('what was said of a value', () => {
  expect(saidOf(phone)).toBeNull()
  expect(saidOf(address)).toEqual({
    state: 'returned',
    by: 'Mira',
    at: '2025-03-03T12:00:00.000Z',
    why: null,
  })
})

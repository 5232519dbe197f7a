import { expect, test } from 'vitest'
import { checkOf, emptyPerson, inputOf, resolveNewPerson } from './new-person.ts'

test('empty fields are absent from the call', () => {
  expect(inputOf({ ...emptyPerson, firstName: ' Orla ', email: 'orla@example.org' })).toEqual({
    firstName: 'Orla',
    emails: ['orla@example.org'],
  })
})

test('an address goes along as soon as one part is there', () => {
  const input = inputOf({ ...emptyPerson, lastName: 'Fairweather', line1: '12 Alder St', city: 'Boulder' })
  expect(input.address).toEqual({ line1: '12 Alder St', city: 'Boulder', state: '', postalCode: '' })
})

test('nobody at all is refused at the first field', () => {
  expect(resolveNewPerson(emptyPerson).errors).toMatchObject({
    firstName: { message: 'Enter a name, a business name or an e-mail.' },
  })
})

test('an address without a street is refused at the street', () => {
  const { errors } = resolveNewPerson({ ...emptyPerson, firstName: 'Orla', city: 'Boulder' })
  expect(Object.keys(errors)).toEqual(['line1'])
})

test('a complete person passes', () => {
  expect(resolveNewPerson({ ...emptyPerson, businessName: 'Alder Books' }).errors).toEqual({})
})

test('likenesses are looked for once there is a name, an e-mail, a phone or a business', () => {
  const check = (typed: Partial<typeof emptyPerson>) => checkOf({ ...emptyPerson, ...typed })
  expect(check({ firstName: 'Orla' })).toBeNull()
  expect(check({ email: 'orla' })).toBeNull()
  expect(check({ firstName: 'Orla', lastName: 'Fairweather' })).toMatchObject({
    firstName: 'Orla',
    lastName: 'Fairweather',
    emails: [],
    phones: [],
  })
  expect(check({ phone: '303 555 0101' })).toMatchObject({ phones: ['303 555 0101'] })
  expect(check({ email: 'orla@example.org' })).toMatchObject({ emails: ['orla@example.org'] })
})

import { expect, test } from 'vitest'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { readWholePerson, wordsOf } from './person.ts'
import { ownWords, scrubberOf } from './scrub.ts'

const { sqlite, read } = openOffice(temporaryFolder())
const people = importing(sqlite, w => ({
  anna: addPerson(w, { firstName: 'Anna', emails: ['anna@example.org'], phones: ['(303) 555-0101'] }),
  home: addPerson(w, {
    firstName: 'Ann',
    lastName: 'Lee',
    emails: ['ann@example.org'],
    phones: ['(303) 555-0177'],
    city: 'Boulder',
  }),
  spouse: addPerson(w, { firstName: 'Bo', lastName: 'Lee', phones: ['303 555 0177'], city: 'Boulder' }),
  namesake: addPerson(w, { firstName: 'Cy', lastName: 'Reed', emails: ['cy@example.org'] }),
  other: addPerson(w, { firstName: 'Cy', lastName: 'Reed', emails: ['cy.reed@example.org'] }),
}))

function scrubberFor(contactId: string) {
  const person = readWholePerson(read, contactId)
  return scrubberOf(ownWords(read, person, wordsOf(read, person)))
}

test('a first name alone is many people’s', () => {
  const { text } = scrubberFor(people.anna)
  expect(text('Merged Anna Smith and A. Smith; wrote to anna@example.org, called (303) 555-0101')).toBe(
    'Merged Anna Smith and A. Smith; wrote to an erased person, called an erased person',
  )
})

test('whole words only, in any case, and not what somebody else has as well', () => {
  const { text } = scrubberFor(people.home)
  expect(text('Joann Leeds and ANN LEE, 12 Alder St, (303) 555-0177')).toBe(
    'Joann Leeds and an erased person, 12 Alder St, (303) 555-0177',
  )
})

test('the name of a namesake stays', () => {
  const { text, mentions } = scrubberFor(people.namesake)
  expect(text('Noted on Cy Reed')).toBe('Noted on Cy Reed')
  expect(mentions('cy@example.org')).toBe(true)
  expect(mentions('Cy Reed')).toBe(false)
})

test('texts inside JSON, whatever is in the words', () => {
  const scrubber = scrubberOf(['A (b) "c"'])
  expect(scrubber.json({ list: ['x A (b) "c" y', 7, null] })).toEqual({
    list: ['x an erased person y', 7, null],
  })
  expect(scrubberOf([]).text('anything')).toBe('anything')
})

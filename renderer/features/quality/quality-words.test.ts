import { expect, test } from 'vitest'
import { officeHealth } from '../../../electron/contract/office.ts'
import { hashOfPlace, placeOfHash } from '../../lib/navigation.ts'
import { fixWords, inOrderOfNeed, placeOfPart, scoreWords } from './quality-words.ts'

const kinds = officeHealth.output.shape.parts.element.shape.kind.options

test('every figure but broken links leads to a place that can be found again', () => {
  for (const kind of kinds.filter(each => each !== 'links')) {
    const place = placeOfPart(kind)
    expect(place).not.toBeNull()
    expect(place && placeOfHash(hashOfPlace(place))).toEqual(place)
    expect(fixWords[kind]).not.toBe('')
  }
})

test('the largest share comes first, and what is clean is apart', () => {
  const part = (kind: (typeof kinds)[number], count: number, of: number) => ({ kind, title: kind, count, of })
  const { open, clean } = inOrderOfNeed([
    part('noName', 1, 100),
    part('conflicts', 0, 100),
    part('noReach', 5, 100),
  ])
  expect(open.map(each => each.kind)).toEqual(['noReach', 'noName'])
  expect(clean.map(each => each.kind)).toEqual(['conflicts'])
})

test('a score in a word', () => {
  expect([100, 90, 75, 10].map(scoreWords)).toEqual([
    'In very good order',
    'In good order',
    'Some things to mend',
    'Much to mend',
  ])
})

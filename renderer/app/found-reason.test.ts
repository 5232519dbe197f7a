import { expect, test } from 'vitest'
import { hitDetail, hitReason } from './found-reason.ts'

type Reason = NonNullable<Parameters<typeof hitDetail>[0]['reason']>

const hit = (reason: Reason | null) => ({
  contactId: 'c1',
  fullName: 'Robert Mandeville',
  email: 'rm@example.org',
  phone: '(415) 555-0142',
  city: 'Salida',
  score: 1,
  reason,
})

test.each<[Reason | null, string, string | null]>([
  [null, 'robert', null],
  [{ foundIn: 'nickname', value: 'Robert' }, 'bob', 'Another form of Robert'],
  [{ foundIn: 'business', value: 'Mandeville Books' }, 'books', 'Mandeville Books'],
  [{ foundIn: 'email', value: 'rm@example.org' }, 'rm@', null],
  [{ foundIn: 'email', value: 'other@example.org' }, 'other', 'other@example.org'],
  [{ foundIn: 'phone', value: '+14155550142' }, '0142', null],
  [{ foundIn: 'phone', value: '+14155550143' }, '0143', '(415) 555-0143'],
  [{ foundIn: 'place', value: 'Salida CO 81201' }, '812', null],
  [{ foundIn: 'note', value: 'Lends the ladder' }, 'lend', 'Note: Lends the ladder'],
  [
    { foundIn: 'note', value: 'Came to the spring workshop and lends the ladder' },
    'ladder mandeville',
    'Note: …lends the ladder',
  ],
  [
    { foundIn: 'note', value: 'Came to the spring workshop' },
    'wrokshop',
    'Note: Came to the spring workshop',
  ],
])('%o, found by %s: %s', (reason, typed, text) => {
  expect(hitReason(hit(reason), typed)).toBe(text)
})

test('the line shows how to reach the person, and the whole place when that was asked for', () => {
  expect(hitDetail(hit(null))).toBe('rm@example.org · (415) 555-0142 · Salida')
  const place = { foundIn: 'place' as const, value: 'Salida CO 81201' }
  expect(hitDetail(hit(place))).toBe('rm@example.org · (415) 555-0142 · Salida CO 81201')
})

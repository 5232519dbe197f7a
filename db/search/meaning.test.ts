import { fc, test as property } from '@fast-check/vitest'
import type Database from 'better-sqlite3'
import { beforeAll, expect, test } from 'vitest'
import { createDemo } from '../demo/create-demo.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { openOffice } from '../open.ts'
import { countContacts, listContacts } from '../queries/contacts-list.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { findContacts } from './find-contacts.ts'
import { allWordsOf } from './match-words.ts'
import { likelyMeant } from './vocabulary.ts'

let sqlite: Database.Database
let db: ReadDb
/** The words of every live contact: of names, business and e-mails. */
let people: { id: string; words: string[] }[]

beforeAll(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  createDemo(sqlite, { contacts: 1200, seed: 7, who: 'test', today: '2026-03-15' })
  people = db
    .all<{ id: string; text: string }>(
      `SELECT c.id, concat_ws(' ', c.first_name, c.last_name, c.business_name, c.email) AS text
       FROM contacts c WHERE c.deleted_at IS NULL AND c.merged_into_id IS NULL`,
    )
    .map(({ id, text }) => ({ id, words: allWordsOf(text) }))
})

const listed = (search: string) =>
  listContacts(db, { filter: { search }, sort: 'name', direction: 'asc', limit: 5000, offset: 0 }).map(
    row => row.contactId,
  )

type Typo = { kind: 'wrong' | 'missing' | 'too many' | 'swapped'; at: number; letter: string }
const anyTypo: fc.Arbitrary<Typo> = fc.record({
  kind: fc.constantFrom('wrong' as const, 'missing' as const, 'too many' as const, 'swapped' as const),
  at: fc.nat(),
  letter: fc.string({ unit: fc.constantFrom('a', 'e', 'n', 'x'), minLength: 1, maxLength: 1 }),
})

function withTypo(word: string, typo: Typo): string {
  const at = typo.at % word.length
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)]
  if (typo.kind === 'wrong') return before + typo.letter + after
  if (typo.kind === 'missing') return before + after
  if (typo.kind === 'too many') return before + typo.letter + letter + after
  return before + after.slice(0, 1) + letter + after.slice(1)
}

property.prop([fc.nat(), fc.nat(), anyTypo], { numRuns: 2000 })(
  'every word of everybody is meant by the word with any one typo in it',
  (n, w, typo) => {
    const words = people[n % people.length]?.words.filter(word => /^\p{L}.{4,}$/u.test(word)) ?? []
    const word = words[w % Math.max(1, words.length)]
    if (word === undefined) return
    const typed = withTypo(word, typo)
    const isMeant = word.startsWith(typed) || likelyMeant(db, typed, 'typo').includes(word)
    expect({ typed, word, isMeant }).toEqual({ typed, word, isMeant: true })
  },
)

property.prop([fc.nat(), fc.array(fc.nat(), { minLength: 2, maxLength: 3 }), anyTypo], { numRuns: 150 })(
  'words find the same people in any order, with or without a typo; the palette shows people of the list, and the list counts them',
  (n, picks, typo) => {
    const { id, words } = people[n % people.length] ?? { id: '', words: [] }
    const picked = picks.map(pick => words[pick % words.length] ?? '').filter(word => /^\p{L}/u.test(word))
    const typed = picked.map((word, i) => (i === 0 && word.length > 4 ? withTypo(word, typo) : word))
    for (const asked of [picked, typed].filter(list => list.length > 0)) {
      const found = listed(asked.join(' '))
      expect(listed(asked.toReversed().join(' '))).toEqual(found)
      expect(countContacts(db, { search: asked.join(' ') })).toBe(found.length)
      const shown = findContacts(db, { text: asked.join(' '), limit: 100 }).map(hit => hit.contactId)
      expect(shown.filter(contactId => !found.includes(contactId))).toEqual([])
      if (found.length <= 60) expect(shown.toSorted()).toEqual(found.toSorted())
    }
    if (picked.length > 0) expect(listed(picked.join(' '))).toContain(id)
  },
)

test('many are looked for along the order of the list, and are counted by the index', () => {
  const found = listed('example')
  expect(found.length).toBeGreaterThan(1000)
  expect(countContacts(db, { search: 'example' })).toBe(found.length)
  expect(found.slice(0, 50)).toEqual(listed('exampl').slice(0, 50))
})

test('a name without its apostrophe means the same in the list as in the palette', () => {
  const found = listed('darcangel')
  expect(found.length).toBeGreaterThan(0)
  expect(listed("d'arcangel")).toEqual(found)
  const shown = findContacts(db, { text: 'darcangel', limit: 100 }).map(hit => hit.contactId)
  expect(shown.toSorted()).toEqual(found.toSorted())
})

test('an e-mail that somebody has means those whose e-mails begin so, in the list as in the palette', () => {
  const [one] = importing(sqlite, w => [
    addPerson(w, {
      firstName: 'Odo',
      lastName: 'Quist',
      emails: ['quist@one.example', 'odo@second.example'],
    }),
    addPerson(w, { firstName: 'Ida', lastName: 'Odo', emails: ['ida@second.example'] }),
  ])
  expect(listed('ODO@second')).toEqual([one])
  expect(findContacts(db, { text: 'ODO@second', limit: 9 }).map(hit => hit.contactId)).toEqual([one])
  expect(countContacts(db, { search: 'odo@second' })).toBe(1)
})

test('words that came and people who went are known at once in a small office', () => {
  const [gone, merged, stays] = importing(sqlite, w =>
    ['Ann', 'Bo', 'Cy'].map(firstName => addPerson(w, { firstName, lastName: 'Xylander' })),
  )
  expect(listed('xylader')).toHaveLength(3)
  importing(sqlite, w => {
    w.db.run('UPDATE contacts SET deleted_at = ?, touched_group = ? WHERE id = ?', [w.at, w.seq, gone ?? ''])
    w.db.run('UPDATE contacts SET merged_into_id = ?, touched_group = ? WHERE id = ?', [
      stays ?? '',
      w.seq,
      merged ?? '',
    ])
  })
  expect(listed('xylader')).toEqual([stays])
  expect(findContacts(db, { text: 'xylader', limit: 9 }).map(hit => hit.contactId)).toEqual([stays])
})

test('a large office goes on with the words it had, and reads the new ones between other work', async () => {
  const office = openOffice(temporaryFolder())
  const { read } = office
  importing(office.sqlite, w => addPerson(w, { firstName: 'Mae', lastName: 'Aardwolf' }))
  expect(likelyMeant(read, 'ardwolf', 'typo')).toEqual(['aardwolf'])
  importing(office.sqlite, w => {
    for (let n = 0; n < 3000; n++) addPerson(w, { lastName: `Lot${n.toString(36)}` })
    addPerson(w, { firstName: 'Mae', lastName: 'Zymurgy' })
  })
  expect(likelyMeant(read, 'zymurgi', 'typo')).toEqual([])
  expect(likelyMeant(read, 'ardwolf', 'typo')).toEqual(['aardwolf'])
  await expect.poll(() => likelyMeant(read, 'zymurgi', 'typo')).toEqual(['zymurgy'])
})

test('an office that is closed while its words are read is left alone', async () => {
  const office = openOffice(temporaryFolder())
  importing(office.sqlite, w => addPerson(w, { firstName: 'Mae', lastName: 'Aardwolf' }))
  findContacts(office.read, { text: 'm', limit: 1 })
  office.close()
  await new Promise(resolve => setImmediate(resolve))
  expect(() => findContacts(office.read, { text: 'm', limit: 1 })).toThrow('not open')
})

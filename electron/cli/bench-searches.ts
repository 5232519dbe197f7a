import type { ReadDb } from '../../db/handles.ts'
import { randomOf } from '../../db/demo/random.ts'

/** `shareFound`: the part of the texts that must find somebody. */
export type SearchClass = { name: string; texts: string[]; shareFound: number }

type Person = {
  first_name: string
  last_name: string
  email: string | null
  phone_e164: string | null
  city: string | null
}

/** What people type, by kind, taken from contacts that are there; the same office and seed give the same texts. */
export function searchTexts(db: ReadDb, count: number): SearchClass[] {
  const random = randomOf(42)
  const people = db.all<Person>(
    `SELECT c.first_name, c.last_name, c.email,
       (SELECT phone_e164 FROM contact_phones p WHERE p.contact_id = c.id AND p.is_primary = 1) AS phone_e164,
       (SELECT city FROM contact_addresses a WHERE a.contact_id = c.id AND a.is_primary = 1) AS city
     FROM contacts c WHERE c.first_name IS NOT NULL AND c.last_name IS NOT NULL AND c.seq % 37 = 0 LIMIT 4000`,
  )
  const texts = (make: (person: Person) => string) =>
    Array.from({ length: count }, () => make(random.pick(people)))
  const typo = (word: string) => {
    const at = 1 + random.below(Math.max(1, word.length - 2))
    return word.slice(0, at) + word.slice(at + 1)
  }
  const classes: (Omit<SearchClass, 'shareFound'> & { shareFound?: number })[] = [
    { name: '1 letter', texts: texts(p => p.last_name.slice(0, 1)) },
    { name: '2 letters', texts: texts(p => p.last_name.slice(0, 2)) },
    { name: '3 letters', texts: texts(p => p.last_name.slice(0, 3)) },
    { name: 'last name', texts: texts(p => p.last_name) },
    { name: 'two beginnings', texts: texts(p => `${p.first_name.slice(0, 3)} ${p.last_name.slice(0, 4)}`) },
    { name: 'full name', texts: texts(p => `${p.first_name} ${p.last_name}`) },
    { name: 'e-mail', texts: texts(p => p.email ?? p.last_name) },
    { name: 'last 4 of a phone', texts: texts(p => p.phone_e164?.slice(-4) ?? '0142') },
    { name: 'inside of a word', texts: texts(p => p.last_name.slice(2, 6)) },
    { name: 'one typo', texts: texts(p => typo(p.last_name)), shareFound: 0.9 },
    { name: 'town', texts: texts(p => p.city ?? 'Boulder') },
    { name: 'nothing there', texts: texts(() => `zqxv${random.below(90) + 10}`), shareFound: 0 },
    {
      name: 'each keystroke of a name',
      texts: texts(p => `${p.first_name} ${p.last_name}`).flatMap(text =>
        Array.from(text, (_, i) => text.slice(0, i + 1).trim()),
      ),
    },
  ]
  return classes.map(c => ({ shareFound: 0.99, ...c }))
}

import { type Random, randomOf } from '../../db/demo/random.ts'
import type { ReadDb } from '../../db/handles.ts'
import { nicknamesOf } from '../../db/normalise/nicknames.ts'
import type { FoundContact } from '../../db/search/find-contacts.ts'

/** A text as typed, and whether an answer is somebody it was aimed at. */
export type AimedSearch = { text: string; isAimedAt: (found: FoundContact) => boolean }
/** `shareFound`: the part of the texts that must find whom they aim at among the first ten. */
export type SearchClass = { name: string; searches: AimedSearch[]; shareFound: number }

type Person = {
  id: string
  full_name: string
  first_name: string
  last_name: string
  business_name: string | null
  email: string | null
  phone_e164: string | null
  city: string | null
  postal_code: string | null
  note: string | null
}

const peopleSql = `SELECT c.id, c.full_name, c.first_name, c.last_name, c.business_name, c.email,
    (SELECT phone_e164 FROM contact_phones p WHERE p.contact_id = c.id AND p.is_primary = 1) AS phone_e164,
    a.city, a.postal_code, (SELECT text FROM contact_notes n WHERE n.contact_id = c.id LIMIT 1) AS note
  FROM contacts c LEFT JOIN contact_addresses a ON a.contact_id = c.id AND a.is_primary = 1
  WHERE c.first_name IS NOT NULL AND c.last_name IS NOT NULL AND c.deleted_at IS NULL AND c.merged_into_id IS NULL
    AND c.seq % 7 = 0`

const lower = (text: string) => text.toLowerCase()
const isNamesake = (p: Person) => (found: FoundContact) => found.fullName === p.full_name
const says = (text: string) => (found: FoundContact) => found.reason?.value.includes(text) === true
const named = (p: Person, text: string): AimedSearch => ({ text, isAimedAt: isNamesake(p) })
/** Everybody of whom the text is a part of the name will do. */
const part = (text: string): AimedSearch => ({
  text,
  isAimedAt: found => lower(found.fullName).includes(lower(text)),
})
const exact = (p: Person, text: string): AimedSearch => ({ text, isAimedAt: f => f.contactId === p.id })

/** `of`: who can be looked for in this way. `share` when a text cannot always tell the one from others. */
type Kind = {
  of?: (p: Person) => unknown
  type: (p: Person, random: Random) => AimedSearch | AimedSearch[]
  share?: number
}

function typo(word: string, random: Random): string {
  const at = random.below(word.length)
  const letter = String.fromCharCode(97 + random.below(26))
  const [before, after] = [word.slice(0, at), word.slice(at + 1)]
  return random.pick([
    `${before}${after}`,
    `${before}${letter}${after}`,
    `${before}${letter}${word.slice(at)}`,
    `${before}${after.slice(0, 1)}${word.charAt(at)}${after.slice(1)}`,
  ])
}

const names: Record<string, Kind> = {
  '1 letter': { type: p => part(p.last_name.slice(0, 1)) },
  '2 letters': { type: p => part(p.last_name.slice(0, 2)) },
  '3 letters': { type: p => part(p.last_name.slice(0, 3)) },
  'last name': { type: p => part(p.last_name) },
  'two beginnings': {
    type: p => named(p, `${p.first_name.slice(0, 3)} ${p.last_name.slice(0, 4)}`),
    share: 0.95,
  },
  'full name': { type: p => named(p, `${p.first_name} ${p.last_name}`) },
  'names swapped': { type: p => named(p, `${p.last_name} ${p.first_name}`) },
  'nickname and last name': {
    of: p => nicknamesOf(lower(p.first_name)).length > 0,
    type: (p, random) => named(p, `${random.pick(nicknamesOf(lower(p.first_name)))} ${p.last_name}`),
  },
  'a typo in a full name': {
    type: (p, random) => named(p, `${p.first_name} ${typo(lower(p.last_name), random)}`),
    share: 0.98,
  },
  'a typo in a last name alone': {
    type: (p, random) => ({ ...part(p.last_name), text: typo(lower(p.last_name), random) }),
    share: 0.95,
  },
  'inside of a word': { type: p => part(p.last_name.slice(2, 7)), share: 0.95 },
  'each keystroke of a name': {
    type: p => {
      const name = `${p.first_name} ${p.last_name}`
      return Array.from(name, (_, i) => named(p, name.slice(0, i + 1).trim()))
    },
    share: 0,
  },
}

const localOf = (p: Person) => p.email?.slice(0, p.email.indexOf('@')) ?? ''
const domainOf = (p: Person) => p.email?.slice(p.email.indexOf('@')) ?? ''
const hasEmail = (p: Person) => p.email

const emails: Record<string, Kind> = {
  'e-mail': { of: hasEmail, type: p => exact(p, p.email ?? '') },
  'e-mail being typed': {
    of: hasEmail,
    type: p => ({
      text: `${localOf(p)}@`,
      isAimedAt: f => lower(f.email ?? '').startsWith(`${lower(localOf(p))}@`),
    }),
  },
  'e-mail, inside of it': {
    of: p => localOf(p).length > 10,
    type: p => {
      const text = localOf(p).slice(-7)
      return { text, isAimedAt: f => lower(`${f.email} ${f.reason?.value}`).includes(lower(text)) }
    },
    share: 0.95,
  },
  'e-mail domain': {
    of: hasEmail,
    type: p => ({ text: domainOf(p), isAimedAt: f => f.email?.endsWith(domainOf(p)) === true }),
  },
}

const isAmerican = (p: Person) => p.phone_e164?.startsWith('+1')
/** A phone may be a family's. */
const phone = (p: Person, digits: number, text = p.phone_e164?.slice(-digits) ?? ''): AimedSearch => ({
  text,
  isAimedAt: f => f.contactId === p.id || says(p.phone_e164?.slice(-digits) ?? '')(f),
})

const others: Record<string, Kind> = {
  'phone as written': {
    of: isAmerican,
    type: p => phone(p, 10, p.phone_e164?.replace(/^\+1(...)(...)/, '($1) $2-')),
  },
  'phone digits': { of: isAmerican, type: p => phone(p, 10) },
  'last seven of a phone': { of: isAmerican, type: p => phone(p, 7) },
  'last four of a phone': { of: isAmerican, type: p => phone(p, 4) },
  business: { of: p => p.business_name, type: p => named(p, `${p.business_name} ${p.last_name}`) },
  // Aurora is a first name, too.
  city: {
    of: p => p.city,
    type: p => ({ text: p.city ?? '', isAimedAt: f => f.city === p.city }),
    share: 0.9,
  },
  'part of a ZIP': {
    of: p => p.postal_code,
    type: p => {
      const text = p.postal_code?.slice(0, 4) ?? ''
      return { text, isAimedAt: says(text) }
    },
  },
  'a name and a word of a note': {
    of: p => p.note,
    type: (p, random) => named(p, `${p.last_name} ${random.pick(p.note?.match(/[A-Za-z]{5,}/g) ?? [''])}`),
  },
  'nothing there': {
    type: (_, random) => ({ text: `zqxv${random.below(90) + 10}`, isAimedAt: () => false }),
    share: 0,
  },
}

/** What people type, by kind, taken from contacts that are there; the same office and seed give the same texts. */
export function searchClasses(db: ReadDb, count: number): SearchClass[] {
  const random = randomOf(42)
  const everybody = db.all<Person>(peopleSql)
  return Object.entries({ ...names, ...emails, ...others }).map(
    ([name, { of = () => true, type, share }]) => {
      const people = everybody.filter(of)
      const searches = Array.from({ length: people.length === 0 ? 0 : count }, () =>
        type(random.pick(people), random),
      )
      return { name, searches: searches.flat(), shareFound: share ?? 0.99 }
    },
  )
}

import { randomOf } from '../../db/demo/random.ts'
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

/** What people type, by kind, taken from contacts that are there; the same office and seed give the same texts. */
export function searchClasses(db: ReadDb, count: number): SearchClass[] {
  const random = randomOf(42)
  const everybody = db.all<Person>(peopleSql)
  const typo = (word: string) => {
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
  const isNamesake = (p: Person) => (found: FoundContact) => found.fullName === p.full_name
  const isSame = (p: Person) => (found: FoundContact) => found.contactId === p.id
  const hasName = (text: string) => (found: FoundContact) => lower(found.fullName).includes(lower(text))
  const isOf = (city: string | null) => (found: FoundContact) => found.city === city
  const says = (text: string) => (found: FoundContact) => found.reason?.value.includes(text) === true

  type Kind = { of?: (p: Person) => unknown; type: (p: Person) => AimedSearch | AimedSearch[] }
  const named = (p: Person, text: string) => ({ text, isAimedAt: isNamesake(p) })
  const part = (text: string) => ({ text, isAimedAt: hasName(text) })
  const last = (p: Person, digits: number) => {
    const text = p.phone_e164?.slice(-digits) ?? ''
    return { text, isAimedAt: (f: FoundContact) => f.contactId === p.id || says(text)(f) }
  }
  const kinds: Record<string, Kind> = {
    '1 letter': { type: p => part(p.last_name.slice(0, 1)) },
    '2 letters': { type: p => part(p.last_name.slice(0, 2)) },
    '3 letters': { type: p => part(p.last_name.slice(0, 3)) },
    'last name': { type: p => part(p.last_name) },
    'two beginnings': { type: p => named(p, `${p.first_name.slice(0, 3)} ${p.last_name.slice(0, 4)}`) },
    'full name': { type: p => named(p, `${p.first_name} ${p.last_name}`) },
    'names swapped': { type: p => named(p, `${p.last_name} ${p.first_name}`) },
    'nickname and last name': {
      of: p => nicknamesOf(lower(p.first_name)).length > 0,
      type: p => named(p, `${random.pick(nicknamesOf(lower(p.first_name)))} ${p.last_name}`),
    },
    'typo in the last name': { type: p => named(p, `${p.first_name} ${typo(lower(p.last_name))}`) },
    'last name with a typo alone': {
      type: p => ({ text: typo(lower(p.last_name)), isAimedAt: hasName(p.last_name) }),
    },
    'inside of a word': { type: p => part(p.last_name.slice(2, 6)) },
    'e-mail': { of: p => p.email, type: p => ({ text: p.email ?? '', isAimedAt: isSame(p) }) },
    'e-mail being typed': {
      of: p => p.email,
      type: p => {
        const text = p.email?.slice(0, p.email.indexOf('@') + 2) ?? ''
        return { text, isAimedAt: f => lower(f.email ?? '').startsWith(lower(text)) }
      },
    },
    'e-mail, inside of it': {
      of: p => (p.email?.indexOf('@') ?? 0) > 10,
      type: p => {
        const at = p.email?.indexOf('@') ?? 0
        const text = p.email?.slice(at - 7, at) ?? ''
        return { text, isAimedAt: f => lower(`${f.email} ${f.reason?.value}`).includes(lower(text)) }
      },
    },
    'e-mail domain': {
      of: p => p.email,
      type: p => {
        const text = p.email?.slice(p.email.indexOf('@')) ?? ''
        return { text, isAimedAt: f => f.email?.endsWith(text) === true }
      },
    },
    'phone as written': {
      of: p => p.phone_e164?.startsWith('+1'),
      type: p => ({
        ...last(p, 10),
        text: p.phone_e164?.replace(/^\+1(...)(...)/, '($1) $2-') ?? '',
      }),
    },
    'phone digits': {
      of: p => p.phone_e164,
      type: p => last(p, 10),
    },
    'last seven of a phone': { of: p => p.phone_e164, type: p => last(p, 7) },
    'last four of a phone': { of: p => p.phone_e164, type: p => last(p, 4) },
    business: { of: p => p.business_name, type: p => named(p, `${p.business_name} ${p.last_name}`) },
    city: { of: p => p.city, type: p => ({ text: p.city ?? '', isAimedAt: isOf(p.city) }) },
    'part of a ZIP': {
      of: p => p.postal_code,
      type: p => ({
        text: p.postal_code?.slice(0, 4) ?? '',
        isAimedAt: says(p.postal_code?.slice(0, 4) ?? ''),
      }),
    },
    'a name and a word of a note': {
      of: p => p.note,
      type: p => named(p, `${p.last_name} ${random.pick(p.note?.match(/[A-Za-z]{5,}/g) ?? [''])}`),
    },
    'nothing there': {
      type: () => ({ text: `zqxv${random.below(90) + 10}`, isAimedAt: () => false }),
    },
    'each keystroke of a name': {
      type: p => {
        const name = `${p.first_name} ${p.last_name}`
        return Array.from(name, (_, i) => named(p, name.slice(0, i + 1).trim()))
      },
    },
  }
  return Object.entries(kinds).map(([name, { of = () => true, type }]) => {
    const people = everybody.filter(of)
    const searches = people.length === 0 ? [] : Array.from({ length: count }, () => type(random.pick(people)))
    return { name, searches: searches.flat(), shareFound: shares[name] ?? 0.99 }
  })
}

/** Where a text cannot always tell the one from others: a beginning stands for many, a typo may be another name. */
const shares: Record<string, number> = {
  'two beginnings': 0.95,
  'typo in the last name': 0.98,
  'last name with a typo alone': 0.9,
  'inside of a word': 0.9,
  'e-mail, inside of it': 0.95,
  'nothing there': 0,
  'each keystroke of a name': 0,
}

import { nobody } from '../../db/duplicates/person.ts'
import { type PreparedPerson, preparePerson } from '../../db/duplicates/prepare.ts'
import { editDistance } from '../../db/duplicates/similarity.ts'
import { compatibleFirstNames, compatibleWords, nameKey } from '../../db/normalise/name.ts'
import { nicknameGroups } from '../../db/normalise/nicknames.ts'

export type PersonName = { firstName: string | null; lastName: string | null }
export type NamedContact = PersonName & { contactId: string }

/**
 * What two names say about whether they are one person's: `same` name in two forms, `renamed` (the first name fits, the last name is another),
 * `open` when a first name is missing, `two` when they are clearly two people's.
 */
export type NameVerdict = 'same' | 'renamed' | 'open' | 'two'

/** For two names on one e-mail, which is strong evidence by itself: in doubt it is one person, and only a clear no is a no. */
export function compareNames(a: PersonName, b: PersonName): NameVerdict {
  if (a.firstName === b.firstName && a.lastName === b.lastName) return a.firstName === null ? 'open' : 'same'
  const one = preparedName(a)
  const other = preparedName(b)
  if (one.given === '' || other.given === '') return 'open'
  if (one.generation !== 0 && other.generation !== 0 && one.generation !== other.generation) return 'two'
  if (fitsOneFirstName(a.firstName ?? '', b.firstName ?? ''))
    return isOneLastName(one, other) ? 'same' : 'renamed'
  return one.given === other.last && one.last === other.given ? 'same' : 'two'
}

/** For two names on one phone, which families share: the same last name, a compatible first name, and no Jr that the other lacks. */
export function isSureName(a: PersonName, b: PersonName): boolean {
  if (!compatibleFirstNames(a.firstName ?? '', b.firstName ?? '')) return false
  const one = preparedName(a)
  const other = preparedName(b)
  return one.last === other.last && one.generation === other.generation
}

/** Equal for two last names that are one in `isSureName`. */
export function lastNameKey(lastName: string | null): string {
  return preparedName({ firstName: null, lastName }).last
}

function preparedName({ firstName, lastName }: PersonName): PreparedPerson {
  return preparePerson({ ...nobody, firstName, lastName })
}

function isOneLastName(a: PreparedPerson, b: PreparedPerson): boolean {
  return a.last === '' || b.last === '' || a.last === b.last || editDistance(a.last, b.last, 2) <= 2
}

/** Also a couple of whom the other is one (`Ann & Bo`, `Bo`), a middle name that is used alone, and one slip in a name. */
function fitsOneFirstName(a: string, b: string): boolean {
  if (compatibleFirstNames(a, b)) return true
  const wordsOfA = nameWords(a)
  const wordsOfB = nameWords(b)
  return wordsOfA.some(one => wordsOfB.some(other => compatibleWords(one, other) || isSlip(one, other)))
}

const joiningWords = new Set(['and', 'und', 'y'])

/** Whole words only: an initial stands for too many names to be one in the middle. */
function nameWords(name: string): string[] {
  return nameKey(name)
    .split(' ')
    .filter(word => word.length > 1 && !joiningWords.has(word))
}

const knownNames = new Set(nicknameGroups.flatMap(group => group.split(' ')))

/** Two names in their own right, and two that differ in their ending (`Paul`, `Paula`), are two people's. */
function isSlip(a: string, b: string): boolean {
  if (a.length < 5 || b.length < 5 || (knownNames.has(a) && knownNames.has(b))) return false
  const start = Math.min(a.length, b.length) - 1
  const differsAtItsEnd = a.slice(0, start) === b.slice(0, start)
  return !differsAtItsEnd && editDistance(a, b, 1) === 1
}

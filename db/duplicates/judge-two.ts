import { type Band, findDuplicates } from './find-duplicates.ts'
import { finish } from './find-pairs.ts'
import { nobody, type PersonForMatching } from './person.ts'
import { preparePerson } from './prepare.ts'

/** Beside the tests: what the engine says of two people in a town of strangers. */
export type Judgement = { outcome: 'same person' | 'household' | 'unrelated'; band: Band | null }

export function home(line1: string, city = 'Boulder', postalCode = '80301') {
  return [{ line1, line2: null, city, state: 'CO', postalCode, country: null }]
}

/** The office has more people than the two in question, and they live where those do. */
export const strangers: readonly PersonForMatching[] = Array.from({ length: 60 }, (_, i) => ({
  ...nobody,
  firstName: ['Orla', 'Jora', 'Mara', 'Bram', 'Nico', 'Vera'][i % 6] ?? null,
  lastName: `${['Alder', 'Birch', 'Cedar', 'Elm', 'Fir'][i % 5]}${['wood', 'field', 'stone', 'brook'][i % 4]}`,
  emails: [`stranger${i * 7919}@example.org`],
  phones: [`+1303555${String(2000 + i * 37)}`],
  addresses: home(`${100 + i * 7} ${['Spruce', 'Maple', 'Walnut'][i % 3]} Street`),
}))

export function judgeTwo(a: Partial<PersonForMatching>, b: Partial<PersonForMatching>): Judgement {
  const people = [...strangers, { ...nobody, ...a }, { ...nobody, ...b }].map(preparePerson)
  const { sets, households } = finish(findDuplicates(people))
  const [first, second] = [strangers.length, strangers.length + 1]
  const band = sets.find(set => set.members.includes(first) && set.members.includes(second))?.band ?? null
  if (band !== null && band !== 'look') return { outcome: 'same person', band }
  const isHousehold = households.some(pair => pair.a === first && pair.b === second)
  return { outcome: isHousehold ? 'household' : 'unrelated', band }
}

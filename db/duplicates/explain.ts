import { emailKey } from '../normalise/email.ts'
import type { Findings } from './findings.ts'
import type { PersonForMatching } from './person.ts'
import { phoneKey, prepareAddress } from './prepare.ts'

/** Why two records look like one person or one household, in sentences for the people who decide. */
export type Explanation = { for: string[]; against: string[]; conclusion: string }

/** What was found in words. `a` and `b` are the two as they were typed, in the order in which they were compared. */
export function explainFindings(found: Findings, a: PersonForMatching, b: PersonForMatching): Explanation {
  const reasons: Reasons = { for: [], against: [] }
  explainNames(reasons, found, a, b)
  explainContact(reasons, found, a, b)
  explainRest(reasons, found, a, b)
  return { ...reasons, conclusion: concludeFrom(found) }
}

type Reasons = Pick<Explanation, 'for' | 'against'>

const wholeName = (p: PersonForMatching) =>
  [p.firstName, p.lastName].filter(Boolean).join(' ') || p.businessName || 'No name'

function explainNames(reasons: Reasons, found: Findings, a: PersonForMatching, b: PersonForMatching): void {
  const { given, last } = found
  const first = `${a.firstName} and ${b.firstName}`
  if (found.isSwapped)
    reasons.for.push(`${wholeName(a)} and ${wholeName(b)}: first and last name have changed places.`)
  else if (given === 'same' && last === 'same') reasons.for.push(`Both are called ${wholeName(a)}.`)
  else {
    if (given === 'same') reasons.for.push(`Both have the first name ${a.firstName}.`)
    if (given === 'nickname') reasons.for.push(`${first} can be one name.`)
    if (given === 'initial') reasons.for.push(`${first} begin alike.`)
    if (given === 'close' || given === 'alike') reasons.for.push(`${first} differ by a slip.`)
    if (given === 'different') reasons.against.push(`${first} are two first names.`)
    if (given === 'couple') reasons.against.push(`${first}: one of them is two people.`)
    if (last === 'same') reasons.for.push(`Both have the last name ${a.lastName}.`)
    if (last === 'close' || last === 'alike')
      reasons.for.push(`${a.lastName} and ${b.lastName} differ by a slip.`)
    if (last === 'part') reasons.for.push(`${a.lastName} and ${b.lastName} share a part.`)
    if (last === 'different') reasons.against.push(`${a.lastName} and ${b.lastName} are two last names.`)
  }
  if (found.middle === 'different') reasons.against.push('Their middle names differ.')
  if (found.generation === 'different')
    reasons.against.push('Their names tell different generations, as Jr and Sr do.')
  if (found.generation === 'one') reasons.against.push('Only one of them is a Jr or Sr.')
  if (found.isMixed) reasons.against.push('One is an organisation, the other a person.')
}

/** The value that was found, as the first of them who has it wrote it; several may be there that were not. */
function written<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
  key: string,
): Value | null {
  return values.find(value => keyOf(value) === key) ?? null
}

const streetOf = (address: PersonForMatching['addresses'][number]) => prepareAddress(address)?.street ?? ''

function explainContact(reasons: Reasons, found: Findings, a: PersonForMatching, b: PersonForMatching): void {
  const email = written([...a.emails, ...b.emails], emailKey, found.emailValue) ?? found.emailValue
  if (found.email === 'same') reasons.for.push(`Both have the e-mail ${email}.`)
  if (found.email === 'generic') reasons.for.push(`Both have the office e-mail ${email}.`)
  if (found.email === 'close' || found.email === 'alike') {
    const isOnly = a.emails.length === 1 && b.emails.length === 1
    reasons.for.push(
      isOnly
        ? `${a.emails[0]} and ${b.emails[0]} differ by a slip.`
        : `One has the e-mail ${email}, the other one that differs from it by a slip.`,
    )
  }
  if (found.email === 'different' || found.email === 'like the name')
    reasons.against.push('Their e-mails differ.')
  const phone = written([...a.phones, ...b.phones], phoneKey, found.phoneValue) ?? found.phoneValue
  if (found.phone === 'same' || found.phone === 'one of two')
    reasons.for.push(`Both have the phone ${phone}.`)
  if (found.phone === 'two same') reasons.for.push('Both have the same two phones.')
  if (found.phone === 'close') reasons.for.push('Their phones differ in one digit.')
  if (found.phone === 'different') reasons.against.push('Their phones differ.')
  if (found.phone === 'one of two') reasons.against.push('Their other phones differ.')
  const line =
    written([...a.addresses, ...b.addresses], streetOf, found.addressValue)?.line1 ?? found.addressValue
  if (found.address === 'same') reasons.for.push(`Both live at ${line}.`)
  if (found.address === 'close') reasons.for.push(`Their addresses at ${line} differ by a slip.`)
  if (found.address === 'other unit') reasons.against.push(`They live in two units of ${line}.`)
  if (found.address === 'different' || found.address === 'same street')
    reasons.against.push('Their addresses differ.')
}

function explainRest(reasons: Reasons, found: Findings, a: PersonForMatching, b: PersonForMatching): void {
  if (found.business === 'same' || found.business === 'close')
    reasons.for.push(`Both are with ${a.businessName}.`)
  if (found.business === 'different')
    reasons.against.push(`They are with ${a.businessName} and ${b.businessName}.`)
  if (found.birth === 'same') reasons.for.push(`Both were born on ${a.birthDate}.`)
  if (found.birth === 'close' || found.birth === 'near' || found.birth === 'parts')
    reasons.for.push(`Their birth dates, ${a.birthDate} and ${b.birthDate}, are almost the same.`)
  if (found.birth === 'different') reasons.against.push('Their birth dates differ.')
  if (found.id === 'same') reasons.for.push('Both have the same number elsewhere, such as a member number.')
  if (found.id === 'different') reasons.against.push('Their numbers elsewhere differ.')
}

/** The likeliest story, for pairs that are no one person's. */
function concludeFrom(found: Findings): string {
  if (found.isMixed) return 'Probably an organisation and somebody who belongs to it.'
  if (found.given === 'couple') return 'Probably a couple and one of the two.'
  const isOneHome = found.address === 'same' || found.address === 'close'
  const isReached = found.phone === 'same' || found.phone === 'one of two' || found.email === 'same'
  if (found.given === 'different') {
    if (found.birth === 'same' && found.last === 'same') return 'Probably twins.'
    if (found.birth === 'different' && found.last === 'same') return 'Probably one family.'
    if (isOneHome && isReached) return 'Probably spouses, or others of one home.'
    return isOneHome || isReached ? 'Probably one household.' : 'Probably two people.'
  }
  const isSecondOfName =
    found.generation === 'one' || found.generation === 'different' || found.birth === 'different'
  if (found.given !== 'missing' && found.last === 'same' && isSecondOfName && (isOneHome || isReached))
    return 'Perhaps parent and child of one name.'
  if (found.given === 'same' && found.last === 'different' && isReached)
    return 'Probably one person who changed the last name.'
  return 'Probably one person.'
}

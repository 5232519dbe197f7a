import type { AddressValue } from '../normalise/address.ts'

/** What is known about a person, as typed. Null, empty text and empty lists say nothing, neither for nor against. */
export type PersonForMatching = {
  firstName: string | null
  middleName: string | null
  lastName: string | null
  /** Jr, Sr, III: also found at the end of a name. */
  suffix: string | null
  businessName: string | null
  emails: readonly string[]
  phones: readonly string[]
  addresses: readonly AddressValue[]
  birthDate: string | null
  /** Numbers by which somebody else knows the person: social security, member number. */
  otherIds: readonly string[]
}

export const nobody: PersonForMatching = {
  firstName: null,
  middleName: null,
  lastName: null,
  suffix: null,
  businessName: null,
  emails: [],
  phones: [],
  addresses: [],
  birthDate: null,
  otherIds: [],
}

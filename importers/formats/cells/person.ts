import type { PersonRecord } from '../format.ts'

/** A person of whom nothing is said yet. */
export function emptyPerson(): PersonRecord {
  return {
    externalIds: [],
    firstName: null,
    lastName: null,
    businessName: null,
    emails: [],
    phones: [],
    address: null,
    birthDate: null,
    tagsCell: null,
    productsCell: null,
    optIn: null,
    enrichOnly: false,
  }
}

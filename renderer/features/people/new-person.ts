import type { FieldErrors, ResolverResult } from 'react-hook-form'
import type { z } from 'zod'
import { createContact } from '../../../electron/contract/contact-edits.ts'
import type { checkPerson } from '../../../electron/contract/duplicates.ts'

export type NewPerson = {
  firstName: string
  lastName: string
  businessName: string
  email: string
  phone: string
  line1: string
  line2: string
  city: string
  state: string
  postalCode: string
}
export const emptyPerson: NewPerson = {
  firstName: '',
  lastName: '',
  businessName: '',
  email: '',
  phone: '',
  line1: '',
  line2: '',
  city: '',
  state: '',
  postalCode: '',
}

/** What the form says as the input of `contacts.create`; empty fields are absent. */
export function inputOf(form: NewPerson): z.input<typeof createContact.input> {
  const text = (value: string) => value.trim()
  const address = {
    line1: text(form.line1),
    city: text(form.city),
    state: text(form.state),
    postalCode: text(form.postalCode),
    ...(text(form.line2) ? { line2: text(form.line2) } : {}),
  }
  const hasAddress = Object.values(address).some(part => part !== '')
  return {
    ...(text(form.firstName) ? { firstName: text(form.firstName) } : {}),
    ...(text(form.lastName) ? { lastName: text(form.lastName) } : {}),
    ...(text(form.businessName) ? { businessName: text(form.businessName) } : {}),
    ...(text(form.email) ? { emails: [text(form.email)] } : {}),
    ...(text(form.phone) ? { phones: [text(form.phone)] } : {}),
    ...(hasAddress ? { address } : {}),
  }
}

/** What the form says so far as the input of `duplicates.check`; null while that is too little to look for anybody. */
export function checkOf(form: NewPerson): z.input<typeof checkPerson.input> | null {
  const text = (value: string) => value.trim()
  const hasName = text(form.firstName).length > 1 && text(form.lastName).length > 1
  const hasReach = text(form.email).includes('@') || text(form.phone).length >= 7
  if (!hasName && !hasReach && text(form.businessName).length < 3) return null
  return {
    firstName: text(form.firstName),
    lastName: text(form.lastName),
    businessName: text(form.businessName),
    emails: text(form.email) ? [text(form.email)] : [],
    phones: text(form.phone) ? [text(form.phone)] : [],
    address: {
      line1: text(form.line1),
      line2: text(form.line2),
      city: text(form.city),
      state: text(form.state),
      postalCode: text(form.postalCode),
    },
  }
}

const fieldOfPath: Record<string, keyof NewPerson> = { emails: 'email', phones: 'phone' }
const words: Partial<Record<keyof NewPerson, string>> = {
  line1: 'An address needs its street.',
  email: 'This e-mail is too long.',
  phone: 'This phone number is too long.',
}

/** Checks the form with the schema that guards the call, and says which field is wrong. */
export function resolveNewPerson(form: NewPerson): ResolverResult<NewPerson> {
  const checked = createContact.input.safeParse(inputOf(form))
  if (checked.success) return { values: form, errors: {} }
  const errors: FieldErrors<NewPerson> = {}
  for (const issue of checked.error.issues) {
    const [first, second] = issue.path
    const name = String(first === 'address' ? second : (first ?? 'firstName'))
    const field = fieldOfPath[name] ?? (name as keyof NewPerson)
    const message =
      first === undefined
        ? 'Enter a name, a business name or an e-mail.'
        : (words[field] ?? 'This value is too long.')
    errors[field] ??= { type: 'schema', message }
  }
  return { values: {}, errors }
}

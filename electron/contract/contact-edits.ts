import { z } from 'zod'
import { command } from './method.ts'
import { AddressInput, Id, LockLevel } from './values.ts'

const Name = z.string().trim().max(200)
export const createContact = command({
  name: 'contacts.create',
  input: z
    .strictObject({
      firstName: Name.optional(),
      lastName: Name.optional(),
      businessName: Name.optional(),
      emails: z.array(z.string().trim().max(254)).max(20).optional(),
      phones: z.array(z.string().trim().max(50)).max(20).optional(),
      address: AddressInput.optional(),
    })
    .refine(c => c.firstName || c.lastName || c.businessName || c.emails?.length, {
      error: 'a name, a business name or an e-mail is needed',
    }),
  output: z.object({ contactId: Id }),
})

/** A person's own edit: names, primary e-mail, primary phone and mailing address. Closes the padlock (FULL_LOCK). */
export const updateContact = command({
  name: 'contacts.update',
  input: z.strictObject({
    contactId: Id,
    set: z.strictObject({
      firstName: Name.nullable().optional(),
      lastName: Name.nullable().optional(),
      businessName: Name.nullable().optional(),
      email: z.string().trim().max(254).nullable().optional(),
      phone: z.string().trim().max(50).nullable().optional(),
      address: AddressInput.nullable().optional(),
    }),
  }),
  output: z.object({ contactId: Id, lockLevel: LockLevel }),
})

export const setContactLock = command({
  name: 'contacts.setLock',
  input: z.strictObject({ contactId: Id, lockLevel: LockLevel, reason: z.string().trim().min(1).max(500) }),
  output: z.object({ contactId: Id, lockLevel: LockLevel }),
})

export const setContactFlags = command({
  name: 'contacts.setFlags',
  input: z.strictObject({
    contactId: Id,
    doNotCall: z.boolean().optional(),
    doNotMail: z.boolean().optional(),
    deceased: z.boolean().optional(),
    reason: z.string().trim().min(1).max(500),
  }),
  output: z.object({ contactId: Id }),
})

export const setContactOptIn = command({
  name: 'contacts.setOptIn',
  input: z.strictObject({
    contactId: Id,
    subscribed: z.boolean(),
    /** How we know: "asked on the phone", "signed list", … */
    evidence: z.strictObject({
      source: z.string().trim().min(1).max(100),
      method: z.string().trim().min(1).max(100),
      date: z.iso.date(),
    }),
  }),
  output: z.object({ contactId: Id }),
})

export const addNote = command({
  name: 'notes.add',
  input: z.strictObject({
    contactId: Id,
    text: z.string().trim().min(1).max(10_000),
    isPinned: z.boolean().default(false),
  }),
  output: z.object({ noteId: Id }),
})

export const PhoneType = z.enum(['mobile', 'home', 'work', 'other'])
export const AddressType = z.enum(['billing', 'shipping', 'mailing', 'home', 'work', 'other'])

/** One e-mail, phone or address as a person types it. */
export const ValueInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('email'), email: z.string().trim().min(1).max(254) }),
  z.strictObject({
    kind: z.literal('phone'),
    phone: z.string().trim().min(1).max(50),
    type: PhoneType.default('other'),
  }),
  z.strictObject({
    kind: z.literal('address'),
    address: AddressInput,
    type: AddressType.default('home'),
  }),
])
export type ValueInput = z.input<typeof ValueInput>

const OneValue = { contactId: Id, valueId: Id }

/** One more e-mail, phone or address. Closes the padlock, like every change of a value by hand. */
export const addValue = command({
  name: 'values.add',
  input: z.strictObject({ contactId: Id, value: ValueInput }),
  output: z.object({ valueId: Id }),
})

/** Corrects any one value where it stands; its kind cannot change. */
export const editValue = command({
  name: 'values.edit',
  input: z.strictObject({ ...OneValue, value: ValueInput }),
  output: z.object({ valueId: Id }),
})

export const removeValue = command({
  name: 'values.remove',
  input: z.strictObject(OneValue),
  output: z.object({ contactId: Id }),
})

/** `primary`: the one that is used first. `mailing`: where letters go; only an address. */
export const markValue = command({
  name: 'values.mark',
  input: z.strictObject({ ...OneValue, mark: z.enum(['primary', 'mailing']) }),
  output: z.object({ contactId: Id }),
})

export const ValueState = z.enum([
  'verified',
  'bounced',
  'invalid',
  'wrong_number',
  'disconnected',
  'returned',
])
export type ValueState = z.infer<typeof ValueState>

/** What became of a value; who says so and when is kept. Null takes it back. The padlock stays as it is. */
export const setValueState = command({
  name: 'values.setState',
  input: z.strictObject({
    ...OneValue,
    state: ValueState.nullable(),
    note: z.string().trim().max(500).optional(),
  }),
  output: z.object({ contactId: Id }),
})

const ManyIds = z.array(Id).min(1).max(100_000)
const Changed = z.object({ changed: z.int() })
const TagName = z.string().trim().min(1).max(100)

/** Puts a tag on people, or takes it off, as one action. A tag that is not there yet is made. */
export const tagContacts = command({
  name: 'tags.set',
  input: z.strictObject({ contactIds: ManyIds, tag: TagName, isOn: z.boolean() }),
  output: Changed,
})

/** Makes one tag of several, on everybody who carries any of them. */
export const mergeTags = command({
  name: 'tags.merge',
  input: z.strictObject({ from: z.array(TagName).min(1).max(100), into: TagName }),
  output: z.object({ people: z.int() }),
})

/** Gives people a role from today on, or ends it today. */
export const setRole = command({
  name: 'roles.set',
  input: z.strictObject({ contactIds: ManyIds, role: z.string().trim().min(1).max(100), isOn: z.boolean() }),
  output: Changed,
})

/** Marks many people at once, with one reason. A mark is taken off person by person. */
export const flagContacts = command({
  name: 'contacts.flagMany',
  input: z.strictObject({
    contactIds: ManyIds,
    flag: z.enum(['doNotCall', 'doNotMail']),
    reason: z.string().trim().min(1).max(500),
  }),
  output: Changed,
})

export const updateHousehold = command({
  name: 'households.update',
  input: z.strictObject({
    householdId: Id,
    name: z.string().trim().min(1).max(200).optional(),
    salutation: z.string().trim().max(200).nullable().optional(),
    mailingContactId: Id.optional(),
  }),
  output: z.object({ householdId: Id }),
})

export const leaveHousehold = command({
  name: 'households.leave',
  input: z.strictObject({ contactId: Id }),
  output: z.object({ contactId: Id }),
})

const OneNote = z.object({ noteId: Id })

export const pinNote = command({
  name: 'notes.pin',
  input: z.strictObject({ noteId: Id, isPinned: z.boolean() }),
  output: OneNote,
})

/** Corrects the words of a note; who wrote it and when stays. */
export const editNote = command({
  name: 'notes.edit',
  input: z.strictObject({ noteId: Id, text: z.string().trim().min(1).max(10_000) }),
  output: OneNote,
})

export const removeNote = command({
  name: 'notes.remove',
  input: z.strictObject({ noteId: Id }),
  output: OneNote,
})

/** Remembers on this computer that the card was looked at, for "since your last visit". Not in History. */
export const recordVisit = command({
  name: 'contacts.visit',
  input: z.strictObject({ contactId: Id }),
  output: z.object({ contactId: Id }),
})

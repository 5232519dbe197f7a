import { sql } from 'drizzle-orm'
import { type AnySQLiteColumn, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { common, flag, id } from './columns.ts'

/**
 * A person or organisation. `fullName`, `sortName`, `email` and `phone` are derived (from names and from the primary rows) and kept
 * for lists; `touchedGroup` is the newest journal group that changed the contact or anything that belongs to it.
 */
export const contacts = sqliteTable(
  'contacts',
  {
    /** Local row number, the key of the search index. Never leaves this computer. */
    seq: integer('seq').primaryKey(),
    id: text('id').notNull(),
    firstName: text('first_name'),
    lastName: text('last_name'),
    nameSource: text('name_source'),
    fullName: text('full_name').notNull(),
    sortName: text('sort_name').notNull(),
    businessName: text('business_name'),
    businessNameSource: text('business_name_source'),
    householdId: text('household_id'),
    /** Who created it; a trigger refuses any change. */
    sourceSystem: text('source_system').notNull(),
    email: text('email'),
    phone: text('phone'),
    emailSubscribed: flag('email_subscribed'),
    consentDate: text('consent_date'),
    consentSource: text('consent_source'),
    consentMethod: text('consent_method'),
    legalBasis: text('legal_basis'),
    unsubscribeDate: text('unsubscribe_date'),
    lockLevel: text('lock_level', { enum: ['UNLOCKED', 'PARTIAL_LOCK', 'FULL_LOCK'] })
      .notNull()
      .default('UNLOCKED'),
    lockReason: text('lock_reason'),
    subscriptionProtected: flag('subscription_protected'),
    subscriptionProtectedReason: text('subscription_protected_reason'),
    doNotCall: flag('do_not_call'),
    doNotMail: flag('do_not_mail'),
    deceased: flag('deceased'),
    birthDate: text('birth_date'),
    birthDateSource: text('birth_date_source'),
    preferredMailingAddressId: text('preferred_mailing_address_id'),
    mergedIntoId: text('merged_into_id'),
    touchedGroup: integer('touched_group').notNull(),
    ...common,
  },
  t => [
    uniqueIndex('contacts_id').on(t.id),
    index('contacts_sort_name').on(t.sortName).where(sql`deleted_at is null and merged_into_id is null`),
    index('contacts_live')
      .on(t.lockLevel, t.emailSubscribed, t.sourceSystem)
      .where(sql`deleted_at is null and merged_into_id is null`),
    index('contacts_touched_group').on(t.touchedGroup),
    index('contacts_household').on(t.householdId).where(sql`household_id is not null`),
    index('contacts_merged_into').on(t.mergedIntoId).where(sql`merged_into_id is not null`),
  ],
)

/** Two live primary rows of one contact collide, all others are told apart by their id: one index finds a contact's rows and guards them. */
const onePrimary = sql`case when is_primary = 1 and deleted_at is null then '' else id end`

const contactId = () =>
  text('contact_id')
    .notNull()
    .references(() => contacts.id)

export const contactEmails = sqliteTable(
  'contact_emails',
  {
    id: id(),
    contactId: contactId(),
    /** Trimmed, otherwise as typed; compared without regard to case. */
    email: text('email').notNull(),
    type: text('type'),
    isPrimary: flag('is_primary'),
    isVerified: flag('is_verified'),
    /** Staff say that several people use it (families). */
    isShared: flag('is_shared'),
    /** What became of it, who said so and when: null while nobody said anything. */
    state: text('state', { enum: ['verified', 'bounced', 'invalid'] }),
    stateAt: text('state_at'),
    stateBy: text('state_by'),
    stateNote: text('state_note'),
    sourceSystem: text('source_system').notNull(),
    ...common,
  },
  t => [
    uniqueIndex('contact_emails_one_owner')
      .on(sql`${t.email} collate nocase`)
      .where(sql`deleted_at is null and is_shared = 0`),
    index('contact_emails_shared')
      .on(sql`${t.email} collate nocase`)
      .where(sql`deleted_at is null and is_shared = 1`),
    uniqueIndex('contact_emails_one_primary').on(t.contactId, onePrimary),
  ],
)

export const contactPhones = sqliteTable(
  'contact_phones',
  {
    id: id(),
    contactId: contactId(),
    phone: text('phone').notNull(),
    phoneE164: text('phone_e164'),
    type: text('type', { enum: ['mobile', 'home', 'work', 'other'] }).notNull(),
    isPrimary: flag('is_primary'),
    /** What became of it, who said so and when: null while nobody said anything. */
    state: text('state', { enum: ['verified', 'wrong_number', 'disconnected'] }),
    stateAt: text('state_at'),
    stateBy: text('state_by'),
    stateNote: text('state_note'),
    sourceSystem: text('source_system').notNull(),
    ...common,
  },
  t => [
    index('contact_phones_e164').on(t.phoneE164).where(sql`deleted_at is null and phone_e164 is not null`),
    uniqueIndex('contact_phones_one_primary').on(t.contactId, onePrimary),
  ],
)

export const contactAddresses = sqliteTable(
  'contact_addresses',
  {
    id: id(),
    contactId: contactId(),
    line1: text('line_1'),
    line2: text('line_2'),
    city: text('city'),
    state: text('state'),
    postalCode: text('postal_code'),
    country: text('country'),
    type: text('type', { enum: ['billing', 'shipping', 'mailing', 'home', 'work', 'other'] }).notNull(),
    isPrimary: flag('is_primary'),
    isMailing: flag('is_mailing'),
    isVerified: flag('is_verified'),
    /** When mail came back from here. */
    returnedAt: text('returned_at'),
    sourceSystem: text('source_system').notNull(),
    ...common,
  },
  t => [uniqueIndex('contact_addresses_one_primary').on(t.contactId, onePrimary)],
)

export const contactExternalIds = sqliteTable(
  'contact_external_ids',
  {
    id: id(),
    contactId: contactId(),
    system: text('system').notNull(),
    kind: text('kind').notNull(),
    externalId: text('external_id').notNull(),
    ...common,
  },
  t => [
    uniqueIndex('contact_external_ids_one_owner')
      .on(t.externalId, t.system, t.kind)
      .where(sql`deleted_at is null`),
    index('contact_external_ids_contact').on(t.contactId),
  ],
)

export const households = sqliteTable('households', {
  id: id(),
  name: text('name').notNull(),
  salutation: text('salutation'),
  mailingContactId: text('mailing_contact_id'),
  ...common,
})

export const tags = sqliteTable(
  'tags',
  {
    id: id(),
    name: text('name').notNull(),
    /** The tag it became part of; an import that says the old name means that one. */
    mergedIntoId: text('merged_into_id').references((): AnySQLiteColumn => tags.id),
    ...common,
  },
  t => [
    uniqueIndex('tags_one_name').on(sql`${t.name} collate nocase`).where(sql`deleted_at is null`),
    index('tags_merged_into').on(t.mergedIntoId).where(sql`merged_into_id is not null`),
  ],
)

export const contactTags = sqliteTable(
  'contact_tags',
  {
    id: id(),
    contactId: contactId(),
    tagId: text('tag_id')
      .notNull()
      .references(() => tags.id),
    /** Who put it there; only that system may take it away. */
    sourceSystem: text('source_system').notNull(),
    ...common,
  },
  t => [uniqueIndex('contact_tags_once').on(t.contactId, t.tagId), index('contact_tags_tag').on(t.tagId)],
)

export const contactNotes = sqliteTable(
  'contact_notes',
  { id: id(), contactId: contactId(), text: text('text').notNull(), isPinned: flag('is_pinned'), ...common },
  t => [index('contact_notes_contact').on(t.contactId)],
)

export const contactRoles = sqliteTable(
  'contact_roles',
  {
    id: id(),
    contactId: contactId(),
    role: text('role').notNull(),
    startedAt: text('started_at'),
    endedAt: text('ended_at'),
    ...common,
  },
  t => [index('contact_roles_contact').on(t.contactId)],
)

/**
 * What a person said about two contacts that look alike; remembered for ever, so that they are never asked about again. `contactAId` is
 * the smaller id.
 */
export const duplicateVerdicts = sqliteTable(
  'duplicate_verdicts',
  {
    id: id(),
    contactAId: text('contact_a_id')
      .notNull()
      .references(() => contacts.id),
    contactBId: text('contact_b_id')
      .notNull()
      .references(() => contacts.id),
    verdict: text('verdict', { enum: ['same_household', 'not_same'] }).notNull(),
    ...common,
  },
  t => [
    uniqueIndex('duplicate_verdicts_once').on(t.contactAId, t.contactBId).where(sql`deleted_at is null`),
    index('duplicate_verdicts_a').on(t.contactAId),
    index('duplicate_verdicts_b').on(t.contactBId),
  ],
)

/**
 * What is left of an erased person: a keyed hash of each e-mail, phone and external id, so that no import brings them back. The key is
 * the office's own (setting `erasure_key`).
 */
export const erasedKeys = sqliteTable(
  'erased_keys',
  {
    id: id(),
    kind: text('kind', { enum: ['email', 'phone', 'external_id', 'name_and_address', 'name'] }).notNull(),
    hash: text('hash').notNull(),
    ...common,
  },
  t => [index('erased_keys_hash').on(t.hash)],
)

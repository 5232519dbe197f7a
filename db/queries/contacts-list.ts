import type { LockLevel } from '../contacts/contact-state.ts'
import type { ReadDb } from '../handles.ts'
import { countMeant, isMeant, meaningOf } from '../search/meaning.ts'
import { isFlawed, type PersonFlaw } from './flaws.ts'
import { moneyByCurrency, type OtherMoney } from './other-money.ts'
import { type ListWindow, type SortDirection, type SourceSystem, sourceSystemOf } from './row-types.ts'
import { officeCurrency } from './settings.ts'
import { findTag } from './tags.ts'
import { counted, getsNewsletter, isMoney, liveContact, startWhere, type Where } from './where.ts'

/** Every given field narrows. */
export type ContactFilter = {
  search?: string | undefined
  tag?: string | undefined
  lockLevel?: LockLevel | undefined
  emailSubscribed?: boolean | undefined
  sourceSystem?: SourceSystem | undefined
  withConflicts?: boolean | undefined
  withTransactions?: boolean | undefined
  productId?: string | undefined
  role?: string | undefined
  flaw?: PersonFlaw | undefined
  ids?: string[] | undefined
}
export type ContactSort = 'name' | 'email' | 'city' | 'lifetime' | 'lockLevel' | 'createdAt' | 'updatedAt'

/** `lifetimeCents`: completed and refunded transactions in the office's currency, refunds negative; `otherMoney` in others. */
export type ContactListRow = {
  contactId: string
  fullName: string
  businessName: string | null
  email: string | null
  phone: string | null
  city: string | null
  state: string | null
  /** Not while an import says otherwise and nobody has answered. */
  emailSubscribed: boolean
  lockLevel: LockLevel
  sourceSystem: SourceSystem
  lifetimeCents: number
  currency: string
  otherMoney: OtherMoney[]
  conflictCount: number
  doNotCall: boolean
  doNotMail: boolean
  deceased: boolean
  createdAt: string
  updatedAt: string
}

function whereOf(db: ReadDb, filter: ContactFilter): Where {
  const where = startWhere(liveContact('c'))
  const meaning = filter.search === undefined ? null : meaningOf(db, filter.search)
  if (meaning !== null) {
    const { sql, values } = isMeant(meaning)
    where.add(sql, ...values)
  }
  if (filter.tag !== undefined) {
    where.add(
      'c.id IN (SELECT contact_id FROM contact_tags WHERE tag_id = ? AND deleted_at IS NULL)',
      findTag(db, filter.tag)?.id ?? null,
    )
  }
  if (filter.lockLevel !== undefined) where.add('c.lock_level = ?', filter.lockLevel)
  if (filter.emailSubscribed !== undefined)
    where.add(`${filter.emailSubscribed ? '' : 'NOT '}${getsNewsletter('c')}`)
  if (filter.sourceSystem !== undefined) where.add('c.source_system = ?', filter.sourceSystem)
  if (filter.withConflicts !== undefined) {
    where.add(
      `c.id ${filter.withConflicts ? 'IN' : 'NOT IN'} (SELECT contact_id FROM import_conflicts WHERE status = 'open')`,
    )
  }
  if (filter.withTransactions !== undefined) {
    where.add(
      `${filter.withTransactions ? 'EXISTS' : 'NOT EXISTS'}
         (SELECT 1 FROM transactions t WHERE t.contact_id = c.id AND t.deleted_at IS NULL)`,
    )
  }
  if (filter.productId !== undefined) {
    where.add(
      'c.id IN (SELECT contact_id FROM contact_products WHERE product_id = ? AND deleted_at IS NULL)',
      filter.productId,
    )
  }
  if (filter.role !== undefined) {
    where.add(
      `c.id IN (SELECT contact_id FROM contact_roles WHERE role = ? COLLATE NOCASE AND ended_at IS NULL AND deleted_at IS NULL)`,
      filter.role,
    )
  }
  if (filter.flaw !== undefined) where.add(isFlawed('c', filter.flaw))
  if (filter.ids !== undefined)
    where.add('c.id IN (SELECT value FROM json_each(?))', JSON.stringify(filter.ids))
  return where
}

/** How many contacts the filter shows. Without a filter it is a walk over the index of live contacts, of a search alone one over its own. */
export function countContacts(db: ReadDb, filter: ContactFilter): number {
  const { search, ...others } = filter
  const isOnlySearch = Object.values(others).every(value => value === undefined)
  const meaning = isOnlySearch && search !== undefined ? meaningOf(db, search) : null
  if (meaning !== null) return countMeant(db, meaning)
  const where = whereOf(db, filter)
  const from = isOnlySearch ? 'contacts c INDEXED BY contacts_sort_name' : 'contacts c'
  return db.get<{ n: number }>(`SELECT count(*) AS n FROM ${from} ${where.sql()}`, where.values())?.n ?? 0
}

const lifetimes = `SELECT contact_id, sum(amount_cents) AS cents FROM transactions
  WHERE ${isMoney} AND ${counted} AND contact_id IS NOT NULL AND currency = ? GROUP BY contact_id`

/** Where the sort key comes from and what it is. Empty keys come last in either direction. */
const sorts: Record<ContactSort, { join: string; key: string; canBeEmpty: boolean }> = {
  name: { join: '', key: 'c.sort_name', canBeEmpty: false },
  email: { join: '', key: 'c.email COLLATE NOCASE', canBeEmpty: true },
  city: {
    join: 'LEFT JOIN contact_addresses a ON a.contact_id = c.id AND a.is_primary = 1 AND a.deleted_at IS NULL',
    key: 'a.city COLLATE NOCASE',
    canBeEmpty: true,
  },
  lifetime: {
    join: `LEFT JOIN (${lifetimes}) money ON money.contact_id = c.id`,
    key: 'coalesce(money.cents, 0)',
    canBeEmpty: false,
  },
  lockLevel: {
    join: '',
    key: "CASE c.lock_level WHEN 'UNLOCKED' THEN 0 WHEN 'PARTIAL_LOCK' THEN 1 ELSE 2 END",
    canBeEmpty: false,
  },
  createdAt: { join: '', key: 'c.created_at', canBeEmpty: false },
  updatedAt: { join: '', key: 'c.updated_at', canBeEmpty: false },
}

/** The SQL of a window's keys, for the list itself and for the test of its plan. */
export function contactWindowSql(where: string, sort: ContactSort, direction: SortDirection): string {
  const { join, key, canBeEmpty } = sorts[sort]
  const last = canBeEmpty ? `${key.replace(' COLLATE NOCASE', '')} IS NULL, ` : ''
  return `SELECT c.seq FROM contacts c ${join} ${where}
    ORDER BY ${last}${key} ${direction}, c.seq ${direction} LIMIT ? OFFSET ?`
}

type Row = {
  contact_id: string
  full_name: string
  business_name: string | null
  email: string | null
  phone: string | null
  city: string | null
  state: string | null
  gets_newsletter: number
  lock_level: LockLevel
  source_system: string
  conflict_count: number
  do_not_call: number
  do_not_mail: number
  deceased: number
  created_at: string
  updated_at: string
}

function toListRow(r: Row, currency: string, money: readonly OtherMoney[]): ContactListRow {
  return {
    contactId: r.contact_id,
    fullName: r.full_name,
    businessName: r.business_name,
    email: r.email,
    phone: r.phone,
    city: r.city,
    state: r.state,
    emailSubscribed: r.gets_newsletter === 1,
    lockLevel: r.lock_level,
    sourceSystem: sourceSystemOf(r.source_system),
    lifetimeCents: money.find(part => part.currency === currency)?.amountCents ?? 0,
    currency,
    otherMoney: money.filter(part => part.currency !== currency),
    conflictCount: r.conflict_count,
    doNotCall: r.do_not_call === 1,
    doNotMail: r.do_not_mail === 1,
    deceased: r.deceased === 1,
    createdAt: r.created_at,
    updatedAt: r.updated_at,
  }
}

/** A window of the list. By name it walks contacts_sort_name; money and conflicts are added up for the shown rows only. */
export function listContacts(
  db: ReadDb,
  input: { filter: ContactFilter; sort: ContactSort; direction: SortDirection } & ListWindow,
): ContactListRow[] {
  const where = whereOf(db, input.filter)
  const currency = officeCurrency(db)
  const seqs = db.all<{ seq: number }>(contactWindowSql(where.sql(), input.sort, input.direction), [
    ...(input.sort === 'lifetime' ? [currency] : []),
    ...where.values(),
    input.limit,
    input.offset,
  ])
  const rows = db.all<Row>(
    `SELECT s.*, ${getsNewsletter('s', 'contact_id')} AS gets_newsletter
     FROM json_each(?) page JOIN v_contact_summary s ON s.seq = page.value ORDER BY page.key`,
    [JSON.stringify(seqs.map(row => row.seq))],
  )
  const ids = rows.map(row => row.contact_id)
  const money = moneyByCurrency(db, 'contact_id', ids)
  return rows.map(row => toListRow(row, currency, money.get(row.contact_id) ?? []))
}

/** Live tags with how many live contacts carry each, by name. One walk over the links as they lie; tag by tag it takes three times as long. */
export function listTags(db: ReadDb): { name: string; count: number }[] {
  return db.all(
    `SELECT g.name, coalesce(n.count, 0) AS count
     FROM tags g LEFT JOIN (
       SELECT +ct.tag_id AS tag_id, count(*) AS count
       FROM contact_tags ct CROSS JOIN contacts c ON c.id = ct.contact_id AND ${liveContact('c')}
       WHERE ct.deleted_at IS NULL GROUP BY 1) n ON n.tag_id = g.id
     WHERE g.deleted_at IS NULL ORDER BY g.name COLLATE NOCASE`,
  )
}

/** Roles in force with how many live contacts have each, by name. */
export function listRoles(db: ReadDb): { name: string; count: number }[] {
  return db.all(
    `SELECT r.role AS name, count(DISTINCT c.id) AS count
     FROM contact_roles r JOIN contacts c ON c.id = r.contact_id AND ${liveContact('c')}
     WHERE r.ended_at IS NULL AND r.deleted_at IS NULL GROUP BY r.role COLLATE NOCASE ORDER BY r.role COLLATE NOCASE`,
  )
}

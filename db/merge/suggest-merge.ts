import { addressText } from '../contacts/field-value.ts'
import type { ReadDb } from '../handles.ts'
import type { SyncedTable } from '../journal/units.ts'
import { addressKey } from '../normalise/address.ts'
import { emailKey } from '../normalise/email.ts'
import { nameKey } from '../normalise/name.ts'
import { officeCurrency, readSettings } from '../queries/settings.ts'
import { type Candidate, type Choice, choose } from './choose.ts'
import { type UnitedConsent, uniteConsent } from './consent.ts'
import { foldKey, foldTables, type Row } from './fold-keys.ts'
import { type Figures, type MergeRecord, requireRecords, setAt } from './merge-records.ts'

export const mergeFields = ['name', 'business_name', 'birth_date', 'email', 'phone', 'address'] as const
export type MergeField = (typeof mergeFields)[number]

export type FieldSuggestion = { field: MergeField; options: Candidate[] } & Choice

/** What is told by more than one record and will stand once. */
export type FoldedKind = { table: SyncedTable; rows: number; stands: number }

type Measure = Exclude<keyof Figures, 'otherMoney'>

/** How the merge would come out, before anything is done. */
export type MergeSuggestion = {
  records: MergeRecord[]
  survivorId: string
  survivorReason: string
  fields: FieldSuggestion[]
  /** Per record in the order of `records`, and of the person afterwards; money once for each currency. */
  proof: { what: Measure; currency: string | null; parts: number[]; after: number }[]
  folded: FoldedKind[]
  consent: UnitedConsent
  flags: { doNotCall: boolean; doNotMail: boolean; deceased: boolean }
}

/** Suggests survivor and values for records of one person, with reasons. Writes nothing. Throws CommandRefused. */
export function suggestMerge(db: ReadDb, ids: readonly string[], survivorId?: string): MergeSuggestion {
  const given = requireRecords(db, ids)
  const best = given.toSorted(richestFirst)[0]
  const survivor = given.find(record => record.id === survivorId) ?? best
  if (!survivor) throw new Error('records are two or more')
  const records = [survivor, ...given.filter(record => record !== survivor)]
  const [first, ...others] = records.map(evidenceOf)
  if (!first) throw new Error('records are two or more')
  const ranks = new Map<string, number>(readSettings(db).sourceOrder.map((source, rank) => [source, rank]))
  const rankOf = (source: string) => ranks.get(source) ?? ranks.size
  const fields = mergeFields.map(field => {
    const options = records.flatMap(record => candidatesOf[field](db, record))
    return { field, options, ...choose(options, rankOf) }
  })
  return {
    records,
    survivorId: survivor.id,
    survivorReason: survivorReason(records, survivorId !== undefined),
    fields,
    proof: proofOf(records, officeCurrency(db)),
    folded: countFolded(db, records),
    consent: uniteConsent([first, ...others]),
    flags: {
      doNotCall: records.some(r => r.row.do_not_call === 1),
      doNotMail: records.some(r => r.row.do_not_mail === 1),
      deceased: records.some(r => r.row.deceased === 1),
    },
  }
}

/** Most money first, then most payments, then the oldest. */
function richestFirst(a: MergeRecord, b: MergeRecord): number {
  return (
    b.figures.amountCents - a.figures.amountCents ||
    b.figures.payments - a.figures.payments ||
    (a.row.created_at < b.row.created_at ? -1 : a.row.created_at > b.row.created_at ? 1 : 0) ||
    (a.id < b.id ? -1 : 1)
  )
}

function survivorReason([survivor, ...others]: readonly MergeRecord[], isChosen: boolean): string {
  if (!survivor || isChosen) return 'You chose it.'
  const leadsIn = (what: 'amountCents' | 'payments') =>
    others.every(o => o.figures[what] < survivor.figures[what])
  if (leadsIn('amountCents')) return 'It has paid the most.'
  if (leadsIn('payments')) return 'It has the most payments.'
  const isOldest = others.every(o => o.row.created_at >= survivor.row.created_at)
  return isOldest ? 'It is the oldest record.' : 'No other record has paid more.'
}

function evidenceOf({ id, row }: MergeRecord) {
  return {
    contactId: id,
    subscribed: row.email_subscribed === 1,
    consentDate: row.consent_date,
    unsubscribeDate: row.unsubscribe_date,
  }
}

/** An initial counts half a name. */
function nameWeight(name: string | null): number {
  return name === null ? 0 : name.replaceAll('.', '').length > 1 ? 2 : 1
}

const candidatesOf: Record<MergeField, (db: ReadDb, record: MergeRecord) => Candidate[]> = {
  name: (db, record) => {
    const { firstName, lastName, nameSource } = record.state
    const text = [firstName, lastName].filter(Boolean).join(' ')
    if (text === '') return []
    const completeness = nameWeight(firstName) + nameWeight(lastName)
    const key = `${nameKey(firstName ?? '')}|${nameKey(lastName ?? '')}`
    return [ownColumn(db, record, { unit: 'name', text, key, source: nameSource, completeness })]
  },
  business_name: (db, record) => {
    const { businessName: text, businessNameSource: source } = record.state
    return text === null
      ? []
      : [ownColumn(db, record, { unit: 'business_name', text, key: nameKey(text), source })]
  },
  birth_date: (db, record) => {
    const { birthDate: text, birthDateSource: source } = record.state
    return text === null ? [] : [ownColumn(db, record, { unit: 'birth_date', text, key: text, source })]
  },
  email: (_, record) =>
    record.state.emails
      .filter(e => e.isPrimary)
      .map(e => rowOf(record, e, { text: e.email, key: emailKey(e.email), completeness: 0 })),
  phone: (_, record) =>
    record.state.phones
      .filter(p => p.isPrimary)
      .map(p =>
        rowOf(record, p, {
          text: p.phone,
          key: p.phoneE164 ?? p.phone.replace(/\D/g, ''),
          completeness: p.phoneE164 === null ? 0 : 1,
        }),
      ),
  address: (_, record) => {
    const { addresses } = record.state
    const address = addresses.find(a => a.isMailing) ?? addresses.find(a => a.isPrimary)
    if (!address) return []
    const completeness = [address.line1, address.city, address.postalCode].filter(Boolean).length
    return [rowOf(record, address, { text: addressText(address), key: addressKey(address), completeness })]
  },
}

function ownColumn(
  db: ReadDb,
  record: MergeRecord,
  value: { unit: string; text: string; key: string; source: string; completeness?: number },
): Candidate {
  const { unit, text, key, source, completeness = 0 } = value
  const at = setAt(db, record, unit)
  return { id: record.id, contactId: record.id, text, key, source, at, completeness, isDoubtful: false }
}

function rowOf(
  record: MergeRecord,
  row: { id: string; source: string },
  value: { text: string; key: string; completeness: number },
): Candidate {
  const marks = record.rows.get(row.id) ?? { at: record.row.created_at, isDoubtful: false }
  return { id: row.id, contactId: record.id, source: row.source, ...value, ...marks }
}

function proofOf(records: readonly MergeRecord[], currency: string): MergeSuggestion['proof'] {
  const line = (what: Measure, of: string | null, partOf: (figures: Figures) => number) => {
    const parts = records.map(({ figures }) => partOf(figures))
    return { what, currency: of, parts, after: parts.reduce((sum, n) => sum + n, 0) }
  }
  const others = records.flatMap(({ figures }) => figures.otherMoney.map(other => other.currency))
  const paidIn = (of: string) => (figures: Figures) =>
    figures.otherMoney.find(other => other.currency === of)?.amountCents ?? 0
  return [
    line('payments', null, figures => figures.payments),
    line('amountCents', currency, figures => figures.amountCents),
    ...[...new Set(others)].sort().map(of => line('amountCents', of, paidIn(of))),
    ...(['subscriptions', 'attendance', 'bookings', 'pledges', 'notes'] as const).map(what =>
      line(what, null, figures => figures[what]),
    ),
  ]
}

/** The survivor's own rows all stand; of the others those that say something new. */
function countFolded(db: ReadDb, records: readonly MergeRecord[]): FoldedKind[] {
  return foldTables.flatMap(table => {
    const [own = [], ...others] = records.map(({ id }) =>
      db.all<Row>(`SELECT * FROM ${table} WHERE contact_id = ? AND deleted_at IS NULL`, [id]),
    )
    const keys = new Set(own.map(row => foldKey(table, row)))
    const rows = others.flat().length + own.length
    const news = others.flat().filter(row => {
      const key = foldKey(table, row)
      return !keys.has(key) && keys.add(key)
    })
    return rows > 0 ? [{ table, rows, stands: own.length + news.length }] : []
  })
}

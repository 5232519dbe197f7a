import type { ReadDb } from '../handles.ts'
import type { GroupOrigin } from '../journal/group.ts'
import { dayEnd, dayStart } from '../queries/office-days.ts'
import type { ListWindow } from '../queries/row-types.ts'
import { readSettings } from '../queries/settings.ts'
import { startWhere, type Where } from '../queries/where.ts'

/** Days YYYY-MM-DD of the office or UTC instants; a day as `to` is a part of the time, an instant is not. */
export type OptInTime = { from?: string | undefined; to?: string | undefined }

/** One line of the log of opt-ins, of whomever. */
export type OptInChange = {
  /** The line's place in the log. */
  seq: number
  at: string
  /** Null when the contact is gone: with the import that had made it, or erased. */
  contactId: string | null
  contactName: string
  /** Null when nothing was known before. */
  wasSubscribed: boolean | null
  subscribed: boolean
  why: string
  who: string
  origin: GroupOrigin
  /** Of an import: its file. */
  fileName: string | null
}

export type OptInFilter = OptInTime & {
  subscribed?: boolean | undefined
  origin?: GroupOrigin | undefined
  /** Of imports: the kind of file. */
  source?: string | undefined
}

/** UTC instants, `to` excluded. */
export function boundsOf(db: ReadDb, time: OptInTime): { from: string; to: string | null } {
  const { timeZone } = readSettings(db)
  const isDay = (text: string) => text.length === 10
  const { from = '', to } = time
  return {
    from: isDay(from) ? dayStart(timeZone, from) : from,
    to: to === undefined ? null : isDay(to) ? dayEnd(timeZone, to) : to,
  }
}

function whereOf(db: ReadDb, filter: OptInFilter): Where {
  const where = startWhere()
  const { from, to } = boundsOf(db, filter)
  if (from !== '') where.add('a.at >= ?', from)
  if (to !== null) where.add('a.at < ?', to)
  if (filter.subscribed !== undefined) where.add('a.new_subscribed = ?', Number(filter.subscribed))
  if (filter.origin !== undefined) where.add('g.origin = ?', filter.origin)
  if (filter.source !== undefined) where.add('b.source = ?', filter.source)
  return where
}

const log = `subscription_audit a JOIN change_groups g ON g.seq = a.group_seq
  LEFT JOIN import_batches b ON b.group_seq = a.group_seq`

export function countOptInChanges(db: ReadDb, filter: OptInFilter): number {
  const where = whereOf(db, filter)
  return db.get<{ n: number }>(`SELECT count(*) AS n FROM ${log} ${where.sql()}`, where.values())?.n ?? 0
}

/** Every change of anybody's opt-in, newest first: what a demo office brings is older than its place in the log. */
export function listOptInChanges(db: ReadDb, input: OptInFilter & ListWindow): OptInChange[] {
  const where = whereOf(db, input)
  type Row = Omit<OptInChange, 'wasSubscribed' | 'subscribed'> & { was: number | null; now: number }
  return db
    .all<Row>(
      `WITH page AS (SELECT a.seq FROM ${log} ${where.sql()} ORDER BY a.at DESC, a.seq DESC LIMIT ? OFFSET ?)
       SELECT a.seq, a.at, CASE WHEN c.deleted_at IS NULL THEN c.id END AS contactId, coalesce(c.full_name, 'No longer here') AS contactName,
         a.old_subscribed AS was, a.new_subscribed AS now, a.why, a.who, g.origin, b.file_name AS fileName
       FROM ${log} LEFT JOIN contacts c ON c.id = a.contact_id
       WHERE a.seq IN (SELECT seq FROM page) ORDER BY a.at DESC, a.seq DESC`,
      [...where.values(), input.limit, input.offset],
    )
    .map(({ was, now, ...row }) => ({
      ...row,
      wasSubscribed: was === null ? null : was === 1,
      subscribed: now === 1,
    }))
}

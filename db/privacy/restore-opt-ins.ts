import type Database from 'better-sqlite3'
import { nameOf } from '../commands/find-contact.ts'
import { CommandRefused } from '../commands/refused.ts'
import { refreshDerived } from '../contacts/derived.ts'
import { auditOptIn } from '../contacts/write-contact.ts'
import { handlesOf, type ReadDb, type SqlValue } from '../handles.ts'
import { writeGroup } from '../journal/group.ts'
import { unitColumns } from '../journal/units.ts'
import { boundsOf } from './opt-in-changes.ts'

export type OptInRange = {
  /** Opt-ins become what they were then: a day of the office begins with its midnight, or a UTC instant. */
  from: string
  /** What somebody said later stands: after the end of this day, or from this UTC instant. Default: now. */
  to?: string | undefined
  /** Default: everybody. */
  contactIds?: readonly string[] | undefined
}

/** What would become of one person. `later`: changed again after that time, and that stands. */
export type OptInToPutBack = {
  contactId: string
  contactName: string
  becomes: 'on' | 'off' | 'later'
  /** Their last change within that time. */
  changedAt: string | null
  who: string | null
  why: string | null
}

export type OptInCounts = {
  /** People who would be subscribed again. */
  on: number
  /** People who would no longer be. */
  off: number
  /** People who were changed in that time and again after it: theirs stand. */
  laterChanged: number
}

/** A person with the columns of their consent as they would be. */
type Found = { person: OptInToPutBack; consent: Record<string, SqlValue> }

/** What `restoreOptIns` would do, with everybody it is about: who would be on, who off, who stays. */
export function previewOptIns(
  db: ReadDb,
  range: OptInRange,
): OptInCounts & { people: readonly OptInToPutBack[] } {
  const found = findOptIns(db, range)
  return { ...countsOf(found), people: found.map(({ person }) => person) }
}

function countsOf(found: readonly Found[]): OptInCounts {
  const count = (becomes: OptInToPutBack['becomes']) =>
    found.filter(({ person }) => person.becomes === becomes).length
  return { on: count('on'), off: count('off'), laterChanged: count('later') }
}

/**
 * Puts opt-ins back as they were at an instant, with their evidence, for what became of them until another: a wrong file, a wrong click.
 * Who would be subscribed again said no in that time, or somebody for them: they stay off unless `howWeKnow` says why that was no word of
 * theirs. One undoable action; the log says of each that it was put back. Throws CommandRefused when nothing would change.
 */
export function restoreOptIns(
  sqlite: Database.Database,
  { howWeKnow, ...range }: OptInRange & { howWeKnow?: string | undefined },
  who: string,
): OptInCounts {
  const { read } = handlesOf(sqlite)
  const counts = countsOf(findOptIns(read, range))
  const on = howWeKnow === undefined ? 0 : counts.on
  const count = on + counts.off
  if (count === 0) throw new CommandRefused('change.refused', { reason: refusalOf(counts) })
  const since = range.from.length === 10 ? range.from : `${range.from.slice(0, 16).replace('T', ' ')} UTC`
  const only = range.contactIds?.length === 1 ? range.contactIds[0] : undefined
  const whose =
    only === undefined ? `${count} opt-in${count === 1 ? '' : 's'}` : `the opt-in of ${nameOf(read, only)}`
  const title = `Put back ${whose} as of ${since}`
  writeGroup(
    sqlite,
    { who, origin: 'staff', title, ...(only === undefined ? {} : { contactId: only }) },
    group => {
      const changed = findOptIns(group.db, range).filter(
        ({ person }) => person.becomes === 'off' || (person.becomes === 'on' && howWeKnow !== undefined),
      )
      const columns = unitColumns('contacts', 'consent')
      for (const { person, consent } of changed) {
        const { contactId, becomes } = person
        group.db.run(`UPDATE contacts SET ${columns.map(c => `${c} = ?`).join(', ')} WHERE id = ?`, [
          ...columns.map(column => consent[column] ?? null),
          contactId,
        ])
        const subscribed = becomes === 'on'
        const why = `put back as of ${since}${subscribed ? `: ${howWeKnow}` : ''}`
        auditOptIn(group, contactId, { old: !subscribed, now: subscribed, why })
      }
      refreshDerived(
        group.db,
        changed.map(({ person }) => person.contactId),
        group,
      )
    },
  )
  return { ...counts, on }
}

function refusalOf({ on }: OptInCounts): string {
  if (on === 0) return "Nobody's opt-in was changed in that time."
  return `${on === 1 ? 'One person' : `${on} people`} would be subscribed again, and for that it must be said how we know that they want it.`
}

/** Who was changed in that time and is not what they were before it: who would be on, off, and who stays, by name. */
function findOptIns(db: ReadDb, range: OptInRange): Found[] {
  const { from, to } = boundsOf(db, range)
  type Row = Omit<OptInToPutBack, 'becomes'> & {
    before: string
    now: number
    last: string | null
    optedOut: string | null
  }
  const rows = db.all<Row>(
    `SELECT c.id AS contactId, c.full_name AS contactName, first.base_value AS before, c.email_subscribed AS now,
       a.at AS changedAt, a.who, a.why, (SELECT max(l.at) FROM subscription_audit l WHERE l.contact_id = c.id) AS last,
       (SELECT max(j.base_value ->> 'unsubscribe_date') FROM journal_changes j
        WHERE j.row_id = c.id AND j.unit = 'consent' AND j.seq >= changed.seq) AS optedOut
     FROM (SELECT j.row_id, min(j.seq) AS seq FROM change_groups g JOIN journal_changes j ON j.group_seq = g.seq
           WHERE g.at >= @from AND j.table_name = 'contacts' AND j.unit = 'consent' GROUP BY j.row_id) changed
     JOIN journal_changes first ON first.seq = changed.seq
     JOIN change_groups g ON g.seq = first.group_seq AND g.at < @to
     JOIN contacts c ON c.id = changed.row_id AND c.deleted_at IS NULL AND c.merged_into_id IS NULL
     LEFT JOIN subscription_audit a
       ON a.seq = (SELECT max(i.seq) FROM subscription_audit i WHERE i.contact_id = c.id AND i.at < @to)
     WHERE @ids IS NULL OR c.id IN (SELECT value FROM json_each(@ids))
     ORDER BY c.sort_name, c.id`,
    {
      from,
      to: to ?? '9999',
      ids: range.contactIds === undefined ? null : JSON.stringify(range.contactIds),
    },
  )
  const found = rows.flatMap(({ before: json, now, last, optedOut, ...person }): Found[] => {
    const before = JSON.parse(json) as Record<string, SqlValue>
    const was = before['email_subscribed']
    if (was === now) return []
    const becomes = to !== null && (last ?? '') >= to ? 'later' : was === 1 ? 'on' : 'off'
    // An opt-out that came and went within that time is kept: nobody is off without it.
    const unsubscribed = becomes === 'off' ? { unsubscribe_date: optedOut } : {}
    return [{ person: { ...person, becomes }, consent: { ...before, ...unsubscribed } }]
  })
  return (['on', 'off', 'later'] as const).flatMap(becomes =>
    found.filter(({ person }) => person.becomes === becomes),
  )
}

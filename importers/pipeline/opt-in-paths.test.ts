import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolveConflicts, takeSuggestions } from '../../db/commands/conflicts.ts'
import { setContactOptIn } from '../../db/commands/contact-marks.ts'
import { CommandRefused } from '../../db/commands/refused.ts'
import { survivorOf } from '../../db/contacts/contact-state.ts'
import { UndoImpossible, undoGroup } from '../../db/journal/undo.ts'
import { mergeContacts } from '../../db/merge/merge.ts'
import { unmergeContacts } from '../../db/merge/unmerge.ts'
import { erasePerson } from '../../db/privacy/erase-person.ts'
import { restoreOptIns } from '../../db/privacy/restore-opt-ins.ts'
import { listSuggestions } from '../../db/queries/conflicts-list.ts'
import { contactColumns, type TestOffice, testOffice } from './test-office.ts'

/** Every way an opt-in can change but a person's own word with evidence, which is what the rest is measured by. */
const who = fc.nat(3)
const people = fc.array(who, { minLength: 1, maxLength: 3 })
const optIn = fc.constantFrom('subscribed' as const, 'unsubscribed' as const, 'unknown' as const)
const day = fc.constantFrom('2025-02-03', '2025-06-07')
const step = fc.oneof(
  fc.record({ do: fc.constant('kajabi' as const), people, optIn }),
  fc.record({ do: fc.constant('list' as const), people, optIn }),
  fc.record({ do: fc.constant('zoho' as const), people, optOut: fc.boolean() }),
  fc.record({ do: fc.constant('say' as const), who, day, subscribed: fc.boolean() }),
  fc.record({ do: fc.constant('answer' as const), take: fc.boolean(), always: fc.boolean() }),
  fc.record({ do: fc.constant('suggestions' as const) }),
  fc.record({ do: fc.constant('putBack' as const), from: fc.nat(20) }),
  fc.record({ do: fc.constant('merge' as const), who, other: who }),
  fc.record({ do: fc.constant('unmerge' as const), which: fc.nat(5) }),
  fc.record({ do: fc.constant('undo' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('erase' as const), who }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const mailOf = (n: number) => `person${n}@example.org`

function importPeople(office: TestOffice, s: Extract<Step, { people: number[] }>): void {
  const rows = s.people.map(n => ({
    'First Name': `Person${n}`,
    'Last Name': 'Example',
    Email: mailOf(n),
    Phone: `(303) 555-010${n}`,
  }))
  if (s.do === 'kajabi') office.import(office.csv(contactColumns, rows), { optIn: s.optIn })
  if (s.do === 'zoho') {
    const columns = [
      'Record Id',
      'Contact Owner',
      'First Name',
      'Last Name',
      'Email',
      'Phone',
      'Email Opt Out',
    ]
    const cells = rows.map((row, i) => ({
      ...row,
      'Record Id': `zcrm_40000000000000${s.people[i]}`,
      'Contact Owner': 'Office',
      'Email Opt Out': String(s.optOut),
    }))
    office.import(office.csv(columns, cells))
  }
  if (s.do === 'list') {
    const columns = ['First Name', 'Last Name', 'Email', 'Phone']
    const answers = { source: 'mapped-list', columns: Object.fromEntries(columns.map(c => [c, c])) }
    const path = office.csv(columns, rows)
    office.importNamed({ path, fileName: 'list.csv', answers, optIn: s.optIn })
  }
}

function live(office: TestOffice): string[] {
  return office.read
    .all<{ id: string }>(
      'SELECT id FROM contacts WHERE deleted_at IS NULL AND merged_into_id IS NULL ORDER BY id',
    )
    .map(row => row.id)
}

function permitRefusal(work: () => unknown): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof CommandRefused) && !(error instanceof UndoImpossible)) throw error
  }
}

function act(office: TestOffice, s: Step): void {
  if ('people' in s) importPeople(office, s)
  const { sqlite, read } = office
  if (s.do === 'answer') {
    const resolution = s.take ? ('take' as const) : ('keep' as const)
    resolveConflicts(sqlite, { status: 'open' }, { resolution, always: s.always, unlock: false }, 'Ada')
  }
  if (s.do === 'suggestions') {
    const ids = listSuggestions(read, { offset: 0, limit: 100 }).map(row => row.id)
    takeSuggestions(sqlite, ids, 'Ada')
  }
  if (s.do === 'putBack') {
    const groups = read.all<{ at: string }>('SELECT at FROM change_groups ORDER BY seq')
    const from = groups[s.from % Math.max(1, groups.length)]?.at
    if (from !== undefined) permitRefusal(() => restoreOptIns(sqlite, { from }, 'Ada'))
  }
  if (s.do === 'unmerge') {
    const merges = read.all<{ id: string }>(
      'SELECT id FROM merge_backups WHERE unmerged_group IS NULL ORDER BY id',
    )
    const mergeId = merges[s.which % Math.max(1, merges.length)]?.id
    if (mergeId !== undefined) permitRefusal(() => unmergeContacts(sqlite, { mergeId, who: 'Ada' }))
  }
  if (s.do === 'undo') {
    const groups = read.all<{ seq: number }>(
      `SELECT seq FROM change_groups WHERE undone_at IS NULL AND origin NOT IN ('undo', 'erasure') ORDER BY seq`,
    )
    const seq = groups[s.which % Math.max(1, groups.length)]?.seq
    if (seq !== undefined) permitRefusal(() => undoGroup(sqlite, seq, 'Ada'))
  }
  const ids = live(office)
  const contactId = 'who' in s ? ids[s.who % Math.max(1, ids.length)] : undefined
  if (contactId === undefined) return
  if (s.do === 'say') {
    const evidence = { source: 'phone', method: 'asked', date: s.day }
    permitRefusal(() => setContactOptIn(sqlite, { contactId, subscribed: s.subscribed, evidence }, 'Ada'))
  }
  if (s.do === 'merge') {
    const otherId = ids[s.other % ids.length] ?? contactId
    if (otherId !== contactId)
      permitRefusal(() => mergeContacts(sqlite, { survivorId: contactId, otherIds: [otherId], who: 'Ada' }))
  }
  if (s.do === 'erase') erasePerson(sqlite, { contactId, who: 'Ada' }, () => undefined)
}

/** Every "no" that a person wrote down and that stands: whoever said it is subscribed only by a consent that is newer. */
function checkOptOuts(office: TestOffice): void {
  const said = office.read.all<{ contact_id: string; why: string }>(
    `SELECT a.contact_id, a.why FROM subscription_audit a JOIN change_groups g ON g.seq = a.group_seq
     WHERE g.title LIKE 'Unsubscribed%' AND g.undone_at IS NULL`,
  )
  for (const { contact_id, why } of said) {
    const now = office.read.get<{ email_subscribed: number; consent_date: string | null }>(
      'SELECT email_subscribed, consent_date FROM contacts WHERE id = ? AND deleted_at IS NULL',
      [survivorOf(office.read, contact_id) ?? ''],
    )
    const saidOn = /\d{4}-\d{2}-\d{2}/.exec(why)?.[0] ?? ''
    if (now?.email_subscribed === 1)
      expect(now.consent_date ?? '').toSatisfy((date: string) => date >= saidOn)
  }
}

type Standing = { id: string; email_subscribed: number; unsubscribe_date: string | null }
const standing = (office: TestOffice) =>
  office.read.all<Standing>(
    'SELECT id, email_subscribed, unsubscribe_date FROM contacts WHERE deleted_at IS NULL',
  )

/** What a step may not do to anybody's opt-in, whatever came before. */
function checkStep(office: TestOffice, s: Step, before: readonly Standing[]): void {
  const after = new Map(standing(office).map(row => [row.id, row]))
  for (const was of before) {
    const now = after.get(was.id)
    if (!now) continue
    const cameOn = was.email_subscribed === 0 && now.email_subscribed === 1
    const wentOff = was.email_subscribed === 1 && now.email_subscribed === 0
    if (s.do === 'zoho' || s.do === 'list') expect([was.id, cameOn || wentOff]).toEqual([was.id, false])
    if (s.do === 'kajabi') {
      expect([was.id, wentOff]).toEqual([was.id, false])
      if (was.unsubscribe_date !== null) expect([was.id, cameOn]).toEqual([was.id, false])
    }
    if (s.do === 'putBack' || s.do === 'erase') expect([was.id, cameOn]).toEqual([was.id, false])
  }
  const counted = office.read.get<{ n: number }>(
    `SELECT count(*) AS n FROM contacts c WHERE email_subscribed <> coalesce(
       (SELECT new_subscribed FROM subscription_audit a WHERE a.contact_id = c.id ORDER BY seq DESC LIMIT 1), 0)
       AND deleted_at IS NULL AND merged_into_id IS NULL`,
  )
  expect(counted?.n).toBe(0)
}

test('no path but a word with evidence relaxes an opt-out, and the log ends with what stands', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 16 }), steps => {
      const office = testOffice()
      for (const s of steps) {
        const before = standing(office)
        act(office, s)
        checkStep(office, s, before)
        checkOptOuts(office)
      }
      office.close()
    }),
    { numRuns: 30 },
  )
}, 300_000)

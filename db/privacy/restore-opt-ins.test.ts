import { beforeEach, expect, test } from 'vitest'
import { setContactOptIn } from '../commands/contact-marks.ts'
import { CommandRefused } from '../commands/refused.ts'
import { undoGroup } from '../journal/undo.ts'
import { type OpenedOffice, openOffice } from '../open.ts'
import { dayAt } from '../queries/office-days.ts'
import { readSettings } from '../queries/settings.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { listConsentChanges } from './consent-history.ts'
import { countOptInChanges, listOptInChanges, type OptInFilter } from './opt-in-changes.ts'
import { previewOptIns, restoreOptIns } from './restore-opt-ins.ts'

let office: OpenedOffice
let ada: string
let bo: string

beforeEach(() => {
  office = openOffice(temporaryFolder())
  ;[ada, bo] = importing(office.sqlite, w => [
    addPerson(w, { firstName: 'Ada', emails: ['ada@example.org'], subscribed: true }),
    addPerson(w, { firstName: 'Bo', emails: ['bo@example.org'] }),
  ]) as [string, string]
})

/** An instant after everything so far and before everything to come. */
async function moment(): Promise<string> {
  await new Promise(resolve => setTimeout(resolve, 3))
  const at = new Date().toISOString()
  await new Promise(resolve => setTimeout(resolve, 3))
  return at
}

function say(contactId: string, subscribed: boolean, method: string): void {
  const evidence = { source: 'staff', method, date: subscribed ? '2025-08-02' : '2025-08-01' }
  setContactOptIn(office.sqlite, { contactId, subscribed, evidence }, 'Mira')
}

const consentOf = (contactId: string) =>
  office.read.get(
    `SELECT email_subscribed, consent_date, consent_source, consent_method, unsubscribe_date, subscription_protected,
       subscription_protected_reason FROM contacts WHERE id = ?`,
    [contactId],
  )

test('opt-ins become what they were at an instant, with their evidence; the log grows; undo takes it back', async () => {
  const before = [consentOf(ada), consentOf(bo)]
  const from = await moment()
  say(ada, false, 'a wrong list')
  say(bo, true, 'a wrong list')
  const wrong = [consentOf(ada), consentOf(bo)]
  const lines = { changedAt: expect.any(String), who: 'Mira' }
  expect(previewOptIns(office.read, { from })).toEqual({
    on: 1,
    off: 1,
    laterChanged: 0,
    people: [
      {
        ...lines,
        contactId: ada,
        contactName: 'Ada',
        becomes: 'on',
        why: 'a wrong list (staff, 2025-08-01)',
      },
      {
        ...lines,
        contactId: bo,
        contactName: 'Bo',
        becomes: 'off',
        why: 'a wrong list (staff, 2025-08-02)',
      },
    ],
  })
  const howWeKnow = 'the list was of another office'
  expect(restoreOptIns(office.sqlite, { from, howWeKnow }, 'Mira')).toEqual({
    on: 1,
    off: 1,
    laterChanged: 0,
  })
  expect([consentOf(ada), consentOf(bo)]).toEqual(before)
  expect(listConsentChanges(office.read, ada)?.[0]?.why).toMatch(/^put back as of .* UTC: the list was of/)
  expect(() => restoreOptIns(office.sqlite, { from, howWeKnow }, 'Mira')).toThrow(CommandRefused)
  const group = office.read.get<{ seq: number }>('SELECT max(seq) AS seq FROM change_groups')?.seq ?? 0
  undoGroup(office.sqlite, group, 'Mira')
  expect([consentOf(ada), consentOf(bo)]).toEqual(wrong)
  expect(listConsentChanges(office.read, ada)?.map(change => change.subscribed)).toEqual([
    false,
    true,
    false,
    true,
  ])
})

test('only the people asked for are put back, and what was said after the time stands', async () => {
  const from = await moment()
  say(ada, false, 'a wrong list')
  say(bo, true, 'a wrong list')
  const to = await moment()
  say(bo, false, 'asked on the phone')
  say(bo, true, 'asked on the phone again')
  expect(previewOptIns(office.read, { from, to, contactIds: [bo] })).toMatchObject({
    on: 0,
    off: 0,
    laterChanged: 1,
    people: [{ contactId: bo, becomes: 'later', why: 'a wrong list (staff, 2025-08-02)' }],
  })
  restoreOptIns(office.sqlite, { from, to, howWeKnow: 'it was a wrong list' }, 'Mira')
  expect(consentOf(ada)).toMatchObject({ email_subscribed: 1 })
  expect(consentOf(bo)).toMatchObject({ email_subscribed: 1, consent_method: 'asked on the phone again' })
})

test('nobody is subscribed again without a word on how we know; who was put on is put off all the same', async () => {
  const from = await moment()
  say(ada, false, 'a wrong list')
  expect(() => restoreOptIns(office.sqlite, { from }, 'Mira')).toThrow(
    expect.objectContaining({
      facts: {
        reason:
          'One person would be subscribed again, and for that it must be said how we know that they want it.',
      },
    }),
  )
  say(bo, true, 'a wrong list')
  expect(restoreOptIns(office.sqlite, { from }, 'Mira')).toEqual({ on: 0, off: 1, laterChanged: 0 })
  expect([consentOf(ada), consentOf(bo)]).toMatchObject([{ email_subscribed: 0 }, { email_subscribed: 0 }])
})

test('an opt-out that came and went in that time is kept', async () => {
  const from = await moment()
  say(bo, true, 'signed a list')
  say(bo, false, 'asked on the phone')
  say(bo, true, 'a wrong list')
  restoreOptIns(office.sqlite, { from }, 'Mira')
  expect(consentOf(bo)).toMatchObject({ email_subscribed: 0, unsubscribe_date: '2025-08-01' })
})

test('the log tells of everybody and is narrowed by time, direction and where it came from', async () => {
  const from = await moment()
  say(ada, false, 'told us at the door')
  const to = await moment()
  say(bo, true, 'signed a list')
  const list = (filter: OptInFilter) => {
    const rows = listOptInChanges(office.read, { ...filter, offset: 0, limit: 10 })
    expect(countOptInChanges(office.read, filter)).toBe(rows.length)
    return rows.map(row => `${row.contactName} ${row.subscribed ? 'on' : 'off'} ${row.origin}`)
  }
  expect(list({})).toEqual(['Bo on staff', 'Ada off staff'])
  expect(list({ from, to })).toEqual(['Ada off staff'])
  expect(list({ to: from })).toEqual([])
  expect(list({ subscribed: true })).toEqual(['Bo on staff'])
  expect(list({ origin: 'import' })).toEqual([])
  expect(list({ source: 'kajabi-contacts' })).toEqual([])
  const { timeZone } = readSettings(office.read)
  const today = dayAt(timeZone, from)
  expect(list({ from: today, to: today })).toEqual(['Bo on staff', 'Ada off staff'])
  expect(list({ to: '2020-01-01' })).toEqual([])
})

test('the consent history says who, when, why and by what evidence', () => {
  say(ada, false, 'told us at the door')
  expect(listConsentChanges(office.read, ada)).toMatchObject([
    {
      who: 'Mira',
      wasSubscribed: true,
      subscribed: false,
      why: 'told us at the door (staff, 2025-08-01)',
      evidence: { source: 'staff', method: 'told us at the door', date: '2025-08-01' },
    },
    { subscribed: true, evidence: { source: 'kajabi', method: 'listed in the export', date: '2025-01-02' } },
  ])
  expect(listConsentChanges(office.read, 'nobody')).toBeNull()
})

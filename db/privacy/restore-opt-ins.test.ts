import { beforeEach, expect, test } from 'vitest'
import { setContactOptIn } from '../commands/contact-marks.ts'
import { CommandRefused } from '../commands/refused.ts'
import { undoGroup } from '../journal/undo.ts'
import { type OpenedOffice, openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { listConsentChanges } from './consent-history.ts'
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
  expect(previewOptIns(office.read, { from })).toEqual({ on: 1, off: 1, laterChanged: 0 })
  expect(restoreOptIns(office.sqlite, { from }, 'Mira')).toEqual({ on: 1, off: 1, laterChanged: 0 })
  expect([consentOf(ada), consentOf(bo)]).toEqual(before)
  expect(() => restoreOptIns(office.sqlite, { from }, 'Mira')).toThrow(CommandRefused)
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
  expect(previewOptIns(office.read, { from, to, contactIds: [bo] })).toEqual({
    on: 0,
    off: 0,
    laterChanged: 1,
  })
  restoreOptIns(office.sqlite, { from, to }, 'Mira')
  expect(consentOf(ada)).toMatchObject({ email_subscribed: 1 })
  expect(consentOf(bo)).toMatchObject({ email_subscribed: 1, consent_method: 'asked on the phone again' })
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

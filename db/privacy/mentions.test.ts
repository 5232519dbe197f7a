import { expect, test } from 'vitest'
import { addNote } from '../commands/contact-marks.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPayment, addPerson, addRow, importing } from '../sample-records.ts'
import { erasePerson } from './erase-person.ts'
import { findMentions } from './mentions.ts'

const { sqlite, read } = openOffice(temporaryFolder())
const people = importing(sqlite, w => ({
  lea: addPerson(w, {
    firstName: 'Léa',
    lastName: 'Ångström',
    emails: ['lea@example.org'],
    phones: ['(303) 555-0142'],
  }),
  bo: addPerson(w, { firstName: 'Bo', lastName: 'Reed' }),
}))
const note = (text: string) => addNote(sqlite, { contactId: people.bo, text, isPinned: false }, 'Mira').noteId
note('Cousin of LÉA ÅNGSTRÖM, who pays for both')
note('Call her cousin on 303.555.0142 first')
note('Nothing about anybody; room 5550142')
addNote(sqlite, { contactId: people.lea, text: 'Léa Ångström herself', isPinned: false }, 'Mira')
importing(sqlite, w => {
  addPayment(w, { contactId: people.bo, at: '2025-03-01T12:00:00.000Z', cents: 500, memo: 'Gift' })
  addRow(w, 'transactions', {
    transaction_date: '2025-03-02T12:00:00.000Z',
    transaction_type: 'purchase',
    status: 'completed',
    amount_cents: 700,
    currency: 'USD',
    source_system: 'paypal',
    external_transaction_id: 'x1',
    raw_source: JSON.stringify({ Name: 'Bo Reed', Note: 'for "us" from lea@example.org' }),
  })
})

test('texts of others that speak of somebody are found with whose they are, and stay when that person is erased', () => {
  const { total, mentions } = findMentions(read, people.lea)
  expect(mentions.map(({ kind, contactName, text }) => `${kind} ${contactName}: ${text}`)).toEqual([
    'note Bo Reed: Cousin of LÉA ÅNGSTRÖM, who pays for both',
    'note Bo Reed: Call her cousin on 303.555.0142 first',
    'payment null: Note: for "us" from lea@example.org',
  ])
  expect(total).toBe(3)
  expect(findMentions(read, people.bo)).toEqual({
    total: 1,
    mentions: [expect.objectContaining({ text: 'Name: Bo Reed' })],
  })
  const texts = () =>
    read.all('SELECT id, text FROM contact_notes WHERE contact_id = ? ORDER BY id', [people.bo])
  const before = texts()
  erasePerson(sqlite, { contactId: people.lea, who: 'Mira' }, () => undefined)
  expect(texts()).toEqual(before)
})

test('a name with letters beyond ASCII goes from the history of others in any case', () => {
  const { read: other, sqlite: file } = openOffice(temporaryFolder())
  const [asa, cy] = importing(file, w => [
    addPerson(w, { firstName: 'Åsa', lastName: 'Öberg', emails: ['asa@example.org'] }),
    addPerson(w, { firstName: 'Cy', lastName: 'Reed', emails: ['cy@example.org'] }),
  ]) as [string, string]
  importing(file, w => w.db.run("UPDATE contacts SET lock_reason = 'ÅSA ÖBERG said so' WHERE id = ?", [cy]))
  erasePerson(file, { contactId: asa, who: 'Mira' }, () => undefined)
  expect(other.get('SELECT lock_reason FROM contacts WHERE id = ?', [cy])).toEqual({
    lock_reason: 'an erased person said so',
  })
  const held = other.all('SELECT base_value, new_value FROM journal_changes')
  expect(JSON.stringify(held).toLowerCase()).not.toContain('öberg')
})

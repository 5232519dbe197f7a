import { expect, test } from 'vitest'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { findContactsByAnyEmail } from './find-by-email.ts'

const { sqlite, read } = openOffice(temporaryFolder())
const names = (email: string) => findContactsByAnyEmail(read, email).map(person => person.fullName)

test('a person is found by any of their e-mails, however it is written, and a shared one finds all who share it', () => {
  importing(sqlite, w =>
    addPerson(w, { firstName: 'Ada', emails: ['ada@example.org', 'Ada.Work@Example.org'] }),
  )
  expect(names(' ADA.work@example.ORG ')).toEqual(['Ada'])
  expect(names('nobody@example.org')).toEqual([])

  const bo = importing(sqlite, w => addPerson(w, { firstName: 'Bo', emails: ['home@example.org'] }))
  const cy = importing(sqlite, w => addPerson(w, { firstName: 'Cy', emails: ['cy@example.org'] }))
  importing(sqlite, w => {
    w.db.run("UPDATE contact_emails SET is_shared = 1 WHERE email = 'home@example.org'")
    w.db.run("UPDATE contact_emails SET is_shared = 1, email = 'home@example.org' WHERE contact_id = ?", [cy])
  })
  expect(findContactsByAnyEmail(read, 'home@example.org')).toEqual([
    { contactId: bo, fullName: 'Bo', isShared: true },
    { contactId: cy, fullName: 'Cy', isShared: true },
  ])
})

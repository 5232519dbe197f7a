import { addNote, setContactFlags, setContactLock, setContactOptIn } from '../../db/commands/contact-marks.ts'
import { createContact } from '../../db/commands/create-contact.ts'
import { updateContact } from '../../db/commands/update-contact.ts'
import { findContactCard } from '../../db/queries/contact-card.ts'
import { findFieldStory } from '../../db/queries/contact-story.ts'
import { findTimeline } from '../../db/queries/contact-timeline.ts'
import { countContacts, listContacts, listRoles, listTags } from '../../db/queries/contacts-list.ts'
import { findContacts } from '../../db/search/find-contacts.ts'
import * as contract from '../contract/contacts.ts'
import { OfficeError } from '../contract/errors.ts'
import type { Topic } from '../contract/method.ts'
import { answer, carryOut, type Handler } from './handle.ts'

const touched: readonly Topic[] = ['contacts', 'history']

function found<Row>(row: Row | null): Row {
  if (row === null) throw new OfficeError('not.found', { thing: 'contact' })
  return row
}

export const contactHandlers: Handler[] = [
  answer(contract.listContacts, ({ db, remember }, input) => ({
    total: remember(`contacts ${JSON.stringify(input.filter)}`, () => countContacts(db, input.filter)),
    rows: listContacts(db, input),
  })),
  answer(contract.searchContacts, ({ db }, input) => ({ results: findContacts(db, input) })),
  answer(contract.getContact, ({ db, now, settings }, { contactId }) =>
    found(findContactCard(db, { contactId, now, timeZone: settings().timeZone, who: settings().who })),
  ),
  answer(contract.contactTimeline, ({ db, settings }, input) => ({
    entries: found(findTimeline(db, { ...input, who: settings().who })),
  })),
  answer(contract.contactFieldStory, ({ db }, input) => found(findFieldStory(db, input))),
  answer(contract.listTags, ({ db }) => ({ tags: listTags(db), roles: listRoles(db) })),
  carryOut(contract.createContact, touched, ({ sqlite, who }, input) => createContact(sqlite, input, who)),
  carryOut(contract.updateContact, touched, ({ sqlite, who }, input) => updateContact(sqlite, input, who)),
  carryOut(contract.setContactLock, touched, ({ sqlite, who }, input) => setContactLock(sqlite, input, who)),
  carryOut(contract.setContactFlags, touched, ({ sqlite, who }, input) =>
    setContactFlags(sqlite, input, who),
  ),
  carryOut(contract.setContactOptIn, touched, ({ sqlite, who }, input) =>
    setContactOptIn(sqlite, input, who),
  ),
  carryOut(contract.addNote, touched, ({ sqlite, who }, input) => addNote(sqlite, input, who)),
]

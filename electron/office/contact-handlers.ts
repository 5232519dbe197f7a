import { findContactCard } from '../../db/queries/contact-card.ts'
import { findFieldStory } from '../../db/queries/contact-story.ts'
import { findTimeline } from '../../db/queries/contact-timeline.ts'
import { countContacts, listContacts, listRoles, listTags } from '../../db/queries/contacts-list.ts'
import { findContacts } from '../../db/search/find-contacts.ts'
import * as card from '../contract/contact-card.ts'
import * as contract from '../contract/contacts.ts'
import { OfficeError } from '../contract/errors.ts'
import { answer, type Handler } from './handle.ts'

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
  answer(card.getContact, ({ db, now, settings }, { contactId }) =>
    found(findContactCard(db, { contactId, now, timeZone: settings().timeZone, who: settings().who })),
  ),
  answer(card.contactTimeline, ({ db, settings }, input) => ({
    entries: found(findTimeline(db, { ...input, who: settings().who })),
  })),
  answer(card.contactFieldStory, ({ db }, input) => found(findFieldStory(db, input))),
  answer(contract.listTags, ({ db }) => ({ tags: listTags(db), roles: listRoles(db) })),
]

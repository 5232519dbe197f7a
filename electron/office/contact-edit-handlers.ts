import { addNote, setContactFlags, setContactLock, setContactOptIn } from '../../db/commands/contact-marks.ts'
import { setRole } from '../../db/commands/contact-roles.ts'
import { mergeTags, tagContacts } from '../../db/commands/contact-tags.ts'
import { addValue, editValue, markValue, removeValue } from '../../db/commands/contact-values.ts'
import { createContact } from '../../db/commands/create-contact.ts'
import { flagContacts } from '../../db/commands/flag-contacts.ts'
import { leaveHousehold, updateHousehold } from '../../db/commands/households.ts'
import { editNote, pinNote, removeNote } from '../../db/commands/notes.ts'
import { updateContact } from '../../db/commands/update-contact.ts'
import { setValueState } from '../../db/commands/value-state.ts'
import { recordVisit } from '../../db/commands/visits.ts'
import * as contract from '../contract/contact-edits.ts'
import type { Topic } from '../contract/method.ts'
import { carryOut, type Handler } from './handle.ts'

const touched: readonly Topic[] = ['contacts', 'history']

export const contactEditHandlers: Handler[] = [
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
  carryOut(contract.addValue, touched, ({ sqlite, who }, input) => addValue(sqlite, input, who)),
  carryOut(contract.editValue, touched, ({ sqlite, who }, input) => editValue(sqlite, input, who)),
  carryOut(contract.removeValue, touched, ({ sqlite, who }, input) => removeValue(sqlite, input, who)),
  carryOut(contract.markValue, touched, ({ sqlite, who }, input) => markValue(sqlite, input, who)),
  carryOut(contract.setValueState, touched, ({ sqlite, who }, input) => setValueState(sqlite, input, who)),
  carryOut(contract.tagContacts, touched, ({ sqlite, who }, input) => tagContacts(sqlite, input, who)),
  carryOut(contract.mergeTags, touched, ({ sqlite, who }, input) => mergeTags(sqlite, input, who)),
  carryOut(contract.setRole, touched, ({ sqlite, who }, input) => setRole(sqlite, input, who)),
  carryOut(contract.flagContacts, touched, ({ sqlite, who }, input) => flagContacts(sqlite, input, who)),
  carryOut(contract.updateHousehold, touched, ({ sqlite, who }, input) =>
    updateHousehold(sqlite, input, who),
  ),
  carryOut(contract.leaveHousehold, touched, ({ sqlite, who }, input) => leaveHousehold(sqlite, input, who)),
  carryOut(contract.pinNote, touched, ({ sqlite, who }, input) => pinNote(sqlite, input, who)),
  carryOut(contract.editNote, touched, ({ sqlite, who }, input) => editNote(sqlite, input, who)),
  carryOut(contract.removeNote, touched, ({ sqlite, who }, input) => removeNote(sqlite, input, who)),
  carryOut(contract.recordVisit, ['visits'], ({ sqlite }, input) => recordVisit(sqlite, input)),
]

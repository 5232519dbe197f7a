import type { z } from 'zod'
import { type ContactCard } from '../../../electron/contract/contact-card.ts'
import { updateContact } from '../../../electron/contract/contact-edits.ts'
import type { AppError } from '../../../electron/contract/errors.ts'
import { call } from '../../lib/call.ts'
import { offerUndo } from '../../ui/undo-toast.tsx'

type Change = z.input<typeof updateContact.input>['set']

/** Saves a person's own edit. Answers the failure, or null; tells when the padlock closed by it. */
export async function saveContact(contact: ContactCard, set: Change): Promise<AppError | null> {
  const reply = await call(updateContact, { contactId: contact.contactId, set })
  if (!reply.ok) return reply.error
  if (reply.value.lockLevel !== contact.lockLevel) {
    void offerUndo('Saved. The padlock closed: imports will not change what you corrected.')
  }
  return null
}

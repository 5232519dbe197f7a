import { CommandRefused } from '../../db/commands/refused.ts'
import { listConsentChanges } from '../../db/privacy/consent-history.ts'
import { previewOptIns, restoreOptIns } from '../../db/privacy/restore-opt-ins.ts'
import * as contract from '../contract/privacy.ts'
import { answer, carryOut, type Handler } from './handle.ts'

export const privacyHandlers: Handler[] = [
  answer(contract.consentHistory, ({ db }, { contactId }) => {
    const changes = listConsentChanges(db, contactId)
    if (changes === null) throw new CommandRefused('not.found', { thing: 'contact' })
    return { changes }
  }),
  answer(contract.previewOptIns, ({ db }, input) => previewOptIns(db, input)),
  carryOut(contract.restoreOptIns, ['contacts', 'history'], ({ sqlite, who }, input) =>
    restoreOptIns(sqlite, input, who),
  ),
]

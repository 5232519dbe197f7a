import { CommandRefused } from '../../db/commands/refused.ts'
import { listConsentChanges } from '../../db/privacy/consent-history.ts'
import { countOptInChanges, listOptInChanges } from '../../db/privacy/opt-in-changes.ts'
import { previewOptIns, restoreOptIns } from '../../db/privacy/restore-opt-ins.ts'
import * as contract from '../contract/privacy.ts'
import { answer, carryOut, type Handler } from './handle.ts'

export const privacyHandlers: Handler[] = [
  answer(contract.consentHistory, ({ db }, { contactId }) => {
    const changes = listConsentChanges(db, contactId)
    if (changes === null) throw new CommandRefused('not.found', { thing: 'contact' })
    return { changes }
  }),
  answer(contract.listOptIns, ({ db }, input) => ({
    total: countOptInChanges(db, input),
    rows: listOptInChanges(db, input),
  })),
  answer(contract.previewOptIns, ({ db }, { offset, limit, ...range }) => {
    const { people, ...counts } = previewOptIns(db, range)
    return { ...counts, total: people.length, people: people.slice(offset, offset + limit) }
  }),
  carryOut(contract.restoreOptIns, ['contacts', 'history'], ({ sqlite, who }, input) =>
    restoreOptIns(sqlite, input, who),
  ),
]

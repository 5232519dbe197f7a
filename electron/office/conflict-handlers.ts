import { resolveConflict, resolveConflicts, takeSuggestions } from '../../db/commands/conflicts.ts'
import { resolveReconciliation } from '../../db/commands/reconciliation.ts'
import { removeDecision } from '../../db/commands/settings.ts'
import {
  countConflicts,
  countSuggestions,
  groupConflicts,
  listConflicts,
  listDecisions,
  listSuggestions,
} from '../../db/queries/conflicts-list.ts'
import {
  countLiveSubscriptions,
  countReconciliation,
  listReconciliation,
} from '../../db/queries/reconciliation.ts'
import * as contract from '../contract/conflicts.ts'
import type { Topic } from '../contract/method.ts'
import { answer, carryOut, type Handler } from './handle.ts'

const touched: readonly Topic[] = ['conflicts', 'contacts', 'history']

export const conflictHandlers: Handler[] = [
  answer(contract.listConflicts, ({ db }, input) => ({
    total: countConflicts(db, input.filter),
    conflicts: listConflicts(db, input),
    groups: groupConflicts(db),
  })),
  answer(contract.listDecisions, ({ db }) => ({ decisions: listDecisions(db) })),
  answer(contract.listSuggestions, ({ db }, input) => ({
    total: countSuggestions(db, input.contactId),
    suggestions: listSuggestions(db, input),
  })),
  answer(contract.listReconciliation, ({ db }, input) => ({
    total: countReconciliation(db, input.state),
    rows: listReconciliation(db, input),
    liveSubscriptions: countLiveSubscriptions(db),
  })),
  carryOut(contract.resolveConflict, touched, ({ sqlite, who }, { id, resolution, unlock, value }) =>
    resolveConflict(sqlite, id, { resolution, unlock, ...(value === undefined ? {} : { value }) }, who),
  ),
  carryOut(contract.resolveConflicts, touched, ({ sqlite, who }, { filter, ...given }) =>
    resolveConflicts(sqlite, filter, given, who),
  ),
  carryOut(contract.removeDecision, ['conflicts'], ({ sqlite }, input) => removeDecision(sqlite, input)),
  carryOut(contract.takeSuggestions, touched, ({ sqlite, who }, { ids }) =>
    takeSuggestions(sqlite, ids, who),
  ),
  carryOut(
    contract.resolveReconciliation,
    ['reconciliation', 'money', 'contacts', 'history'],
    ({ sqlite, who }, input) => resolveReconciliation(sqlite, input, who),
  ),
]

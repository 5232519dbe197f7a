import type { z } from 'zod'
import { findMatches } from '../../db/duplicates/find-matches.ts'
import { nobody, type PersonForMatching } from '../../db/duplicates/person.ts'
import { usualOf } from '../../db/duplicates/usual.ts'
import type { ReadDb } from '../../db/handles.ts'
import {
  countQueues,
  type DuplicateSet,
  findDuplicateSets,
  findSetMembers,
} from '../../db/merge/duplicate-sets.ts'
import { listMerges } from '../../db/merge/list-merges.ts'
import { mergeContacts } from '../../db/merge/merge.ts'
import { sampleCertainSets } from '../../db/merge/merge-certain.ts'
import { type MergeSuggestion, suggestMerge } from '../../db/merge/suggest-merge.ts'
import { unmergeContacts } from '../../db/merge/unmerge.ts'
import { formHousehold, markNotSame } from '../../db/merge/verdicts.ts'
import { sourceSystemOf } from '../../db/queries/row-types.ts'
import { tableWord } from '../../db/queries/unit-text.ts'
import * as contract from '../contract/duplicates.ts'
import type { Topic } from '../contract/method.ts'
import { answer, carryOut, type Handler } from './handle.ts'

const merged: readonly Topic[] = ['contacts', 'money', 'conflicts', 'reconciliation', 'history']
const told: readonly Topic[] = ['contacts', 'history']

function withMembers(db: ReadDb, set: DuplicateSet): z.input<typeof contract.DuplicateSet> {
  const members = findSetMembers(db, set.contactIds)
  return { ...set, members: members.map(m => ({ ...m, sourceSystem: sourceSystemOf(m.sourceSystem) })) }
}

/** What was typed so far, as the engine compares it; what is not typed yet says nothing. */
function typedPerson(input: z.output<typeof contract.checkPerson.input>): PersonForMatching {
  const text = (value: string | undefined) => value || null
  const { address } = input
  return {
    ...nobody,
    firstName: text(input.firstName),
    lastName: text(input.lastName),
    businessName: text(input.businessName),
    emails: input.emails.filter(Boolean),
    phones: input.phones.filter(Boolean),
    addresses: address?.line1
      ? [
          {
            line1: address.line1,
            line2: text(address.line2),
            city: text(address.city),
            state: text(address.state),
            postalCode: text(address.postalCode),
            country: text(address.country),
          },
        ]
      : [],
  }
}

const matchesAtMost = 5

function checkTyped(db: ReadDb, person: PersonForMatching): z.input<typeof contract.checkPerson.output> {
  const found = findMatches(db, person, usualOf(db)).slice(0, matchesAtMost)
  const members = new Map(
    findSetMembers(
      db,
      found.map(match => match.contactId),
    ).map(member => [member.contactId, member]),
  )
  return {
    matches: found.flatMap(({ explanation, ...match }) => {
      const member = members.get(match.contactId)
      if (member === undefined) return []
      const { fullName, email, phone, city } = member
      return [{ ...match, fullName, email, phone, city, evidence: explanation }]
    }),
  }
}

function toldSuggestion(found: MergeSuggestion): z.input<typeof contract.MergeSuggestion> {
  return {
    survivorId: found.survivorId,
    survivorReason: found.survivorReason,
    records: found.records.map(({ id, row, state }) => ({
      contactId: id,
      fullName: row.full_name,
      sourceSystem: sourceSystemOf(row.source_system),
      createdAt: row.created_at,
      lockLevel: state.lockLevel,
      householdId: row.household_id,
    })),
    fields: found.fields.map(({ field, options, chosen, reason, differs }) => ({
      field,
      options: options.map(o => ({
        id: o.id,
        contactId: o.contactId,
        text: o.text,
        sourceSystem: sourceSystemOf(o.source),
        setAt: o.at,
      })),
      chosenId: chosen?.id ?? null,
      reason,
      differs,
    })),
    proof: found.proof,
    folded: found.folded.map(({ table, rows, stands }) => ({ kind: tableWord(table), rows, stands })),
    optIn: {
      subscribed: found.consent.subscribed,
      reason: found.consent.why,
      evidence: found.records.map(({ id, row }) => ({
        contactId: id,
        subscribed: row.email_subscribed === 1,
        consentDate: row.consent_date,
        consentSource: row.consent_source,
        consentMethod: row.consent_method,
        unsubscribeDate: row.unsubscribe_date,
      })),
    },
    ...found.flags,
    lockLevel: 'FULL_LOCK',
  }
}

export const duplicateHandlers: Handler[] = [
  answer(contract.listDuplicates, ({ db, remember }, input) => {
    const all = remember('duplicates', () => findDuplicateSets(db))
    const sets = all.filter(
      set =>
        set.score >= input.minScore &&
        (input.band === undefined || set.band === input.band) &&
        (input.outcome === undefined || set.outcome === input.outcome) &&
        (input.contactId === undefined || set.contactIds.includes(input.contactId)),
    )
    return {
      total: sets.length,
      sets: sets.slice(input.offset, input.offset + input.limit).map(set => withMembers(db, set)),
      counts: countQueues(all),
    }
  }),
  answer(contract.sampleDuplicates, ({ db }, { count }) => {
    const { sets, ...all } = sampleCertainSets(db, count)
    return { ...all, sets: sets.map(set => withMembers(db, set)) }
  }),
  answer(contract.checkPerson, ({ db }, input) => checkTyped(db, typedPerson(input))),
  answer(contract.suggestMerge, ({ db }, { contactIds, survivorId }) =>
    toldSuggestion(suggestMerge(db, contactIds, survivorId)),
  ),
  answer(contract.listMerges, ({ db }, { contactId }) => ({ merges: listMerges(db, contactId) })),
  carryOut(contract.mergeContacts, merged, ({ sqlite, who }, input) =>
    mergeContacts(sqlite, { ...input, who }),
  ),
  carryOut(contract.unmergeContacts, merged, ({ sqlite, who }, { mergeId }) =>
    unmergeContacts(sqlite, { mergeId, who }),
  ),
  carryOut(contract.markNotSame, told, ({ sqlite, who }, { contactIds }) =>
    markNotSame(sqlite, contactIds, who),
  ),
  carryOut(contract.formHousehold, told, ({ sqlite, who }, input) => formHousehold(sqlite, input, who)),
]

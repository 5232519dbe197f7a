import { listBackups } from '../../db/backup.ts'
import { setSettings } from '../../db/commands/settings.ts'
import { countChanges } from '../../db/journal/changes.ts'
import type { GroupOrigin } from '../../db/journal/group.ts'
import { undoGroup } from '../../db/journal/undo.ts'
import {
  countHistory,
  findGroup,
  findLastUndoable,
  listHistory,
  listHistoryChanges,
} from '../../db/queries/history.ts'
import { countLockLevels, listLockRules } from '../../db/queries/lock-rules.ts'
import { countOffice, findOrigins } from '../../db/queries/office-counts.ts'
import { dayAt } from '../../db/queries/office-days.ts'
import { officeCurrency } from '../../db/queries/settings.ts'
import { findToday } from '../../db/queries/today.ts'
import packageInfo from '../../package.json' with { type: 'json' }
import { OfficeError } from '../contract/errors.ts'
import type { Topic } from '../contract/method.ts'
import * as contract from '../contract/office.ts'
import { answer, carryOut, type Handler } from './handle.ts'

const everything: readonly Topic[] = [
  'contacts',
  'money',
  'conflicts',
  'reconciliation',
  'imports',
  'history',
]

/** What the window shows before anything else. When the working copy cannot be opened, `officeInTrouble` answers in its place. */
const status = answer(contract.officeStatus, ({ db, dataDir, settings, remember }) => {
  const { officeName, timeZone, who } = settings()
  return {
    state: 'ready' as const,
    trouble: null,
    version: packageInfo.version,
    officeName,
    timeZone,
    who,
    ...findOrigins(db),
    counts: remember('counts', () => countOffice(db)),
    lastBackupAt: listBackups(dataDir)[0]?.madeAt ?? null,
  }
})

/** The status of an office that could not be opened. */
export function officeInTrouble(
  trouble: NonNullable<ReturnType<typeof contract.officeStatus.output.parse>['trouble']>,
  lastBackupAt: string | null,
): ReturnType<typeof contract.officeStatus.output.parse> {
  return {
    state: 'trouble',
    trouble,
    version: packageInfo.version,
    officeName: '',
    timeZone: 'UTC',
    isEmpty: false,
    isDemo: false,
    who: '',
    counts: {
      contacts: 0,
      transactions: 0,
      subscriptions: 0,
      products: 0,
      openConflicts: 0,
      suggestions: 0,
      reconciliation: 0,
      imports: 0,
    },
    lastBackupAt,
  }
}

function requireGroup(group: ReturnType<typeof findGroup>) {
  if (group === null) throw new OfficeError('not.found', { thing: 'action' })
  return group
}

/** Imports have their own undo, with progress; their rows may be a hundred thousand. */
function refuseImport(origin: GroupOrigin): void {
  if (origin === 'import') {
    throw new OfficeError('undo.impossible', {
      reason: 'It is an import; take it back on the page of imports.',
    })
  }
}

export const officeHandlers: Handler[] = [
  status,
  answer(contract.getSettings, ({ db, settings }) => ({ ...settings(), currency: officeCurrency(db) })),
  answer(contract.listLockRules, ({ db, remember }) => ({
    rules: listLockRules(db),
    levels: remember('levels', () => countLockLevels(db)),
  })),
  answer(contract.getToday, ({ db, dataDir, now, settings, remember }) => {
    const { timeZone } = settings()
    const lastBackupAt = listBackups(dataDir)[0]?.madeAt ?? null
    return remember(`today ${timeZone} ${dayAt(timeZone, now)} ${lastBackupAt}`, () =>
      findToday(db, { now, timeZone, lastBackupAt }),
    )
  }),
  answer(contract.listHistory, ({ db }, input) => ({
    total: countHistory(db, input),
    rows: listHistory(db, input),
  })),
  answer(contract.getHistoryChanges, ({ db, remember }, { groupId, ...window }) => {
    const group = requireGroup(findGroup(db, groupId))
    const { seq, first, last } = group
    return {
      total: remember(`changes ${groupId}`, () => countChanges(db, { seq, first, last })),
      changes: listHistoryChanges(db, group, window),
    }
  }),
  answer(contract.lastUndoable, ({ db, settings }) => ({ action: findLastUndoable(db, settings().who) })),
  answer(contract.listBackups, ({ dataDir }) => ({ backups: listBackups(dataDir) })),
  carryOut(contract.setSettings, ['settings', 'office', 'money'], ({ sqlite, db }, input) => ({
    ...setSettings(sqlite, input),
    currency: officeCurrency(db),
  })),
  carryOut(contract.undoAction, everything, ({ sqlite, db, who }, { groupId }) => {
    const group = requireGroup(findGroup(db, groupId))
    refuseImport(group.origin)
    const { restoredRows, removedRows, left } = undoGroup(sqlite, group.seq, who)
    return { undoneGroupId: groupId, restoredRows, removedRows, left }
  }),
]

import { statfsSync } from 'node:fs'
import { join } from 'node:path'
import { CommandRefused } from '../../db/commands/refused.ts'
import { survivorOf } from '../../db/contacts/contact-state.ts'
import { handlesOf, type ReadDb } from '../../db/handles.ts'
import { countFigures } from '../../db/merge/merge-records.ts'
import { officeFileName, sizeOf } from '../../db/office-file.ts'
import { shippedMigrations } from '../../db/open.ts'
import { cleanFile } from '../../db/privacy/clean-file.ts'
import { erasePerson } from '../../db/privacy/erase-person.ts'
import { noteErasure } from '../../db/privacy/erasure-list.ts'
import { exportPerson } from '../../db/privacy/export-person.ts'
import { findHeldCopies, type HeldCopy, treatHeldCopies } from '../../db/privacy/held-copies.ts'
import { findMentions } from '../../db/privacy/mentions.ts'
import { readWholePerson, wordsOf } from '../../db/privacy/person.ts'
import { dayAt } from '../../db/queries/office-days.ts'
import { readSettings } from '../../db/queries/settings.ts'
import { DatabaseTrouble } from '../../db/trouble.ts'
import * as contract from '../contract/privacy.ts'
import { removeEarlierSheets } from './files.ts'
import { type JobContext, job } from './job-kind.ts'

/** The person behind an id: the record that stands. Throws `not.found`. */
function requirePerson(db: ReadDb, contactId: string): { id: string; fullName: string } {
  const id = survivorOf(db, contactId)
  const row = db.get<{ fullName: string }>(
    'SELECT full_name AS fullName FROM contacts WHERE id = ? AND deleted_at IS NULL',
    [id],
  )
  if (id === null || !row) throw new CommandRefused('not.found', { thing: 'contact' })
  return { id, fullName: row.fullName }
}

const exportOne = job(contract.exportPerson, async (ctx, { contactId, format }) => {
  ctx.report({ phase: 'collecting', done: 0, share: null })
  const { read } = handlesOf(ctx.sqlite())
  const person = exportPerson(read, contactId)
  if (person === null) throw new CommandRefused('not.found', { thing: 'contact' })
  const { officeName, timeZone } = readSettings(read)
  const madeAt = new Date().toISOString()
  const fileName = `${person.fullName.replace(/[^\p{L}\p{N} ._-]/gu, ' ').trim() || 'person'}.${format}`
  if (format === 'json') {
    const text = JSON.stringify({ office: officeName, madeAt, ...person }, null, 2)
    return { fileName, text, encoding: 'utf8' as const }
  }
  ctx.report({ phase: 'writing the pages', done: 0, share: null })
  // The PDF library is large, and most job threads never need it.
  const { personPdf } = await import('./person-pdf.ts')
  const bytes = await personPdf(person, { officeName, on: dayAt(timeZone, madeAt) })
  return { fileName, text: Buffer.from(bytes).toString('base64'), encoding: 'base64' as const }
})

function findCopies(ctx: JobContext, contactId: string): HeldCopy[] {
  const { read } = handlesOf(ctx.sqlite())
  const person = readWholePerson(read, contactId)
  const { emails } = wordsOf(read, person)
  return findHeldCopies(ctx.dataDir, { contactIds: person.contactIds, emails })
}

const look = job(contract.lookBeforeErasing, async (ctx, { contactId }) => {
  ctx.report({ phase: 'looking into the backups', done: 0, share: null })
  const { read } = handlesOf(ctx.sqlite())
  const { id, fullName } = requirePerson(read, contactId)
  const { contactIds } = readWholePerson(read, id)
  const { payments, amountCents, otherMoney, subscriptions, bookings } = countFigures(read, contactIds)
  const copies = findCopies(ctx, id)
  ctx.report({ phase: 'looking who else speaks of them', done: 0, share: null })
  const { total, mentions } = findMentions(read, id)
  return {
    contactId: id,
    fullName,
    records: contactIds.length,
    payments,
    amountCents,
    otherMoney,
    subscriptions,
    bookings,
    backups: copies.flatMap(({ backup }) => (backup ? [backup] : [])),
    keptFiles: copies.filter(({ backup }) => backup === null).length,
    mentions,
    mentionCount: total,
  }
})

/** Writing the file anew needs its size twice more; better not to begin than to stop half-way. */
function refuseFullDisk(dataDir: string): void {
  const file = join(dataDir, officeFileName)
  const { bavail, bsize } = statfsSync(dataDir)
  const neededBytes = 2 * (sizeOf(file) + sizeOf(`${file}-wal`))
  if (bavail * bsize < neededBytes) throw new DatabaseTrouble('database.full', { neededBytes })
}

const erase = job(contract.erasePerson, async (ctx, { contactId, typedName, copies }) => {
  const startedAt = Date.now()
  const { dataDir, who } = ctx
  const sqlite = ctx.sqlite()
  const { id, fullName } = requirePerson(handlesOf(sqlite).read, contactId)
  if (typedName.trim() !== fullName.trim())
    throw new CommandRefused('change.refused', { reason: 'The name was not typed as it stands on the card.' })
  refuseFullDisk(dataDir)
  const held = copies === 'keep' ? [] : findCopies(ctx, id)
  ctx.report({ phase: 'erasing', done: 0, share: 0.1 })
  const { contactIds } = await ctx.writing(() =>
    erasePerson(sqlite, { contactId: id, who }, (officeKey, erasure) =>
      noteErasure(dataDir, officeKey, erasure),
    ),
  )
  ctx.report({ phase: 'cleaning the file', done: 0, share: 0.4 })
  await ctx.writing(() => cleanFile(sqlite))
  removeEarlierSheets(dataDir)
  const where = { dataDir, migrationsDir: ctx.migrationsDir ?? shippedMigrations, who }
  if (copies !== 'keep')
    treatHeldCopies(where, held, copies, done =>
      ctx.report({ phase: 'cleaning the backups', done, share: 0.6 + (0.4 * done) / held.length }),
    )
  return {
    contactId: id,
    records: contactIds.length,
    copies: held.length,
    seconds: (Date.now() - startedAt) / 1000,
  }
})

export const privacyJobs = [exportOne, look, erase]

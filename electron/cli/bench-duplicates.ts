import { updateContact } from '../../db/commands/update-contact.ts'
import { findMatches } from '../../db/duplicates/find-matches.ts'
import { storePairs } from '../../db/duplicates/queue.ts'
import { readPeople } from '../../db/duplicates/read-people.ts'
import { compareChanged } from '../../db/duplicates/scan.ts'
import { usualOf } from '../../db/duplicates/usual.ts'
import type { OpenedOffice } from '../../db/open.ts'
import { runTask } from '../contract/ask.ts'
import { scanDuplicates } from '../contract/duplicates.ts'
import { startOfficeThread } from '../office/start.ts'
import { cpuSince, type Took } from './bench-peers.ts'
import { type Percentiles, percentiles } from './bench-table.ts'

/** As a person asks for it: in the office with its threads, whose memory counts as well. */
export async function compareAll(dataDir: string): Promise<Took & { rows: number; note: string }> {
  const office = startOfficeThread({ dataDir })
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  const { people, pairs } = await runTask(office, scanDuplicates, { everybody: true })
  const took = { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: cpuSince(cpu) }
  await office.close()
  return { ...took, rows: people, note: `${pairs} pairs` }
}

const hooks = { onProgress: () => undefined, isCancelled: () => false }

/** What follows a burst of edits: only who changed is compared. */
export function compareTen({ sqlite, read }: OpenedOffice): Took & { note: string } {
  for (const [i, { contactId }] of someoneOften(read, 10).entries())
    updateContact(sqlite, { contactId, set: { businessName: `Fixture Pottery ${i}` } }, 'bench')
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  const { people } = storePairs(sqlite, compareChanged(read, hooks))
  const seconds = (performance.now() - startedAt) / 1000
  return { seconds, cpuSeconds: cpuSince(cpu), note: `${people} people` }
}

/** A person being typed, who is there already: the name letter by letter, then all that is known. A write goes before each question. */
export function checkWhileTyping({ sqlite, read }: OpenedOffice): Percentiles & { note: string } {
  const times = someoneOften(read, 60).flatMap(({ contactId, ...person }) => {
    const named = { ...person, emails: [], phones: [], addresses: [] }
    const lastName = person.lastName ?? ''
    const steps = [2, 4, lastName.length].map(letters => ({ ...named, lastName: lastName.slice(0, letters) }))
    return [...steps, { ...named, phones: person.phones }, person].map((typed, step) => {
      updateContact(sqlite, { contactId, set: { businessName: `Fixture Pottery ${step}` } }, 'bench')
      const startedAt = performance.now()
      findMatches(read, typed, usualOf(read))
      return performance.now() - startedAt
    })
  })
  return { ...percentiles(times), note: `${times[0]?.toFixed(0)} ms the very first` }
}

function someoneOften(db: OpenedOffice['read'], count: number) {
  const ids = db.all<{ id: string }>(
    `SELECT id FROM contacts WHERE last_name IS NOT NULL AND deleted_at IS NULL AND merged_into_id IS NULL
     ORDER BY (seq * 7919) % 100003 LIMIT ?`,
    [count],
  )
  return readPeople(
    db,
    ids.map(row => row.id),
  )
}

import type Database from 'better-sqlite3'
import { handlesOf } from '../handles.ts'
import { writeLocal } from '../journal/group.ts'
import { completeOrder, type OfficeSettings, readSettings } from '../queries/settings.ts'
import { refuse } from './find-contact.ts'

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

type GivenSettings = { [Name in keyof OfficeSettings]?: OfficeSettings[Name] | undefined }

/** Changes the given settings and answers all of them. Local to this computer: not in History. Throws CommandRefused. */
export function setSettings(sqlite: Database.Database, given: GivenSettings): OfficeSettings {
  if (given.timeZone !== undefined && !isTimeZone(given.timeZone)) {
    refuse(`"${given.timeZone}" is not a time zone like "America/Denver".`)
  }
  const changes = given.sourceOrder ? { ...given, sourceOrder: completeOrder(given.sourceOrder) } : given
  writeLocal(sqlite, db => {
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) continue
      db.run(
        'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
        [name, JSON.stringify(value)],
      )
    }
  })
  return readSettings(handlesOf(sqlite).read)
}

/** Takes a standing answer back; the next import asks again. */
export function removeDecision(
  sqlite: Database.Database,
  input: { source: string; field: string },
): { removed: boolean } {
  const { changes } = writeLocal(sqlite, db =>
    db.run('DELETE FROM import_decisions WHERE source = ? AND field = ?', [input.source, input.field]),
  )
  return { removed: changes > 0 }
}

import type Database from 'better-sqlite3'
import { writeLocal } from '../journal/group.ts'

/** Files with this header are asked about again. Local to this computer. */
export function forgetColumns(
  sqlite: Database.Database,
  { rememberedId }: { rememberedId: string },
): { forgotten: boolean } {
  const { changes } = writeLocal(sqlite, db =>
    db.run('DELETE FROM import_mappings WHERE header_fingerprint = ?', [rememberedId]),
  )
  return { forgotten: changes > 0 }
}

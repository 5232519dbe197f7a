import type Database from 'better-sqlite3'
import { newId, nowInstant } from '../ids.ts'
import { writeLocal } from '../journal/group.ts'
import { columnsSetting } from '../queries/saved-views.ts'

/** Keeps a view of a list under a name; the same name again replaces it. Local to this computer. */
export function saveView(
  sqlite: Database.Database,
  input: { list: string; name: string; view: object },
): { viewId: string } {
  return writeLocal(sqlite, db => {
    db.run(
      `INSERT INTO saved_views (id, list, name, view, created_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (list, name) DO UPDATE SET view = excluded.view`,
      [newId(), input.list, input.name, JSON.stringify(input.view), nowInstant()],
    )
    const saved = db.get<{ id: string }>('SELECT id FROM saved_views WHERE list = ? AND name = ?', [
      input.list,
      input.name,
    ])
    return { viewId: saved?.id ?? '' }
  })
}

export function removeView(sqlite: Database.Database, input: { viewId: string }): { removed: boolean } {
  const { changes } = writeLocal(sqlite, db => db.run('DELETE FROM saved_views WHERE id = ?', [input.viewId]))
  return { removed: changes > 0 }
}

/** Remembers which columns a list shows. */
export function keepColumns(
  sqlite: Database.Database,
  input: { list: string; columns: Record<string, boolean> },
): { list: string } {
  writeLocal(sqlite, db =>
    db.run(
      'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      [columnsSetting(input.list), JSON.stringify(input.columns)],
    ),
  )
  return { list: input.list }
}

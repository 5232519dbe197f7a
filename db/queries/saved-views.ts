import type { ReadDb } from '../handles.ts'

/** `view` is what the window wrote; only the window reads it. */
export type SavedView = { viewId: string; name: string; view: unknown }

/** The setting that holds a list's column choice. */
export const columnsSetting = (list: string) => `columns.${list}`

/** The saved views of a list, by name. */
export function listSavedViews(db: ReadDb, list: string): SavedView[] {
  return db
    .all<{ id: string; name: string; view: string }>(
      'SELECT id, name, view FROM saved_views WHERE list = ? ORDER BY name COLLATE NOCASE, id',
      [list],
    )
    .map(row => ({ viewId: row.id, name: row.name, view: JSON.parse(row.view) as unknown }))
}

/** The columns of a list as they were left; undefined when nobody chose any. */
export function readColumns(db: ReadDb, list: string): unknown {
  const row = db.get<{ value: string }>('SELECT value FROM settings WHERE name = ?', [columnsSetting(list)])
  return row && JSON.parse(row.value)
}

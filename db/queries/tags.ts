import type { ReadDb } from '../handles.ts'

export type NamedTag = { id: string; name: string }

/**
 * Every name that means a live tag, in lower case: its own, and those of the tags that were merged into it, by however many steps. So an
 * old name in a file, in a saved view or under somebody's fingers means what the merge said.
 */
export function readTags(db: ReadDb): Map<string, NamedTag> {
  const rows = db.all<NamedTag & { said: string }>(
    `WITH RECURSIVE meant(said, id) AS (
       SELECT name, id FROM tags
       UNION SELECT m.said, t.merged_into_id FROM meant m
         JOIN tags t ON t.id = m.id AND t.deleted_at IS NOT NULL AND t.merged_into_id IS NOT NULL)
     SELECT m.said, t.id, t.name FROM meant m JOIN tags t ON t.id = m.id AND t.deleted_at IS NULL
     ORDER BY m.said = t.name, t.id`,
  )
  return new Map(rows.map(({ said, id, name }) => [said.toLowerCase(), { id, name }]))
}

export function findTag(db: ReadDb, name: string): NamedTag | undefined {
  return readTags(db).get(name.trim().toLowerCase())
}

import { createHash } from 'node:crypto'
import type { ReadDb } from '../../db/handles.ts'
import type { Group } from '../../db/journal/group.ts'
import type { ColumnAnswers } from './read/column-answers.ts'

/** What somebody answered for files with a header, by its text; null when nobody was asked. */
export function rememberedAnswers(db: ReadDb): (headerText: string) => ColumnAnswers | null {
  return headerText => {
    const found = db.get<{ answers: string }>(
      'SELECT answers FROM import_mappings WHERE header_fingerprint = ?',
      [fingerprintOf(headerText)],
    )
    // Written by `rememberAnswers` only, from input that was checked.
    return found ? (JSON.parse(found.answers) as ColumnAnswers) : null
  }
}

/** The latest answers for a header count. They stay when the import is undone: they say what the file is, not what was done with it. */
export function rememberAnswers(w: Group, headerText: string, answers: ColumnAnswers): void {
  w.db.run(
    `INSERT INTO import_mappings (header_fingerprint, source, answers, answered_at, answered_by) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (header_fingerprint) DO UPDATE SET source = excluded.source, answers = excluded.answers,
       answered_at = excluded.answered_at, answered_by = excluded.answered_by`,
    [fingerprintOf(headerText), answers.source, JSON.stringify(answers), w.at, w.who],
  )
}

function fingerprintOf(headerText: string): string {
  return createHash('sha256').update(headerText).digest('hex')
}

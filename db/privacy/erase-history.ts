import type { SyncedTable } from '../journal/units.ts'
import type { Erasing } from './erase-rows.ts'

import { namesInTexts, type Scrubber, scrubberOf, wordsInJson } from './scrub.ts'
import { isPersonal } from './treatment.ts'

const toldWords = 'Something about a person who was erased'
/** Texts that a person wrote about somebody else are that other person's. */
const typedUnits = ['text', 'notes', 'title', 'memo', 'raw_source']

/** Takes somebody out of the journal: what their values were, what actions were called, and the merges that made them one. */
export function eraseHistory(erasing: Erasing): void {
  eraseTitles(erasing)
  eraseOwnChanges(erasing)
  eraseMentions(erasing)
  eraseMerges(erasing)
  eraseReasons(erasing)
}

const about = 'contact_id IN (SELECT value FROM json_each(@ids))'

function eraseTitles(erasing: Erasing): void {
  const { group, person, words, scrubber } = erasing
  const { db } = group
  const ids = JSON.stringify(person.contactIds)
  const rows = JSON.stringify(person.rows.map(row => row.id))
  db.run(
    `UPDATE change_groups SET title = @told WHERE seq <> @seq AND seq IN (
       SELECT seq FROM change_groups WHERE ${about}
       UNION SELECT u.seq FROM change_groups u JOIN change_groups g ON g.seq = u.undoes_group WHERE ${about.replace('contact_id', 'g.contact_id')})`,
    { told: toldWords, seq: group.seq, ids },
  )
  // An action that touched them may name them by a name that somebody else has as well.
  const named = scrubberOf([...namesInTexts(words), ...scrubber.words])
  const near = db.all<{ seq: number; title: string }>(
    `WITH touching(seq) AS (
       SELECT group_seq FROM journal_changes WHERE row_id IN (SELECT value FROM json_each(@rows))
       UNION SELECT created_group FROM contacts WHERE id IN (SELECT value FROM json_each(@ids))
       UNION SELECT group_seq FROM merge_backups
         WHERE EXISTS (SELECT 1 FROM json_each(@ids) i WHERE i.value = survivor_id OR instr(merged_ids, i.value)))
     SELECT seq, title FROM change_groups
     WHERE origin <> 'import' AND (seq IN (SELECT seq FROM touching) OR undoes_group IN (SELECT seq FROM touching))`,
    { rows, ids },
  )
  retitle(erasing, near, named)
  const others = db.all<{ seq: number; title: string }>(
    'SELECT seq, title FROM change_groups WHERE contact_id IS NULL OR undoes_group IS NOT NULL',
  )
  retitle(erasing, others, scrubber)
}

function retitle(
  { group }: Erasing,
  titles: readonly { seq: number; title: string }[],
  scrubber: Scrubber,
): void {
  for (const { seq, title } of titles) {
    const scrubbed = scrubber.text(title)
    if (scrubbed !== title) group.db.run('UPDATE change_groups SET title = ? WHERE seq = ?', [scrubbed, seq])
  }
}

function eraseOwnChanges({ group, person }: Erasing): void {
  const { db } = group
  const rows = JSON.stringify([...new Set([...person.rows, ...person.past].map(row => row.id))])
  const units = db.all<{ table_name: SyncedTable; unit: string }>(
    'SELECT DISTINCT table_name, unit FROM journal_changes WHERE row_id IN (SELECT value FROM json_each(?))',
    [rows],
  )
  for (const { table_name, unit } of units) {
    if (isPersonal(table_name, unit))
      db.run(
        `DELETE FROM journal_changes WHERE table_name = ? AND unit = ? AND row_id IN (SELECT value FROM json_each(?))`,
        [table_name, unit, rows],
      )
  }
}

/** What was theirs once may have been another's, too, for a while: an e-mail that went from one to the other. */
function eraseMentions({ group, scrubber }: Erasing): void {
  const { db } = group
  const inJson = scrubberOf(wordsInJson(scrubber.words))
  const typed = typedUnits.map(unit => `'${unit}'`).join(', ')
  const found = new Map<number, string>()
  for (const word of inJson.pieces) {
    const rows = db.all<{ seq: number; text: string }>(
      `SELECT seq, coalesce(base_value, '') || ' ' || coalesce(new_value, '') AS text FROM journal_changes
       WHERE unit NOT IN (${typed}) AND (instr(lower(base_value), @word) OR instr(lower(new_value), @word))`,
      { word },
    )
    for (const { seq, text } of rows) found.set(seq, text)
  }
  for (const [seq, text] of found)
    if (inJson.mentions(text)) db.run('DELETE FROM journal_changes WHERE seq = ?', [seq])
}

/**
 * A merge that stands made them what they are: it cannot be taken apart any more. One that was taken apart told somebody else from them;
 * which rows it was about is all that an undo still needs.
 */
function eraseMerges({ group, person }: Erasing): void {
  const { db } = group
  const ids = JSON.stringify(person.contactIds)
  const theirs = `EXISTS (SELECT 1 FROM json_each(@ids) i WHERE i.value = survivor_id OR instr(merged_ids, i.value))`
  db.run(`DELETE FROM merge_backups WHERE unmerged_group IS NULL AND ${theirs}`, { ids })
  db.run(
    `UPDATE merge_backups SET content = json_object('rows', (
         SELECT json_group_array(json_object('table', r.value ->> '$.table', 'row', json_object('id', r.value ->> '$.row.id')))
         FROM json_each(content, '$.rows') r),
       'conflicts', json_array(), 'suggestions', json_array(), 'folded', json_array())
     WHERE unmerged_group IS NOT NULL AND ${theirs}`,
    { ids },
  )
}

/** That and when somebody agreed or not stays for ever; in which words, goes. */
function eraseReasons({ group, person, scrubber }: Erasing): void {
  const { db } = group
  const ids = JSON.stringify(person.contactIds)
  db.run(
    `UPDATE subscription_audit SET why = 'erased' WHERE contact_id IN (SELECT value FROM json_each(?))`,
    [ids],
  )
  for (const word of scrubber.pieces) {
    const whys = db.all<{ seq: number; why: string }>(
      'SELECT seq, why FROM subscription_audit WHERE instr(lower(why), ?)',
      [word],
    )
    for (const { seq, why } of whys.filter(row => scrubber.mentions(row.why)))
      db.run('UPDATE subscription_audit SET why = ? WHERE seq = ?', [scrubber.text(why), seq])
    const locks = db.all<{ id: string; lock_reason: string }>(
      'SELECT id, lock_reason FROM contacts WHERE instr(lower(lock_reason), ?)',
      [word],
    )
    for (const { id, lock_reason } of locks.filter(row => scrubber.mentions(row.lock_reason)))
      db.run('UPDATE contacts SET lock_reason = ? WHERE id = ?', [scrubber.text(lock_reason), id])
  }
}

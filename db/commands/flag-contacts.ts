import type Database from 'better-sqlite3'
import { refreshDerived } from '../contacts/derived.ts'
import { handlesOf } from '../handles.ts'
import { writeGroup } from '../journal/group.ts'
import { setColumns } from '../merge/move-rows.ts'
import { livingOf, peopleWords } from './contact-tags.ts'

const columns = { doNotCall: 'do_not_call', doNotMail: 'do_not_mail' } as const
const words = { doNotCall: 'do not call', doNotMail: 'do not mail' } as const

/** Marks many people at once, with one reason, as one action. Taking a mark off is done person by person. */
export function flagContacts(
  sqlite: Database.Database,
  input: { contactIds: readonly string[]; flag: keyof typeof columns; reason: string },
  who: string,
): { changed: number } {
  const { read } = handlesOf(sqlite)
  const column = columns[input.flag]
  const isMarked = (id: string) =>
    read.get(`SELECT 1 FROM contacts WHERE id = ? AND ${column} = 1`, [id]) !== undefined
  const ids = livingOf(read, input.contactIds).filter(id => !isMarked(id))
  if (ids.length === 0) return { changed: 0 }
  const title = `Marked ${peopleWords(read, ids)} as ${words[input.flag]}: ${input.reason}`
  writeGroup(sqlite, { who, origin: 'staff', title }, group => {
    for (const id of ids) setColumns(group, 'contacts', id, { [column]: 1 })
    refreshDerived(group.db, ids, group)
  })
  return { changed: ids.length }
}

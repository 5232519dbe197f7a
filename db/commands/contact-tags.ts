import type Database from 'better-sqlite3'
import { refreshDerived } from '../contacts/derived.ts'
import { insertRow } from '../contacts/insert-row.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { newId } from '../ids.ts'
import { type Group, writeGroup } from '../journal/group.ts'
import { setColumns } from '../merge/move-rows.ts'
import { liveContact } from '../queries/where.ts'
import { nameOf, refuse } from './find-contact.ts'

type Tagged = { id: string; contact_id: string; deleted_at: string | null }

function tagNamed(db: ReadDb, name: string): string | undefined {
  return db.get<{ id: string }>('SELECT id FROM tags WHERE name = ? COLLATE NOCASE AND deleted_at IS NULL', [
    name,
  ])?.id
}

/** The live ones of these contacts; a merged one is spoken for by nobody here: lists show survivors only. */
export function livingOf(db: ReadDb, contactIds: readonly string[]): string[] {
  return db
    .all<{ id: string }>(
      `SELECT DISTINCT c.id FROM json_each(?) wanted JOIN contacts c ON c.id = wanted.value AND ${liveContact('c')}`,
      [JSON.stringify(contactIds)],
    )
    .map(row => row.id)
}

/** "Ada Example" for one, "12 people" for more. */
export function peopleWords(db: ReadDb, contactIds: readonly string[]): string {
  const [only] = contactIds
  return contactIds.length === 1 && only !== undefined ? nameOf(db, only) : `${contactIds.length} people`
}

function tagRows(db: ReadDb, tagId: string): Map<string, Tagged> {
  const rows = db.all<Tagged>('SELECT id, contact_id, deleted_at FROM contact_tags WHERE tag_id = ?', [tagId])
  return new Map(rows.map(row => [row.contact_id, row]))
}

type TagInput = { contactIds: readonly string[]; tag: string; isOn: boolean }

/** Puts a tag on people or takes it off, as one action; whoever has it so already is left alone. What staff put there no import takes away. */
export function tagContacts(sqlite: Database.Database, input: TagInput, who: string): { changed: number } {
  const { read } = handlesOf(sqlite)
  const name = input.tag.trim()
  const known = tagNamed(read, name)
  const rows = known === undefined ? new Map<string, Tagged>() : tagRows(read, known)
  const has = (id: string) => rows.has(id) && rows.get(id)?.deleted_at === null
  const ids = livingOf(read, input.contactIds).filter(id => has(id) !== input.isOn)
  if (ids.length === 0) return { changed: 0 }
  const whom = peopleWords(read, ids)
  const title = input.isOn ? `Tagged ${whom} “${name}”` : `Took the tag “${name}” off ${whom}`
  const about = ids.length === 1 && ids[0] !== undefined ? { contactId: ids[0] } : {}
  writeGroup(sqlite, { who, origin: 'staff', title, ...about }, group => {
    const tagId = known ?? addTag(group, name)
    for (const id of ids) setTag(group, { contactId: id, tagId, isOn: input.isOn, row: rows.get(id) })
    refreshDerived(group.db, ids, group)
  })
  return { changed: ids.length }
}

function addTag(group: Group, name: string): string {
  const id = newId()
  insertRow(group, 'tags', ['id', 'name'], [id, name])
  return id
}

const tagColumns = ['id', 'contact_id', 'tag_id', 'source_system']

/** A link that was removed comes back: there is one for a person and a tag. A removed one keeps whose word that was. */
function setTag(
  group: Group,
  link: { contactId: string; tagId: string; isOn: boolean; row: Tagged | undefined },
): void {
  if (link.row === undefined)
    return insertRow(group, 'contact_tags', tagColumns, [newId(), link.contactId, link.tagId, 'staff'])
  setColumns(group, 'contact_tags', link.row.id, {
    deleted_at: link.isOn ? null : group.at,
    source_system: 'staff',
  })
}

/** Makes one tag of several, on everybody who carries any of them. One undoable action. */
export function mergeTags(
  sqlite: Database.Database,
  input: { from: readonly string[]; into: string },
  who: string,
): { people: number } {
  const { read } = handlesOf(sqlite)
  const into = tagNamed(read, input.into.trim())
  const from = [...new Set(input.from.flatMap(name => tagNamed(read, name.trim()) ?? []))].filter(
    id => id !== into,
  )
  if (into === undefined) refuse(`There is no tag “${input.into}”.`)
  if (from.length === 0) refuse('Choose at least one other tag to merge into it.')
  const names = input.from.filter(name => name !== input.into).map(name => `“${name}”`)
  const title = `Merged the ${names.length === 1 ? 'tag' : 'tags'} ${names.join(', ')} into “${input.into}”`
  return writeGroup(sqlite, { who, origin: 'staff', title }, group => {
    const people = new Set(from.flatMap(tagId => moveTag(group, tagId, into)))
    refreshDerived(group.db, people, group)
    return { people: people.size }
  })
}

/** Gives everybody the other tag instead, and removes this one. Answers whom. */
function moveTag(group: Group, tagId: string, into: string): string[] {
  const there = tagRows(group.db, into)
  const live = [...tagRows(group.db, tagId).values()].filter(row => row.deleted_at === null)
  for (const row of live) {
    const other = there.get(row.contact_id)
    if (other === undefined) {
      setColumns(group, 'contact_tags', row.id, { tag_id: into })
      continue
    }
    setColumns(group, 'contact_tags', row.id, { deleted_at: group.at })
    if (other.deleted_at !== null) setColumns(group, 'contact_tags', other.id, { deleted_at: null })
  }
  setColumns(group, 'tags', tagId, { deleted_at: group.at })
  return live.map(row => row.contact_id)
}

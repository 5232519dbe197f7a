import type Database from 'better-sqlite3'
import { refreshDerived } from '../contacts/derived.ts'
import { insertRow } from '../contacts/insert-row.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { newId } from '../ids.ts'
import { type Group, writeGroup } from '../journal/group.ts'
import { setColumns } from '../merge/move-rows.ts'
import { findTag } from '../queries/tags.ts'
import { liveContact } from '../queries/where.ts'
import { nameOf, refuse } from './find-contact.ts'

type Tagged = { id: string; contact_id: string; source_system: string; deleted_at: string | null }

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
  const rows = db.all<Tagged>(
    'SELECT id, contact_id, source_system, deleted_at FROM contact_tags WHERE tag_id = ?',
    [tagId],
  )
  return new Map(rows.map(row => [row.contact_id, row]))
}

type TagInput = { contactIds: readonly string[]; tag: string; isOn: boolean }

/** Puts a tag on people or takes it off, as one action; whoever has it so already is left alone. What staff put there no import takes away. */
export function tagContacts(sqlite: Database.Database, input: TagInput, who: string): { changed: number } {
  const { read } = handlesOf(sqlite)
  const known = findTag(read, input.tag)
  const name = known?.name ?? input.tag.trim()
  const rows = known === undefined ? new Map<string, Tagged>() : tagRows(read, known.id)
  const has = (id: string) => rows.has(id) && rows.get(id)?.deleted_at === null
  const ids = livingOf(read, input.contactIds).filter(id => has(id) !== input.isOn)
  if (ids.length === 0) return { changed: 0 }
  const whom = peopleWords(read, ids)
  const title = input.isOn ? `Tagged ${whom} “${name}”` : `Took the tag “${name}” off ${whom}`
  const about = ids.length === 1 && ids[0] !== undefined ? { contactId: ids[0] } : {}
  writeGroup(sqlite, { who, origin: 'staff', title, ...about }, group => {
    const tagId = known?.id ?? addTag(group, name)
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

/** A link that was removed comes back: there is one for a person and a tag. */
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

/** Makes one tag of several, on everybody who carries any of them; the other names mean that one from now on. One undoable action. */
export function mergeTags(
  sqlite: Database.Database,
  input: { from: readonly string[]; into: string },
  who: string,
): { people: number } {
  const { read } = handlesOf(sqlite)
  const into = findTag(read, input.into)
  if (into === undefined) refuse(`There is no tag “${input.into}”.`)
  const from = new Map(
    input.from.flatMap(name => {
      const tag = findTag(read, name)
      return tag === undefined || tag.id === into.id ? [] : [[tag.id, tag.name]]
    }),
  )
  if (from.size === 0) refuse('Choose at least one other tag to merge into it.')
  const names = [...from.values()].map(name => `“${name}”`)
  const title = `Merged the ${names.length === 1 ? 'tag' : 'tags'} ${names.join(', ')} into “${into.name}”`
  return writeGroup(sqlite, { who, origin: 'staff', title }, group => {
    const people = new Set([...from.keys()].flatMap(tagId => moveTag(group, tagId, into.id)))
    refreshDerived(group.db, people, group)
    return { people: people.size }
  })
}

/** Gives everybody the other tag instead, and removes this one. Whoever had it taken off stays without. Answers who carried it. */
function moveTag(group: Group, tagId: string, into: string): string[] {
  const there = tagRows(group.db, into)
  const rows = [...tagRows(group.db, tagId).values()]
  const live = rows.filter(row => row.deleted_at === null)
  for (const row of live) {
    const other = there.get(row.contact_id)
    if (other === undefined) {
      setColumns(group, 'contact_tags', row.id, { tag_id: into })
      continue
    }
    setColumns(group, 'contact_tags', row.id, { deleted_at: group.at })
    if (other.deleted_at !== null)
      setColumns(group, 'contact_tags', other.id, { deleted_at: null, source_system: row.source_system })
  }
  for (const row of rows.filter(wasTakenOff)) {
    const other = there.get(row.contact_id)
    if (other === undefined) setColumns(group, 'contact_tags', row.id, { tag_id: into })
    else if (other.deleted_at !== null)
      setColumns(group, 'contact_tags', other.id, { source_system: 'staff' })
  }
  setColumns(group, 'tags', tagId, { deleted_at: group.at, merged_into_id: into })
  return live.map(row => row.contact_id)
}

/** By a person: a removed row keeps whose word that was. */
function wasTakenOff(row: Tagged): boolean {
  return row.deleted_at !== null && row.source_system === 'staff'
}

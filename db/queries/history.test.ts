import { expect, test } from 'vitest'
import { setContactOptIn } from '../commands/contact-marks.ts'
import { mergeTags, tagContacts } from '../commands/contact-tags.ts'
import { mergeContacts } from '../merge/merge.ts'
import { markNotSame } from '../merge/verdicts.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, importing } from '../sample-records.ts'
import { findGroup, listHistory, listHistoryChanges } from './history.ts'

const { sqlite, read } = openOffice(temporaryFolder())
const [ada, adda, cy] = importing(sqlite, w =>
  (
    [
      ['Ada', 'Example'],
      ['Adda', 'Example'],
      ['Cy', 'Moss'],
    ] as const
  ).map(([firstName, lastName]) =>
    addPerson(w, { firstName, lastName, emails: [`${firstName}@example.org`], tags: ['Choir'] }),
  ),
) as [string, string, string]

/** The newest action as its drawer shows it. */
function newest(): string[] {
  const [action] = listHistory(read, { offset: 0, limit: 1 })
  const group = findGroup(read, action?.groupId ?? '')
  if (!action || !group) throw new Error('nothing was done')
  const changes = listHistoryChanges(read, group, { offset: 0, limit: 50 })
  return [action.title, ...changes.map(c => `${c.title} | ${c.unit} | ${c.oldValue} -> ${c.newValue}`)]
}

test('whose a value was, which tag it was and who is meant are told by name', () => {
  mergeContacts(sqlite, { survivorId: ada, otherIds: [adda], who: 'Mira' })
  expect(newest()).toEqual(
    expect.arrayContaining([
      'Ada Example: Adda@example.org | e-mail | Adda Example -> Ada Example',
      'Adda Example | merged into | null -> Ada Example',
    ]),
  )
  tagContacts(sqlite, { contactIds: [cy], tag: 'Chorus', isOn: true }, 'Mira')
  mergeTags(sqlite, { from: ['Chorus'], into: 'Choir' }, 'Mira')
  expect(newest().join('\n')).toContain('Chorus | merged into | null -> Choir')
  markNotSame(sqlite, [ada, cy], 'Mira')
  expect(newest()).toEqual([
    'Said that Ada Example and Cy Moss are not the same person',
    expect.stringMatching(
      /^(Ada Example and Cy Moss|Cy Moss and Ada Example) \| answer about two records \| null -> created$/,
    ),
  ])
  for (const { groupId } of listHistory(read, { offset: 0, limit: 10 })) {
    const group = findGroup(read, groupId)
    const changes = group ? listHistoryChanges(read, group, { offset: 0, limit: 50 }) : []
    const words = changes.flatMap(c => [c.title, c.unit, c.oldValue, c.newValue]).join(' ')
    expect(words).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/)
  }
})

test('an opt-out is told from nobody having agreed', () => {
  const evidence = { source: 'staff', method: 'asked on the phone', date: '2025-03-04' }
  setContactOptIn(sqlite, { contactId: cy, subscribed: false, evidence }, 'Mira')
  expect(newest()[1]).toBe('Cy Moss | newsletter | not subscribed -> unsubscribed since 2025-03-04')
})

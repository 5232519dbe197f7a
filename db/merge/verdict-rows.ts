import type { Group } from '../journal/group.ts'
import { setColumns } from './move-rows.ts'

export type Verdict = 'same_household' | 'not_same'
type VerdictRow = { id: string; contact_a_id: string; contact_b_id: string; verdict: Verdict }

/** Pairs and verdicts are stored with the smaller id first. */
export function inOrder(a: string, b: string): [string, string] {
  return a < b ? [a, b] : [b, a]
}

/** What was said about a merged record holds for its survivor. */
export function moveVerdicts(group: Group, fromIds: readonly string[], toId: string): void {
  for (const fromId of fromIds) {
    const rows = group.db.all<VerdictRow>(
      `SELECT id, contact_a_id, contact_b_id, verdict FROM duplicate_verdicts
       WHERE (contact_a_id = @id OR contact_b_id = @id) AND deleted_at IS NULL`,
      { id: fromId },
    )
    for (const row of rows) {
      const other = row.contact_a_id === fromId ? row.contact_b_id : row.contact_a_id
      placeVerdict(group, row.id, other, toId)
    }
  }
}

/** Puts a verdict on two contacts; one about a contact and itself, or said before, is folded. */
export function placeVerdict(group: Group, verdictId: string, one: string, other: string): void {
  const [a, b] = inOrder(one, other)
  const isHere = group.db.get(
    'SELECT 1 FROM duplicate_verdicts WHERE id = ? AND contact_a_id = ? AND contact_b_id = ?',
    [verdictId, a, b],
  )
  if (isHere) return
  const isSaid =
    group.db.get(
      'SELECT 1 FROM duplicate_verdicts WHERE contact_a_id = ? AND contact_b_id = ? AND id <> ? AND deleted_at IS NULL',
      [a, b, verdictId],
    ) !== undefined
  if (a === b || isSaid) setColumns(group, 'duplicate_verdicts', verdictId, { deleted_at: group.at })
  else setColumns(group, 'duplicate_verdicts', verdictId, { contact_a_id: a, contact_b_id: b })
}

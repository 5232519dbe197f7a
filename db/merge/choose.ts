/** One record's value of a field, with everything that speaks for or against it. */
export type Candidate = {
  /** Of the contact for its own columns, of the row for e-mails, phones and addresses. */
  id: string
  contactId: string
  text: string
  /** Two candidates with one key say the same. */
  key: string
  source: string
  /** When it was last set. */
  at: string
  /** How much of it is there: "A. Example" has less than "Ada Example". */
  completeness: number
  /** Known to be wrong: bounced, disconnected, mail came back. */
  isDoubtful: boolean
}

export type Choice = { chosen: Candidate | null; reason: string; differs: boolean }

type Criterion = { isBetter: (a: Candidate, b: Candidate) => boolean; reason: string }

/**
 * Which of several records' values stands for the person, and why: not one known to be wrong, then what a person typed, the more complete, of
 * two that say the same the one written as usual, the stronger source, the newer; else what the surviving record says (the first candidate).
 */
export function choose(candidates: readonly Candidate[], rankOf: (source: string) => number): Choice {
  const [first, ...others] = candidates
  if (!first) return { chosen: null, reason: 'Nobody has one.', differs: false }
  if (others.length === 0) return { chosen: first, reason: 'Only one has it.', differs: false }
  const criteria = criteriaOf(rankOf)
  let best = first
  for (const other of others) {
    if (decisive(criteria, other, best)?.isBetter(other, best)) best = other
  }
  const rivals = candidates.filter(c => c.key !== best.key)
  const reasons = rivals.map(
    rival => decisive(criteria, best, rival)?.reason ?? 'The surviving record says so.',
  )
  return { chosen: best, reason: reasons[0] ?? 'All say the same.', differs: rivals.length > 0 }
}

function criteriaOf(rankOf: (source: string) => number): Criterion[] {
  const more = (value: (c: Candidate) => number | string, reason: string): Criterion => ({
    isBetter: (a, b) => value(a) > value(b),
    reason,
  })
  return [
    more(c => (c.isDoubtful ? 0 : 1), 'The other is known to be wrong.'),
    more(c => (c.source === 'staff' ? 1 : 0), 'A person typed it.'),
    more(c => c.completeness, 'It is more complete.'),
    {
      isBetter: (a, b) => a.key === b.key && isWrittenAsUsual(a.text) && !isWrittenAsUsual(b.text),
      reason: 'It is written as usual.',
    },
    more(c => -rankOf(c.source), 'It comes from the stronger source.'),
    more(c => c.at, 'It is newer.'),
  ]
}

/** "Ada Example", neither "ADA EXAMPLE" nor "ada example"; of e-mails the case says nothing. */
function isWrittenAsUsual(text: string): boolean {
  return text.includes('@') || (text !== text.toUpperCase() && text !== text.toLowerCase())
}

/** The first criterion that tells the two apart. */
function decisive(criteria: readonly Criterion[], a: Candidate, b: Candidate): Criterion | undefined {
  return criteria.find(c => c.isBetter(a, b) || c.isBetter(b, a))
}

import { rmSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CommandRefused } from '../commands/refused.ts'
import { cutSamePayment, joinSamePayment } from '../commands/same-payment.ts'
import { UndoImpossible, undoGroup } from '../journal/undo.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPerson, addRow, importing } from '../sample-records.ts'
import { linkPayments } from './link-payments.ts'

const systems = ['kajabi', 'paypal', 'quickbooks', 'kajabi', 'paypal']
const which = fc.nat(systems.length - 1)
const step = fc.oneof(
  fc.record({
    do: fc.constant('file' as const),
    a: which,
    status: fc.constantFrom('completed', 'refunded', 'failed', 'gone'),
  }),
  fc.record({ do: fc.constant('join' as const), a: which, b: which }),
  fc.record({ do: fc.constant('cut' as const), a: which }),
  fc.record({ do: fc.constant('undo' as const), which: fc.nat(20) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** One person with a payment of the same amount in each of five months, so that only people join them. */
function officeOfPayments() {
  const folder = temporaryFolder()
  const office = openOffice(folder)
  const { sqlite, read } = office
  const payers = importing(sqlite, w => {
    const ada = addPerson(w, { firstName: 'Ada', lastName: 'Example', emails: ['ada@example.org'] })
    for (const [n, source] of systems.entries())
      addRow(w, 'transactions', {
        contact_id: ada,
        source_system: source,
        external_transaction_id: `x${n}`,
        transaction_date: `2025-0${n + 1}-04T18:00:00.000Z`,
        transaction_type: 'purchase',
        status: 'completed',
        amount_cents: 2500,
        currency: 'USD',
      })
    return [ada]
  })
  const first = read.get<{ seq: number }>('SELECT max(seq) AS seq FROM change_groups')?.seq ?? 0
  const idOf = (n: number) =>
    read.get<{ id: string }>('SELECT id FROM transactions WHERE external_transaction_id = ?', [`x${n}`])
      ?.id ?? ''
  return {
    bring(n: number, status: string): void {
      const set = status === 'gone' ? `deleted_at = 'gone'` : `deleted_at = NULL, status = '${status}'`
      importing(sqlite, w => {
        w.db.run(`UPDATE transactions SET ${set} WHERE id = ?`, [idOf(n)])
        linkPayments(w, payers, 'America/Denver')
      })
    },
    join: (a: number, b: number) =>
      joinSamePayment(sqlite, { transactionId: idOf(a), countsId: idOf(b) }, 'Ada'),
    cut: (a: number) => cutSamePayment(sqlite, { transactionId: idOf(a) }, 'Ada'),
    undo: (seq: number) => undoGroup(sqlite, seq, 'Ada'),
    undoable: () =>
      read
        .all<{ seq: number }>(
          `SELECT seq FROM change_groups WHERE undone_at IS NULL AND origin <> 'undo' AND seq > ? ORDER BY seq`,
          [first],
        )
        .map(row => row.seq),
    /** `x1 -> x0`, and what became of a row otherwise. */
    rows: () =>
      read
        .all<{ text: string }>(
          `SELECT t.external_transaction_id || coalesce(' -> ' || o.external_transaction_id, '') ||
             iif(t.same_payment_cut, ' cut', '') || iif(t.status = 'completed', '', ' ' || t.status) ||
             coalesce(' ' || t.deleted_at, '') AS text
           FROM transactions t LEFT JOIN transactions o ON o.id = t.same_payment_as_id ORDER BY 1`,
        )
        .map(row => row.text),
    /** Money that no row counts. */
    hidden: () =>
      read.all(
        `SELECT t.external_transaction_id AS id FROM transactions t JOIN transactions o ON o.id = t.same_payment_as_id
         WHERE t.deleted_at IS NULL AND t.status IN ('completed', 'refunded')
           AND (o.deleted_at IS NOT NULL OR o.status NOT IN ('completed', 'refunded') OR o.same_payment_as_id IS NOT NULL)`,
      ),
    close(): void {
      office.close()
      rmSync(folder, { recursive: true })
    },
  }
}
type Office = ReturnType<typeof officeOfPayments>

function permitRefusal(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (error instanceof CommandRefused || error instanceof UndoImpossible) return false
    throw error
  }
}

function act(office: Office, s: Step): void {
  if (s.do === 'file') office.bring(s.a, s.status)
  if (s.do === 'join') permitRefusal(() => office.join(s.a, s.b))
  if (s.do === 'cut') permitRefusal(() => office.cut(s.a))
  if (s.do !== 'undo') return
  const groups = office.undoable()
  const seq = groups[s.which % Math.max(1, groups.length)]
  if (seq !== undefined) permitRefusal(() => office.undo(seq))
}

test('whatever people join and cut, files say of the payments and is undone in any order, nothing paid is hidden; undoing all leaves nothing', () => {
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 3, maxLength: 10 }),
      fc.infiniteStream(fc.nat(1000)),
      (steps, order) => {
        const office = officeOfPayments()
        for (const s of steps) {
          act(office, s)
          expect(office.hidden()).toEqual([])
        }
        for (let left = office.undoable(); left.length > 0; left = office.undoable()) {
          const at = (order.next().value ?? 0) % left.length
          const isOneUndone = [...left.slice(at), ...left.slice(0, at)].some(seq =>
            permitRefusal(() => office.undo(seq)),
          )
          expect(isOneUndone).toBe(true)
          expect(office.hidden()).toEqual([])
        }
        expect(office.rows()).toEqual(systems.map((_, n) => `x${n}`))
        office.close()
      },
    ),
    { numRuns: 25 },
  )
}, 300_000)

test('a join that was turned round by a file is taken back whole, and money that comes back counts', () => {
  const office = officeOfPayments()
  office.join(1, 0)
  const join = office.undoable().at(-1) ?? -1
  office.bring(0, 'failed')
  expect(office.rows()).toEqual(['x0 -> x1 failed', 'x1', 'x2', 'x3', 'x4'])
  office.undo(join)
  office.bring(0, 'completed')
  expect(office.rows()).toEqual(['x0', 'x1', 'x2', 'x3', 'x4'])
  office.close()
})

test('of three rows that people joined, those stay joined of whom it was not taken back', () => {
  const office = officeOfPayments()
  office.join(1, 0)
  const join = office.undoable().at(-1) ?? -1
  office.join(2, 0)
  office.bring(0, 'failed')
  expect(office.rows()).toEqual(['x0 -> x1 failed', 'x1', 'x2 -> x1', 'x3', 'x4'])
  office.undo(join)
  expect(office.rows()).toEqual(['x0 -> x2 failed', 'x1', 'x2', 'x3', 'x4'])
  office.bring(0, 'completed')
  expect(office.rows()).toEqual(['x0', 'x1', 'x2 -> x0', 'x3', 'x4'])
  office.close()
})

/** Writes groups of twenty people without end and says after each how many are committed; the crash test kills it. */
import { writeSync } from 'node:fs'
import { openOffice } from './open.ts'
import { addPeople } from './sample-office.ts'

const office = openOffice(process.argv[2] ?? '')
const names = Array.from({ length: 20 }, (_, i) => `Person ${i}`)
for (;;) {
  addPeople(office.sqlite, names)
  const groups = office.sqlite.prepare('SELECT max(seq) FROM change_groups').pluck().get()
  writeSync(1, `${groups}\n`)
}

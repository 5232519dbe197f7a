/**
 * `npm run -s bench:matching`: how well the matching engine tells who is who, on every labelled set of `../shared/data`, with one
 * configuration. With `--file X.csv --map FIELD=COL,... [--label COL | --truth-pairs FILE] [--pairs-out OUT.csv] --json` on any file.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Duplicates, findDuplicates } from '../../db/duplicates/find-duplicates.ts'
import { findPairs, finish, indexPeople } from '../../db/duplicates/find-pairs.ts'
import { type PreparedPerson, preparePerson } from '../../db/duplicates/prepare.ts'
import { calibrationText, type JudgedPair, measureCalibration } from './bench-matching-calibration.ts'
import { type ExportsResult, type Joined, measureExports } from './bench-matching-exports.ts'
import {
  labelsOfColumn,
  labelsOfPairs,
  personOfRow,
  readCsvRows,
  readFieldMap,
  requireColumns,
  WrongBenchInput,
} from './bench-matching-file.ts'
import { type MatchingScore, pairsOf, scoreMatching } from './bench-matching-score.ts'
import { type LabelledSet, labelledSets } from './bench-matching-sets.ts'

type Truth = { label: string } | { pairsFile: string } | null
type Measured = { score: MatchingScore; seconds: number; found: Duplicates; judged: JudgedPair[] }

const sharedData = fileURLToPath(new URL('../../../shared/data', import.meta.url))

function measureFile(path: string, mapText: string, truth: Truth): Measured {
  const map = readFieldMap(mapText)
  const rows = readCsvRows(path)
  const labelColumn = truth && 'label' in truth ? [truth.label] : []
  requireColumns(rows, path, [...[...map.values()].flat(), ...labelColumn])
  const people = rows.map(row => personOfRow(row, map))
  const startedAt = performance.now()
  const prepared = people.map(preparePerson)
  const found = finish(findDuplicates(prepared))
  const seconds = (performance.now() - startedAt) / 1000
  const labels = labelsOf(rows, truth)
  const judged = labels ? judgedPairs(prepared, labels) : []
  return { score: scoreMatching(found, labels, rows.length), seconds, found, judged }
}

function judgedPairs(people: readonly PreparedPerson[], labels: readonly string[]): JudgedPair[] {
  const { pairs } = finish(findPairs(indexPeople(people)))
  return pairs.map(({ a, b, same }) => ({ score: same, isOnePerson: labels[a] === labels[b] }))
}

function labelsOf(rows: Record<string, string>[], truth: Truth): string[] | null {
  if (truth === null) return null
  return 'label' in truth ? labelsOfColumn(rows, truth.label) : labelsOfPairs(rows.length, truth.pairsFile)
}

/** One line for every two rows that are one person, may be, or are one household. */
function pairsText({ sets, households }: Duplicates): string {
  const lines = ['row_a,row_b,score,verdict']
  const listed = new Set<string>()
  for (const { members, score, band } of sets) {
    for (const [a, b] of pairsOf(members)) {
      listed.add(`${a},${b}`)
      lines.push(`${a},${b},${score.toFixed(4)},${band === 'look' ? 'look' : 'same_person'}`)
    }
  }
  for (const { a, b, same } of households)
    if (!listed.has(`${a},${b}`)) lines.push(`${a},${b},${Math.min(same, 0.4999).toFixed(4)},same_household`)
  return `${lines.join('\n')}\n`
}

const cells = (...texts: string[]) =>
  texts.map((text, i) => (i === 0 ? text.padEnd(20) : text.padStart(10))).join(' ')
const digits = (value: number | null) => (value === null ? '-' : value.toFixed(4))

function tableLine({ name, goal }: LabelledSet, { score, seconds }: Measured): string {
  const isMet =
    (score.f1 ?? 0) >= goal.f1 && (goal.precision === undefined || (score.precision ?? 0) >= goal.precision)
  const wanted = `F1 >= ${goal.f1}${goal.precision === undefined ? '' : `, P >= ${goal.precision}`}`
  return `${cells(
    name,
    String(score.records),
    digits(score.precision),
    digits(score.recall),
    digits(score.f1),
    String(score.certainPairs),
    digits(score.certainPrecision),
    String(score.households),
    seconds.toFixed(2),
  )}  ${wanted}: ${isMet ? 'met' : 'MISSED'}`
}

/** The engine joins contacts; precision and recall are over the rows of all files, with those that the imports joined. */
function exportsLines({
  contacts,
  automatic,
  withEngine,
  certainPairs,
  certainPrecision,
  apart,
  seconds,
}: ExportsResult): string {
  const isSure = automatic.precision === 1
  const isMet = withEngine.f1 >= 0.97 && (certainPrecision ?? 1) >= 0.999
  const row = (name: string, joined: Joined, rest: readonly string[]) =>
    cells(name, String(contacts), digits(joined.precision), digits(joined.recall), digits(joined.f1), ...rest)
  return [
    `${row('exports, imported', automatic, ['', '', '', ''])}  P = 1: ${isSure ? 'met' : 'MISSED'}`,
    `${row('exports, with sets', withEngine, [String(certainPairs), digits(certainPrecision), '', seconds.toFixed(2)])}  F1 >= 0.97, certain P >= 0.999: ${isMet ? 'met' : 'MISSED'}`,
    '',
    `Of the exports ${apart.truePairs} pairs of contacts are one person and were left apart by the imports. What pairs have in common, and how many are one person:`,
    ...apart.kinds.map(kind => cells(kind.common.padEnd(34), String(kind.pairs), digits(kind.precision))),
    'Merging unseen asks for 0.999.',
  ].join('\n')
}

function measureAll(asJson: boolean): void {
  const folder = `${sharedData}/matching`
  if (!existsSync(folder))
    throw new WrongBenchInput(
      `There are no labelled sets here: ${folder} is missing. Name a file with --file.`,
    )
  if (!asJson)
    console.log(
      cells('set', 'records', 'precision', 'recall', 'F1', 'certain', 'certain P', 'households', 'seconds'),
    )
  const results = labelledSets.map(set => {
    const truth = 'label' in set.truth ? set.truth : { pairsFile: `${folder}/${set.truth.pairsFile}` }
    const measured = measureFile(`${folder}/${set.file}`, set.map, truth)
    if (!asJson) console.log(tableLine(set, measured))
    const calibration = measureCalibration(measured.judged)
    return { set: set.name, ...measured.score, seconds: measured.seconds, calibration }
  })
  const exportsFolder = `${sharedData}/exports`
  const ofExports = existsSync(`${exportsFolder}/truth.json`) ? measureExports(exportsFolder) : null
  const { judged = [], ...exports } = ofExports ?? {}
  const calibration = measureCalibration(judged)
  if (asJson)
    return console.log(
      JSON.stringify({ sets: results, exports: ofExports && { ...exports, calibration } }, null, 2),
    )
  console.log(
    ofExports
      ? exportsLines(ofExports)
      : `The office's exports are not here: ${exportsFolder} has no truth.json.`,
  )
  const sets = results.map(({ set, calibration: ofSet }) => ({ name: set, calibration: ofSet }))
  const all = ofExports ? [...sets, { name: 'exports', calibration }] : sets
  console.log(`\nWhat scores tell, what is so, and of how many pairs:\n${calibrationText(all)}`)
}

function main(): void {
  const { values } = parseArgs({
    options: {
      file: { type: 'string' },
      map: { type: 'string' },
      label: { type: 'string' },
      'truth-pairs': { type: 'string' },
      'pairs-out': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  if (values.file === undefined) return measureAll(values.json)
  if (values.map === undefined) throw new WrongBenchInput('--file needs --map FIELD=COLUMN,...')
  const truth = values.label
    ? { label: values.label }
    : values['truth-pairs']
      ? { pairsFile: values['truth-pairs'] }
      : null
  const { score, seconds, found } = measureFile(values.file, values.map, truth)
  if (values['pairs-out']) writeFileSync(values['pairs-out'], pairsText(found))
  const result = { ...score, seconds: Number(seconds.toFixed(3)) }
  console.log(values.json ? JSON.stringify(result) : result)
}

try {
  main()
} catch (error) {
  if (!(error instanceof WrongBenchInput) && !(error instanceof TypeError && 'code' in error)) throw error
  console.error(error.message)
  process.exitCode = 2
}

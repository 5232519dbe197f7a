import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { measureCalibration } from './bench-matching-calibration.ts'
import { labelsOfColumn, personOfRow, readFieldMap } from './bench-matching-file.ts'
import { scoreMatching } from './bench-matching-score.ts'

const folder = mkdtempSync(join(tmpdir(), 'bench-matching-'))
const file = join(folder, 'people.csv')
const out = join(folder, 'pairs.csv')
const truth = join(folder, 'truth.csv')
writeFileSync(
  file,
  `\ufeffid, given, family, mail, tel, who
1,Ada,Fixture,ada.kiln55@example.org,(303) 555-0142,a
2,Adda,Fixture,ada.kiln55@example.org,,a
3,Tom,Fixture,,(303) 555-0142,b
4,Vera,Elm,vera@example.net,(970) 555-0199,c
`,
)
writeFileSync(truth, 'row_a,row_b\n0,1\n')
const map = 'first_name=given,last_name=family,email=mail,phone=tel'

function bench(...words: string[]) {
  const program = fileURLToPath(new URL('./bench-matching.ts', import.meta.url))
  return spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' })
}

test.each([
  ['a column of labels', ['--label', 'who']],
  ['a file of true pairs', ['--truth-pairs', truth]],
])('a file is measured by %s, and its pairs are written', (_, labels) => {
  const { stdout, status } = bench('--file', file, '--map', map, ...labels, '--pairs-out', out, '--json')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    records: 4,
    pairs: 1,
    precision: 1,
    recall: 1,
    f1: 1,
    households: 1,
  })
  const [head, ...lines] = readFileSync(out, 'utf8').trim().split('\n')
  expect(head).toBe('row_a,row_b,score,verdict')
  expect(lines.map(line => line.replace(/0\.\d+|1\.0+/, '~'))).toEqual([
    '0,1,~,same_person',
    '0,2,~,same_household',
  ])
})

test('without labels it still says what it found', () => {
  const { stdout } = bench('--file', file, '--map', map, '--json')
  expect(JSON.parse(stdout)).toMatchObject({ pairs: 1, precision: null, recall: null, f1: null })
})

test.each([
  ['a file that is not there', ['--file', join(folder, 'none.csv'), '--map', map], 'cannot be read'],
  ['a column that is not there', ['--file', file, '--map', 'email=post'], 'has no column "post"'],
  ['a field nobody knows', ['--file', file, '--map', 'shoe=given'], 'is not FIELD=COLUMN'],
  ['no map', ['--file', file], 'needs --map'],
  ['an option nobody knows', ['--shoe'], "'--shoe'"],
])('%s: a sentence and exit 2', (_, words, sentence) => {
  const { stderr, status } = bench(...words)
  expect(stderr).toContain(sentence)
  expect(status).toBe(2)
})

test('several columns of one field are further values, or parts of one text', () => {
  const fields = readFieldMap('phone=home,phone=mobile,street=number,street=road')
  expect(personOfRow({ home: '1', mobile: '', number: '12', road: 'Alder St' }, fields)).toMatchObject({
    phones: ['1'],
    addresses: [{ line1: '12 Alder St', city: null }],
  })
})

test('FEBRL names the person within the record id; a row without a label is somebody of its own', () => {
  expect(labelsOfColumn([{ id: 'rec-7-org' }, { id: 'rec-7-dup-0' }, { id: '' }], 'id')).toEqual([
    '7',
    '7',
    'row 2',
  ])
})

test('precision and recall are over pairs, and a look asserts nothing', () => {
  const set = (members: number[], band: 'certain' | 'likely' | 'look') => ({ members, score: 0.9, band })
  const found = {
    sets: [set([0, 1, 2], 'likely'), set([3, 4], 'certain'), set([5, 6], 'look')],
    households: [],
    usual: {
      counts: { size: 0, of: () => 0, sharesEmails: 1 },
      expected: { copies: 0, household: 0 },
      size: 0,
    },
  }
  const score = scoreMatching(found, ['a', 'a', 'x', 'b', 'b', 'c', 'c'], 7)
  expect(score).toMatchObject({ pairs: 4, precision: 0.5, certainPairs: 1, certainPrecision: 1 })
  expect(score.recall).toBeCloseTo(2 / 3)
})

test('scores are held against what is so, bin by bin; the distance counts by pairs', () => {
  const pairs = [
    ...[true, true, true, false].map(isOnePerson => ({ score: 0.6, isOnePerson })),
    { score: 0.99, isOnePerson: true },
  ]
  const { bins, error, brier } = measureCalibration(pairs)
  expect(bins).toEqual([
    { from: 0.5, pairs: 4, told: expect.closeTo(0.6), actual: 0.75 },
    { from: 0.98, pairs: 1, told: 0.99, actual: 1 },
  ])
  expect(error).toBeCloseTo((4 * 0.15 + 0.01) / 5)
  expect(brier).toBeCloseTo((3 * 0.16 + 0.36 + 0.0001) / 5)
  expect(measureCalibration([])).toEqual({ bins: [], error: 0, brier: 0 })
})

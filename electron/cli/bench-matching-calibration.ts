/**
 * Whether a score means what it says: of the pairs to which the engine gives 0.9, are nine of ten one person? Only shown, never fitted: one
 * mapping of the scores (a straight line of their log-odds, fitted on five of the sets and tried on the sixth) makes the sets without households
 * better and those with households worse, and there a score that is too high does harm.
 */

/** The score of two records, and whether they are one person. */
export type JudgedPair = { score: number; isOnePerson: boolean }

/** The pairs with a score from here to the next bin. `told` is their mean score, `actual` how many of them are one person. */
export type ScoreBin = { from: number; pairs: number; told: number; actual: number }

export type Calibration = {
  bins: ScoreBin[]
  /** The distance between told and actual, over all pairs (expected calibration error). */
  error: number
  /** Mean square of what a score is off (Brier). */
  brier: number
}

/** The bands begin at some of them. */
const binEdges = [0, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95, 0.98, 0.995]

export function measureCalibration(pairs: readonly JudgedPair[]): Calibration {
  const bins = binEdges.flatMap((from, i): ScoreBin[] => {
    const inBin = pairs.filter(({ score }) => score >= from && score < (binEdges[i + 1] ?? Infinity))
    if (inBin.length === 0) return []
    const told = meanOf(inBin.map(({ score }) => score))
    return [{ from, pairs: inBin.length, told, actual: meanOf(inBin.map(actualOf)) }]
  })
  return {
    bins,
    error:
      bins.reduce((sum, bin) => sum + bin.pairs * Math.abs(bin.told - bin.actual), 0) / (pairs.length || 1),
    brier: meanOf(pairs.map(pair => (pair.score - actualOf(pair)) ** 2)),
  }
}

const actualOf = ({ isOnePerson }: JudgedPair) => (isOnePerson ? 1 : 0)

export function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / (numbers.length || 1)
}

/** A line a bin, a column a set: told, actual, and of how many pairs. */
export function calibrationText(sets: readonly { name: string; calibration: Calibration }[]): string {
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(12) : cell.padStart(17))).join(' ')
  const two = (share: number) => share.toFixed(2)
  const rows = binEdges.map((from, i) =>
    line([
      `${from} - ${binEdges[i + 1] ?? 1}`,
      ...sets.map(({ calibration }) => {
        const bin = calibration.bins.find(b => b.from === from)
        return bin ? `${two(bin.told)} ${two(bin.actual)} ${String(bin.pairs).padStart(5)}` : ''
      }),
    ]),
  )
  const foot = (name: string, valueOf: (calibration: Calibration) => number) =>
    `${line([name, ...sets.map(({ calibration }) => valueOf(calibration).toFixed(4))])}   mean ${meanOf(sets.map(({ calibration }) => valueOf(calibration))).toFixed(4)}`
  return [
    line(['score', ...sets.map(({ name }) => name)]),
    ...rows,
    foot('error', calibration => calibration.error),
    foot('Brier', calibration => calibration.brier),
  ].join('\n')
}

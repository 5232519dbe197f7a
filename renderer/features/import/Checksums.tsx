import { useState } from 'react'
import type { BatchReport } from '../../../electron/contract/imports.ts'
import { countOf, countText } from '../../lib/format.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { ToggleChip } from '../../ui/FilterChip.tsx'
import { MoneyText } from '../../ui/values.tsx'
import './checksums.css'

type Checksum = BatchReport['checksums'][number]

/** With more totals than this only those that differ are shown first. */
const manyTotals = 8

/** The sums that the file itself states, beside what its rows add up to. Nothing for files that state none. */
export function Checksums({ report: { checksums, checksumCounts } }: { report: BatchReport }) {
  const wrong = checksums.filter(differs)
  const wrongCount = checksumCounts?.uneven ?? wrong.length
  const count = checksumCounts ? checksumCounts.even + wrongCount : checksums.length
  const [chosen, setChosen] = useState<boolean | null>(null)
  if (checksums.length === 0) return null
  const isLong = count > manyTotals
  const isOnlyWrong = chosen ?? isLong
  const shown = isOnlyWrong ? wrong : checksums
  return (
    <section className="imp-checksums sh-card" aria-label="Sums that this file states">
      <header>
        <p>
          {wrongCount === 0
            ? `${count === 1 ? 'The sum' : `All ${countOf(count, 'sum')}`} that this file states ${count === 1 ? 'is' : 'are'} what its rows add up to.`
            : `${countOf(wrongCount, 'sum')} of ${countText(count)} that this file states ${wrongCount === 1 ? 'differs' : 'differ'} from what its rows add up to.`}
        </p>
        {isLong && wrongCount > 0 && (
          <ToggleChip label="Mismatches only" isOn={isOnlyWrong} onChange={() => setChosen(!isOnlyWrong)} />
        )}
      </header>
      {shown.length > 0 && (
        <div className="imp-checksum-rows" tabIndex={0} role="group" aria-label="Sums, one a line">
          <table>
            <thead>
              <tr>
                <th scope="col">Sum</th>
                <th scope="col">In the file</th>
                <th scope="col">Its rows</th>
                <th scope="col">Check</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((checksum, index) => (
                <tr key={`${checksum.label} ${index}`}>
                  <th scope="row">{checksum.label}</th>
                  <td>
                    <ChecksumText checksum={checksum} cents={checksum.statedCents} />
                  </td>
                  <td>
                    <ChecksumText checksum={checksum} cents={checksum.countedCents} />
                  </td>
                  <td>
                    {differs(checksum) ? (
                      <StateBadge tone="bad">differs</StateBadge>
                    ) : (
                      <StateBadge tone="good">equal</StateBadge>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {!isOnlyWrong && shown.length < count && (
            <p className="sh-soft">
              The first {countText(shown.length)} of {countText(count)}.
            </p>
          )}
        </div>
      )}
    </section>
  )
}

function ChecksumText({ checksum: { currency }, cents }: { checksum: Checksum; cents: number }) {
  return <MoneyText cents={cents} {...(currency === null ? {} : { currency })} />
}

function differs({ statedCents, countedCents }: Checksum): boolean {
  return statedCents !== countedCents
}

import { DateText } from '../../ui/values.tsx'

/** Whose record it was before it became part of this one. */
export function MergedFrom({ from }: { from: { fullName: string; mergedAt: string } }) {
  return (
    <span className="sh-soft">
      from the record of {from.fullName || 'somebody without a name'}, merged on{' '}
      <DateText at={from.mergedAt} />
    </span>
  )
}

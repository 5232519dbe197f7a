import { Button } from '@mantine/core'
import { hrefOf } from '../../lib/use-place.ts'
import { plainWord } from '../../lib/words.ts'
import { DateText, MoneyText, ValueText } from '../../ui/values.tsx'
import { paymentHint } from './payment-hint.ts'
import type { Action, MissingRow } from './use-reconciliation-screen.ts'

/** One missing subscription: why it is here, what speaks for and against, and the three answers. */
export function MissingDetail(props: {
  row: MissingRow
  isBusy: boolean
  onAnswer: (action: Action) => void
}) {
  const { row, isBusy, onAnswer } = props
  const hint = paymentHint(row)
  return (
    <aside className="sh-queue-detail rec-detail" aria-label={`Subscription of ${row.contactName}`}>
      <header>
        <h2>
          <a href={hrefOf({ screen: 'contact', id: row.contactId })}>{row.contactName}</a>
        </h2>
        <p>{row.productName ?? 'A subscription without a product'}</p>
      </header>
      <p>
        It is here because the full export of <DateText at={row.missingSince} /> no longer lists it.{' '}
        {hint.text}
      </p>
      <dl className="rec-facts">
        <dt>Status here</dt>
        <dd>{plainWord(row.status)}</dd>
        <dt>Amount</dt>
        <dd>
          <MoneyText cents={row.amountCents} currency={row.currency} />
          {row.billingCycle && ` a ${row.billingCycle.toLowerCase()}`}
        </dd>
        <dt>Last payment</dt>
        <dd>
          <DateText at={row.lastPaymentAt} />
        </dd>
        <dt>E-mail</dt>
        <dd>
          <ValueText value={row.email} />
        </dd>
        <dt>Kajabi id</dt>
        <dd>
          <ValueText value={row.externalSubscriptionId} />
        </dd>
      </dl>
      <div className="sh-queue-answers" role="group" aria-label="Answers">
        <Button
          variant={hint.leaning === 'ended' ? 'filled' : 'default'}
          disabled={isBusy}
          onClick={() => onAnswer('cancelled')}
          rightSection={<kbd>C</kbd>}
        >
          It was cancelled
        </Button>
        <Button
          variant={hint.leaning === 'goes on' ? 'filled' : 'default'}
          disabled={isBusy}
          onClick={() => onAnswer('keep')}
          rightSection={<kbd>⇧K</kbd>}
        >
          Keep it
        </Button>
        {row.state === 'open' && (
          <Button
            variant="default"
            disabled={isBusy}
            onClick={() => onAnswer('investigate')}
            rightSection={<kbd>I</kbd>}
          >
            Investigate
          </Button>
        )}
      </div>
    </aside>
  )
}

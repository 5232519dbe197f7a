import { Button, Group } from '@mantine/core'
import { IconArrowsSplit2, IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import {
  cutSamePayment,
  samePayments,
  type ToldPayment,
  type TransactionRow,
} from '../../../electron/contract/money.ts'
import { moneyText } from '../../lib/format.ts'
import { useCall, useCommand } from '../../lib/use-call.ts'
import { navigate } from '../../lib/use-place.ts'
import { transactionStatusWords, transactionTypeWords } from '../../lib/words.ts'
import { SourceBadge } from '../../ui/badges.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { SideDrawer } from '../../ui/SideDrawer.tsx'
import { offerUndo } from '../../ui/undo-toast.tsx'
import { DateText, MoneyText, ValueText } from '../../ui/values.tsx'
import './money.css'

/** One payment: what it was for, and every system that tells it. */
export function PaymentDrawer({ payment, onClose }: { payment: TransactionRow; onClose: () => void }) {
  const { contactId } = payment
  const title = `${moneyText(payment.amountCents, { currency: payment.currency })} · ${payment.contactName ?? 'nobody named'}`
  return (
    <SideDrawer title={title} isOpen onClose={onClose} size="40rem">
      <dl className="sh-payment-facts">
        <Fact label="Date">
          <DateText at={payment.transactionDate} withTime />
        </Fact>
        <Fact label="For">
          <ValueText value={payment.productName ?? payment.memo} />
        </Fact>
        <Fact label="Type">
          {transactionTypeWords[payment.transactionType]},{' '}
          {transactionStatusWords[payment.status].toLowerCase()}
        </Fact>
        <Fact label="Fee">
          <MoneyText cents={payment.feeCents} currency={payment.currency} />
        </Fact>
        <Fact label="Paid by">
          <ValueText value={payment.paymentMethod} />
        </Fact>
        <Fact label="Order">
          <ValueText value={payment.externalOrderId} />
        </Fact>
      </dl>
      {contactId && (
        <Group gap="xs" my="sm">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconUser size="1rem" stroke={1.5} aria-hidden="true" />}
            onClick={() => navigate({ screen: 'contact', id: contactId })}
          >
            Open the person
          </Button>
        </Group>
      )}
      <Tellers transactionId={payment.transactionId} />
    </SideDrawer>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Tellers({ transactionId }: { transactionId: string }) {
  const told = useCall(samePayments, { transactionId }, { keepPrevious: false })
  const cut = useCommand(cutSamePayment)
  if (told.status === 'failed') return <ErrorNote error={told.error} onAgain={told.again} />
  if (told.status === 'loading') return null
  const { payments } = told.value
  async function separate(payment: ToldPayment): Promise<void> {
    const reply = await cut.run({ transactionId: payment.transactionId })
    if (reply.ok) await offerUndo('Counted by itself again.')
  }
  return (
    <section aria-label="Who tells this payment">
      <h3 className="sh-payment-heading">
        {payments.length > 1 ? `Told by ${payments.length} systems, counted once` : 'Told by one system'}
      </h3>
      {cut.error && <ErrorNote error={cut.error} />}
      <ul className="sh-payment-tellers">
        {payments.map(payment => (
          <li key={payment.transactionId}>
            <SourceBadge source={payment.sourceSystem} />
            <span className="sh-payment-teller">
              <span>
                <DateText at={payment.transactionDate} withTime />
                {payment.memo && ` · ${payment.memo}`}
              </span>
              <span className="sh-soft">
                {payment.externalTransactionId} · {whyWords(payment)}
              </span>
            </span>
            {payment.why !== null && (
              <Button
                size="xs"
                variant="subtle"
                loading={cut.isRunning}
                leftSection={<IconArrowsSplit2 size="1rem" stroke={1.5} aria-hidden="true" />}
                onClick={() => void separate(payment)}
              >
                Count by itself
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function whyWords({ why }: ToldPayment): string {
  if (why === null) return 'this row counts'
  if (why === 'provider id') return 'the same: both carry the same payment number'
  if (why === 'staff') return 'the same: a person joined them'
  return 'the same: same person and amount, a day apart at most'
}

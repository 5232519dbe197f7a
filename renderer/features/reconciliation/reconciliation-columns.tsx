import type { DataColumn } from '../../ui/data-columns.ts'
import { DateText, MoneyText, ValueText } from '../../ui/values.tsx'
import { paymentHint } from './payment-hint.ts'
import type { MissingRow } from './use-reconciliation-screen.ts'

export const reconciliationColumns: DataColumn<MissingRow>[] = [
  {
    id: 'contactName',
    header: 'Person',
    widthPx: 160,
    cell: row => <strong title={row.contactName}>{row.contactName}</strong>,
  },
  {
    id: 'productName',
    header: 'Subscription',
    widthPx: 145,
    grows: true,
    cell: row => (
      <ValueText value={row.productName && <span title={row.productName}>{row.productName}</span>} />
    ),
  },
  {
    id: 'amount',
    header: 'Amount',
    widthPx: 132,
    align: 'right',
    cell: row => (
      <span>
        <MoneyText cents={row.amountCents} currency={row.currency} />
        {row.billingCycle && <span className="sh-soft"> /{row.billingCycle.toLowerCase()}</span>}
      </span>
    ),
  },
  {
    id: 'lastPaymentAt',
    header: 'Last payment',
    widthPx: 110,
    align: 'right',
    cell: row => <DateText at={row.lastPaymentAt} />,
  },
  {
    id: 'missingSince',
    header: 'Missing since',
    widthPx: 110,
    align: 'right',
    cell: row => <DateText at={row.missingSince} />,
  },
  {
    id: 'why',
    header: 'What the payments say',
    widthPx: 170,
    grows: true,
    isHiddenFirst: true,
    cell: row => <span title={paymentHint(row).text}>{paymentHint(row).text}</span>,
  },
  {
    id: 'email',
    header: 'E-mail',
    widthPx: 190,
    isHiddenFirst: true,
    cell: row => <ValueText value={row.email} />,
  },
  {
    id: 'externalId',
    header: 'Kajabi id',
    widthPx: 110,
    isHiddenFirst: true,
    cell: row => <ValueText value={row.externalSubscriptionId} />,
  },
]

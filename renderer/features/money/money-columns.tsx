import type { z } from 'zod'
import type { ProductRow, SubscriptionRow, TransactionRow } from '../../../electron/contract/money.ts'
import { countText } from '../../lib/format.ts'
import { plainWord, transactionStatusWords, transactionTypeWords } from '../../lib/words.ts'
import { SourceBadge, StateBadge } from '../../ui/badges.tsx'
import type { DataColumn } from '../../ui/data-columns.ts'
import { SumText } from '../../ui/OtherMoney.tsx'
import { DateText, MoneyText, NoValue, ValueText } from '../../ui/values.tsx'

type Product = z.infer<typeof ProductRow>
type Subscription = z.infer<typeof SubscriptionRow>

function Count({ count }: { count: number }) {
  return count === 0 ? <NoValue /> : countText(count)
}

const statusTones = { completed: 'good', pending: 'neutral', failed: 'bad', refunded: 'warn' } as const

export const transactionColumns: readonly DataColumn<TransactionRow>[] = [
  {
    id: 'date',
    header: 'Date',
    widthPx: 110,
    sortKey: 'date',
    cell: row => <DateText at={row.transactionDate} />,
  },
  {
    id: 'person',
    header: 'Person',
    widthPx: 190,
    grows: true,
    sortKey: 'person',
    cell: row => <span>{<ValueText value={row.contactName} />}</span>,
  },
  {
    id: 'product',
    header: 'Product',
    widthPx: 220,
    grows: true,
    sortKey: 'product',
    cell: row => <span>{<ValueText value={row.productName ?? row.memo} />}</span>,
  },
  { id: 'type', header: 'Type', widthPx: 110, cell: row => transactionTypeWords[row.transactionType] },
  {
    id: 'status',
    header: 'Status',
    widthPx: 110,
    cell: row => <StateBadge tone={statusTones[row.status]}>{transactionStatusWords[row.status]}</StateBadge>,
  },
  {
    id: 'amount',
    header: 'Amount',
    widthPx: 120,
    align: 'right',
    sortKey: 'amount',
    cell: row => <MoneyText cents={row.amountCents} currency={row.currency} />,
  },
  {
    id: 'fee',
    header: 'Fee',
    widthPx: 90,
    align: 'right',
    isHiddenFirst: true,
    cell: row => <MoneyText cents={row.feeCents} currency={row.currency} />,
  },
  {
    id: 'method',
    header: 'Paid by',
    widthPx: 120,
    isHiddenFirst: true,
    cell: row => <ValueText value={row.paymentMethod} />,
  },
  { id: 'source', header: 'Source', widthPx: 140, cell: row => <SourceBadge source={row.sourceSystem} /> },
  {
    id: 'externalId',
    header: 'Number at the source',
    widthPx: 180,
    isHiddenFirst: true,
    cell: row => <ValueText value={row.externalTransactionId} />,
  },
  {
    id: 'orderId',
    header: 'Order',
    widthPx: 140,
    isHiddenFirst: true,
    cell: row => <ValueText value={row.externalOrderId} />,
  },
  {
    id: 'memo',
    header: 'Memo',
    widthPx: 200,
    isHiddenFirst: true,
    cell: row => <ValueText value={row.memo} />,
  },
]

export const productColumns: readonly DataColumn<Product>[] = [
  {
    id: 'name',
    header: 'Product',
    widthPx: 300,
    grows: true,
    sortKey: 'name',
    cell: row => (
      <>
        <span>{row.name}</span>
        {!row.isActive && <StateBadge tone="neutral">Not sold any more</StateBadge>}
      </>
    ),
  },
  { id: 'type', header: 'Type', widthPx: 120, cell: row => plainWord(row.productType) },
  {
    id: 'contacts',
    header: 'People',
    widthPx: 90,
    align: 'right',
    sortKey: 'contacts',
    cell: row => <Count count={row.contactCount} />,
  },
  {
    id: 'subscriptions',
    header: 'Active subscriptions',
    widthPx: 160,
    align: 'right',
    sortKey: 'subscriptions',
    cell: row => <Count count={row.activeSubscriptionCount} />,
  },
  {
    id: 'transactions',
    header: 'Payments',
    widthPx: 110,
    align: 'right',
    sortKey: 'transactions',
    cell: row => <Count count={row.transactionCount} />,
  },
  {
    id: 'total',
    header: 'Total',
    widthPx: 150,
    align: 'right',
    sortKey: 'total',
    cell: row => <SumText cents={row.totalCents} currency={row.currency} others={row.otherMoney} />,
  },
  {
    id: 'lastSold',
    header: 'Last sold',
    widthPx: 120,
    align: 'right',
    sortKey: 'lastSold',
    cell: row => <DateText at={row.lastSoldAt} />,
  },
  {
    id: 'offer',
    header: 'Kajabi offer',
    widthPx: 130,
    isHiddenFirst: true,
    cell: row => <ValueText value={row.kajabiOfferId} />,
  },
]

export const subscriptionColumns: readonly DataColumn<Subscription>[] = [
  {
    id: 'person',
    header: 'Person',
    widthPx: 165,
    sortKey: 'person',
    cell: row => <span>{row.contactName}</span>,
  },
  {
    id: 'product',
    header: 'Product',
    widthPx: 240,
    grows: true,
    sortKey: 'product',
    cell: row => <span>{<ValueText value={row.productName} />}</span>,
  },
  {
    id: 'status',
    header: 'Status',
    widthPx: 100,
    sortKey: 'status',
    cell: row => (
      <StateBadge tone={row.status.toLowerCase() === 'active' ? 'good' : 'neutral'}>
        {plainWord(row.status)}
      </StateBadge>
    ),
  },
  {
    id: 'amount',
    header: 'Amount',
    widthPx: 95,
    align: 'right',
    sortKey: 'amount',
    cell: row => <MoneyText cents={row.amountCents} currency={row.currency} />,
  },
  {
    id: 'cycle',
    header: 'Every',
    widthPx: 80,
    cell: row => <ValueText value={row.billingCycle && plainWord(row.billingCycle)} />,
  },
  {
    id: 'started',
    header: 'Started',
    widthPx: 120,
    align: 'right',
    sortKey: 'started',
    cell: row => <DateText at={row.startedAt} />,
  },
  {
    id: 'periodEnd',
    header: 'Paid until',
    widthPx: 110,
    align: 'right',
    sortKey: 'periodEnd',
    cell: row => <DateText at={row.currentPeriodEnd} />,
  },
  {
    id: 'missing',
    header: 'In the newest export',
    widthPx: 190,
    cell: row =>
      row.missingFromExportSince ? (
        <StateBadge tone="warn">
          Missing since <DateText at={row.missingFromExportSince} />
        </StateBadge>
      ) : (
        <span className="sh-soft">Yes</span>
      ),
  },
]

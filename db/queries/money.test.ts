import type Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { setSettings } from '../commands/settings.ts'
import { handlesOf, type ReadDb } from '../handles.ts'
import { openOffice } from '../open.ts'
import { temporaryFolder } from '../sample-office.ts'
import { addPayment, addPerson, addProduct, addRow, addSubscription, importing } from '../sample-records.ts'
import { countProducts, listProducts } from './products.ts'
import { countSubscriptions, listSubscriptions } from './subscriptions.ts'
import type { TransactionFilter } from './transaction-filter.ts'
import { sumTransactions } from './transaction-totals.ts'
import {
  countTransactions,
  listTransactions,
  type TransactionSort,
  transactionWindowSql,
} from './transactions.ts'

const timeZone = 'America/Denver'
let sqlite: Database.Database
let db: ReadDb
let ids: { ada: string; bo: string; circle: string; hall: string }

beforeEach(() => {
  sqlite = openOffice(temporaryFolder()).sqlite
  db = handlesOf(sqlite).read
  ids = importing(sqlite, w => {
    const circle = addProduct(w, 'Evening Circle')
    const hall = addProduct(w, 'Hall rental')
    const ada = addPerson(w, { firstName: 'Ada', lastName: 'Zell', emails: ['ada@example.org'] })
    const bo = addPerson(w, { firstName: 'Bo', lastName: 'Moss' })
    addPayment(w, {
      contactId: ada,
      productId: circle,
      at: '2025-01-31T23:00:00.000Z',
      cents: 5000,
      externalId: 'tx-100',
    })
    addPayment(w, {
      contactId: ada,
      productId: circle,
      at: '2025-02-01T06:30:00.000Z',
      cents: 2000,
      type: 'subscription',
    })
    addPayment(w, {
      contactId: bo,
      productId: circle,
      at: '2025-02-01T07:30:00.000Z',
      cents: 2000,
      type: 'subscription',
    })
    addPayment(w, {
      contactId: bo,
      productId: hall,
      at: '2025-04-10T10:00:00.000Z',
      cents: -1500,
      type: 'refund',
      memo: '50% back',
    })
    addPayment(w, { contactId: bo, at: '2025-04-11T10:00:00.000Z', cents: 777, status: 'failed' })
    addPayment(w, {
      contactId: null,
      at: '2025-04-12T10:00:00.000Z',
      cents: 333,
      status: 'pending',
      type: 'donation',
    })
    addRow(w, 'contact_products', { contact_id: ada, product_id: circle, source_system: 'kajabi' })
    addSubscription(w, { contactId: ada, productId: circle, externalId: 'sub-1' })
    addSubscription(w, { contactId: bo, productId: circle, status: 'cancelled' })
    return { ada, bo, circle, hall }
  })
})

function list(filter: TransactionFilter, sort: TransactionSort = 'date', direction: 'asc' | 'desc' = 'desc') {
  const rows = listTransactions(db, { filter, sort, direction, timeZone, offset: 0, limit: 100 })
  expect(countTransactions(db, filter, timeZone)).toBe(rows.length)
  const { byType, others } = sumTransactions(db, filter, timeZone)
  expect([...byType, ...others].reduce((sum, part) => sum + part.count, 0)).toBe(rows.length)
  return rows
}
const cents = (filter: TransactionFilter, sort?: TransactionSort, direction?: 'asc' | 'desc') =>
  list(filter, sort, direction).map(row => row.amountCents)

test('the list is newest first and names person and product', () => {
  const rows = list({})
  expect(rows.map(row => row.amountCents)).toEqual([333, 777, -1500, 2000, 2000, 5000])
  expect(rows.at(-1)).toMatchObject({
    contactName: 'Ada Zell',
    productName: 'Evening Circle',
    externalTransactionId: 'tx-100',
  })
  expect(rows[0]).toMatchObject({ contactId: null, contactName: null, status: 'pending' })
})

test.each([
  ['type', { type: 'subscription' }, [2000, 2000]],
  ['status', { status: 'failed' }, [777]],
  ['what counts as money', { status: 'paid' }, [-1500, 2000, 2000, 5000]],
  ['currency', { currency: 'EUR' }, []],
  ['what may be wrong', { flaw: 'paymentsWithoutPerson' }, [333]],
  ['source', { sourceSystem: 'zoho' }, []],
  ['first day in the zone of the office', { from: '2025-02-01' }, [333, 777, -1500, 2000]],
  ['last day in the zone of the office', { to: '2025-01-31' }, [2000, 5000]],
  ['one day', { from: '2025-04-11', to: '2025-04-11' }, [777]],
  ['a word of the person', { search: 'zell' }, [2000, 5000]],
  ['a word of the product', { search: 'HALL' }, [-1500]],
  ['words of person and product', { search: 'bo circle' }, [2000]],
  ['the beginning of an external id', { search: 'tx-1' }, [5000]],
  ['a piece of the memo, taken as it is', { search: '50%' }, [-1500]],
  ['no such word', { search: 'nobody' }, []],
  ['a sign that is no word', { search: '%' }, [-1500]],
  ['words and a type', { search: 'ada', type: 'purchase' }, [5000]],
] satisfies [string, TransactionFilter, number[]][])('filter by %s', (_, filter, expected) => {
  expect(cents(filter)).toEqual(expected)
})

test('filter by person and product', () => {
  expect(cents({ contactId: ids.ada })).toEqual([2000, 5000])
  expect(cents({ productId: ids.hall })).toEqual([-1500])
})

test.each([
  ['amount', 'asc', [-1500, 333, 777, 2000, 2000, 5000]],
  ['person', 'asc', [777, -1500, 2000, 2000, 5000, 333]],
  ['product', 'desc', [-1500, 2000, 2000, 5000, 333, 777]],
] satisfies [TransactionSort, 'asc' | 'desc', number[]][])('sort by %s %s', (sort, direction, expected) => {
  expect(cents({}, sort, direction)).toEqual(expected)
})

test('totals hold what was paid; failed and pending stand apart; months are those of the office, gaps included', () => {
  expect(sumTransactions(db, {}, timeZone)).toEqual({
    count: 4,
    amountCents: 7500,
    currency: 'USD',
    byType: [
      { type: 'purchase', count: 1, amountCents: 5000 },
      { type: 'subscription', count: 2, amountCents: 4000 },
      { type: 'failed', count: 1, amountCents: 777 },
      { type: 'pending', count: 1, amountCents: 333 },
      { type: 'refund', count: 1, amountCents: -1500 },
    ],
    byMonth: [
      { month: '2025-01', count: 2, amountCents: 7000 },
      { month: '2025-02', count: 1, amountCents: 2000 },
      { month: '2025-03', count: 0, amountCents: 0 },
      { month: '2025-04', count: 1, amountCents: -1500 },
    ],
    others: [],
  })
})

test('currencies are never added up: a figure is of one, others stand beside it, and each counts what its list shows', () => {
  importing(sqlite, w => {
    const pay = { contactId: ids.bo, productId: ids.hall, at: '2025-03-10T10:00:00.000Z' }
    addPayment(w, { ...pay, cents: 900, currency: 'EUR' })
    addPayment(w, { ...pay, cents: -300, currency: 'EUR', type: 'refund' })
    addPayment(w, { ...pay, cents: 800, currency: 'EUR', status: 'failed' })
    addPayment(w, { ...pay, cents: 100_000, currency: 'JPY' })
  })
  const others = [
    { currency: 'EUR', count: 3, amountCents: 600 },
    { currency: 'JPY', count: 1, amountCents: 100_000 },
  ]
  for (const narrow of [{}, { search: 'bo' }, { productId: ids.hall }] satisfies TransactionFilter[]) {
    const totals = sumTransactions(db, narrow, timeZone)
    expect(totals).toMatchObject({ currency: 'USD', others })
    expect(totals.byMonth.reduce((sum, month) => sum + month.amountCents, 0)).toBe(totals.amountCents)
    for (const { currency, count, amountCents } of others) {
      const filter = { ...narrow, currency }
      expect(list(filter)).toHaveLength(count)
      expect(sumTransactions(db, filter, timeZone)).toMatchObject({ currency, amountCents, others: [] })
    }
    for (const part of totals.byType) {
      const kind: TransactionFilter =
        part.type === 'failed' || part.type === 'pending'
          ? { status: part.type }
          : { type: part.type, status: 'paid' }
      expect(list({ ...narrow, ...kind, currency: 'USD' })).toHaveLength(part.count)
    }
    expect(list({ ...narrow, status: 'paid', currency: 'USD' })).toHaveLength(totals.count)
  }
  const products = listProducts(db, { sort: 'total', direction: 'asc', offset: 0, limit: 9 })
  expect(products[0]).toMatchObject({ productId: ids.hall, totalCents: -1500, otherMoney: others })
  expect(list({ productId: ids.hall, status: 'paid' })).toHaveLength(products[0]?.transactionCount ?? -1)
})

test('the currency of the figures is that of most new payments, until somebody says which', () => {
  const currency = () => sumTransactions(db, {}, timeZone).currency
  importing(sqlite, w => {
    for (let n = 0; n < 5; n++)
      addPayment(w, { contactId: null, at: '2025-05-01T10:00:00.000Z', cents: 100, currency: 'EUR' })
  })
  expect(currency()).toBe('USD')
  importing(sqlite, w => {
    for (let n = 0; n < 2; n++)
      addPayment(w, { contactId: null, at: '2025-05-01T10:00:00.000Z', cents: 100, currency: 'EUR' })
  })
  expect(currency()).toBe('EUR')
  setSettings(sqlite, { currency: 'USD' })
  expect(currency()).toBe('USD')
})

test('totals of a few rows and of many are added up alike', () => {
  for (const filter of [
    { from: '2025-02-01' },
    { to: '2025-03-31' },
    { type: 'subscription' },
    { sourceSystem: 'kajabi' },
  ] satisfies TransactionFilter[]) {
    const many = sumTransactions(db, filter, timeZone)
    const few = (['ada', 'bo'] as const).map(who =>
      sumTransactions(db, { ...filter, contactId: ids[who] }, timeZone),
    )
    const sum = few.reduce((all, part) => all + part.amountCents, 0)
    expect(sum).toBe(many.amountCents)
  }
  expect(sumTransactions(db, { search: 'nobody' }, timeZone)).toMatchObject({
    count: 0,
    amountCents: 0,
    byMonth: [],
    byType: [],
  })
})

test('removed transactions are nowhere', () => {
  importing(sqlite, w =>
    w.db.run('UPDATE transactions SET deleted_at = ? WHERE contact_id = ?', [w.at, ids.ada]),
  )
  expect(cents({})).toEqual([333, 777, -1500, 2000])
  expect(listProducts(db, { sort: 'total', direction: 'desc', offset: 0, limit: 9 })[0]).toMatchObject({
    totalCents: 2000,
  })
})

test('products with their money, subscriptions and people', () => {
  const rows = listProducts(db, { sort: 'total', direction: 'desc', offset: 0, limit: 10 })
  expect(rows).toEqual([
    {
      productId: ids.circle,
      name: 'Evening Circle',
      productType: 'course',
      kajabiOfferId: null,
      isActive: true,
      transactionCount: 3,
      totalCents: 9000,
      currency: 'USD',
      otherMoney: [],
      activeSubscriptionCount: 1,
      contactCount: 1,
      lastSoldAt: '2025-02-01T07:30:00.000Z',
    },
    expect.objectContaining({ productId: ids.hall, totalCents: -1500, contactCount: 0 }),
  ])
  expect(countProducts(db, { search: 'even' })).toBe(1)
  expect(
    listProducts(db, { search: 'even', sort: 'name', direction: 'asc', offset: 0, limit: 10 }),
  ).toHaveLength(1)
})

test('subscriptions by words and status', () => {
  const find = (filter: { search?: string; status?: string }) => {
    const rows = listSubscriptions(db, { ...filter, sort: 'person', direction: 'asc', offset: 0, limit: 10 })
    expect(countSubscriptions(db, filter)).toBe(rows.length)
    return rows.map(row => row.contactName)
  }
  expect(find({})).toEqual(['Bo Moss', 'Ada Zell'])
  expect(find({ status: 'active' })).toEqual(['Ada Zell'])
  expect(find({ status: 'running' })).toEqual(['Ada Zell'])
  expect(find({ search: 'circle moss' })).toEqual(['Bo Moss'])
  expect(find({ search: 'sub-1' })).toEqual(['Ada Zell'])
})

test('lists by date, person and product walk an index and sort nothing', () => {
  const plan = (where: string) =>
    db
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${transactionWindowSql(where, 'date', 'desc')}`, [10, 0])
      .map(step => step.detail)
      .join('\n')
  expect(plan('WHERE t.deleted_at IS NULL AND t.same_payment_as_id IS NULL')).toBe(
    'SCAN t USING INDEX transactions_date',
  )
  expect(
    plan(`WHERE t.deleted_at IS NULL AND t.same_payment_as_id IS NULL AND t.contact_id = 'x'`),
  ).toContain('INDEX transactions_contact (contact_id=?)')
  expect(
    plan(`WHERE t.deleted_at IS NULL AND t.same_payment_as_id IS NULL AND t.product_id = 'x'`),
  ).toContain('INDEX transactions_product (product_id=?)')
})

import { expect, test } from 'vitest'
import { fieldLabel, type PlanField, rowSummary, rowTitle, valueInWords } from './plan-words.ts'

const field = (name: string, action: PlanField['action']): PlanField => ({
  table: 'contacts',
  field: name,
  current: 'a',
  incoming: 'b',
  action,
  why: 'because',
})

test('known fields have their word, columns read as words', () => {
  expect(fieldLabel('email_subscribed')).toBe('Newsletter')
  expect(fieldLabel('current_period_end')).toBe('Current period end')
  expect(fieldLabel('amount_cents')).toBe('Amount')
  expect(fieldLabel('product_id')).toBe('Product')
})

test('values read as people say them, and nothing stays nothing', () => {
  expect(valueInWords({ field: 'amount_cents' }, '-1250')).toBe('−12.50')
  expect(valueInWords({ field: 'amount_cents', currency: 'EUR' }, '-1250')).toBe('−€12.50')
  expect(valueInWords({ field: 'email_subscribed' }, '1')).toBe('Subscribed')
  expect(valueInWords({ field: 'phone' }, '(303) 555-0101')).toBe('(303) 555-0101')
  expect(valueInWords({ field: 'product_id' }, '01930000-0000-7000-8000-000000000001')).toBe(
    'a linked record',
  )
  expect(valueInWords({ field: 'phone' }, null)).toBeNull()
  expect(valueInWords({ field: 'phone' }, '')).toBeNull()
})

test('a row says first what needs somebody, then what changes, last what is kept', () => {
  const fields = [
    field('name', 'keep'),
    field('phone', 'replace'),
    field('address', 'fill'),
    field('email', 'conflict'),
  ]
  expect(rowSummary({ outcome: 'updated', fields }, 'America/Denver')).toBe(
    'asks about e-mail · changes phone · fills address · keeps name',
  )
})

test('many values of one kind are counted, and one named twice is named once', () => {
  const fields = ['name', 'email', 'phone', 'address'].map(name => field(name, 'replace'))
  expect(rowSummary({ outcome: 'updated', fields }, 'America/Denver')).toBe('changes 4 values')
  expect(
    rowSummary({ outcome: 'updated', fields: [field('tag', 'add'), field('tag', 'add')] }, 'America/Denver'),
  ).toBe('adds tag')
  expect(rowSummary({ outcome: 'updated', fields: [] }, 'America/Denver')).toBe('')
})

test('a new row shows its values, but not its name again', () => {
  const email = { ...field('email', 'create'), incoming: 'orla@example.org' }
  const price = { ...field('amount_cents', 'create'), incoming: '8500', currency: 'USD' }
  const currency = { ...field('currency', 'create'), incoming: 'USD' }
  const at = { ...field('transaction_date', 'create'), incoming: '2020-12-20T05:00:00.000Z' }
  const source = { ...field('source_system', 'create'), incoming: 'kajabi' }
  expect(
    rowSummary(
      { outcome: 'created', fields: [field('name', 'create'), email, price, currency, at, source] },
      'America/Denver',
    ),
  ).toBe('orla@example.org · $85.00 · 19 Dec 2020')
})

test('a row that could not be read is called by its first cell and sums up nothing', () => {
  const cells = [
    { ...field('Name', 'keep'), incoming: null },
    { ...field('Email', 'keep'), incoming: 'orla@@example' },
  ]
  expect(rowTitle({ outcome: 'error', title: 'Row', fields: cells })).toBe('orla@@example')
  expect(rowTitle({ outcome: 'error', title: 'Row', fields: [] })).toBe('Row')
  expect(rowTitle({ outcome: 'updated', title: 'Orla Fairweather', fields: cells })).toBe('Orla Fairweather')
  expect(rowSummary({ outcome: 'error', fields: cells }, 'America/Denver')).toBe('')
})

test('payments, tickets and bookings are told in words, and a ticket apart from its payment', () => {
  expect(['transaction_date', 'quote_cents', 'invoiced_on'].map(field => fieldLabel(field))).toEqual([
    'Date',
    'Amount',
    'Invoiced on',
  ])
  expect(
    ['status', 'ticket_type', 'checked_in_at'].map(field => fieldLabel(field, 'event_registrations')),
  ).toEqual(['Ticket status', 'Ticket type', 'Ticket checked in at'])
  expect(valueInWords({ field: 'status' }, 'confirmed')).toBe('Confirmed')
  expect(valueInWords({ field: 'payment_provider' }, 'paypal')).toBe('PayPal')
})

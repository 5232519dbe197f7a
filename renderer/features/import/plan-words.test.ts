import { expect, test } from 'vitest'
import { type PlanField, fieldLabel, rowSummary, valueInWords } from './plan-words.ts'

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
  expect(valueInWords('amount_cents', '-1250')).toBe('−$12.50')
  expect(valueInWords('email_subscribed', '1')).toBe('Subscribed')
  expect(valueInWords('phone', '(303) 555-0101')).toBe('(303) 555-0101')
  expect(valueInWords('product_id', '01930000-0000-7000-8000-000000000001')).toBe('a linked record')
  expect(valueInWords('phone', null)).toBeNull()
  expect(valueInWords('phone', '')).toBeNull()
})

test('a row says first what needs somebody, then what changes, last what is kept', () => {
  const fields = [
    field('name', 'keep'),
    field('phone', 'replace'),
    field('address', 'fill'),
    field('email', 'conflict'),
  ]
  expect(rowSummary({ fields })).toBe('E-mail to decide · Phone changes · Address filled · Name kept')
})

test('many values of one kind are counted, and one named twice is named once', () => {
  const fields = ['name', 'email', 'phone', 'address'].map(name => field(name, 'create'))
  expect(rowSummary({ fields })).toBe('4 values new')
  expect(rowSummary({ fields: [field('tag', 'add'), field('tag', 'add')] })).toBe('Tag added')
  expect(rowSummary({ fields: [] })).toBe('')
})

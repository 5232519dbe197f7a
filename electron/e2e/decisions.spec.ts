import { z } from 'zod'
import { correctedPhone, fillWithImports } from './full-office.ts'
import { call, goTo } from './office-calls.ts'
import { expect, test } from './office-fixture.ts'

const Count = z.object({ total: z.int() })
const Phones = z.object({ phones: z.array(z.object({ phone: z.string(), isPrimary: z.boolean() })) })

test('a conflict shows both values and is decided in one click', async ({ office }) => {
  const { page } = office
  const { orlaId } = await fillWithImports(page)
  await goTo(page, '#/conflicts')
  const screen = page.getByRole('region', { name: 'Conflicts' })
  await expect(screen).toContainText('555-0199')
  await expect(screen).toContainText('555-0177')
  const before = await call(page, 'conflicts.list', {}, Count)
  await screen.getByRole('group', { name: 'Answers' }).getByRole('button', { name: 'Keep ours' }).click()
  await expect
    .poll(async () => (await call(page, 'conflicts.list', {}, Count)).total)
    .toBeLessThan(before.total)
  const { phones } = await call(page, 'contacts.get', { contactId: orlaId }, Phones)
  expect(phones.find(phone => phone.isPrimary)?.phone).toBe(correctedPhone)
})

test('a subscription missing from the newest export is reconciled', async ({ office }) => {
  const { page } = office
  await fillWithImports(page)
  await goTo(page, '#/reconciliation')
  const screen = page.getByRole('region', { name: 'Reconciliation' })
  const row = screen.getByRole('row', { name: /Orla Fairweather/ })
  await expect(row).toBeVisible()
  await screen.getByRole('button', { name: 'It was cancelled' }).click()
  await expect(screen.getByRole('row', { name: /Orla Fairweather/ })).toHaveCount(0)
  expect((await call(page, 'reconciliation.list', {}, Count)).total).toBe(0)
})

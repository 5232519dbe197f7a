import { expect, test } from './office-fixture.ts'

test('an empty office offers its doors; the demo office fills it with invented people', async ({
  office,
}) => {
  const { page } = office
  await expect(page.getByRole('button', { name: /demo/i })).toBeVisible()
  await page.getByRole('button', { name: /demo/i }).click()
  await expect(page.getByText(/^The demo office is ready/)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('Demo office: everybody in it is invented.')).toBeAttached()
  await page.getByRole('navigation', { name: 'Modules' }).getByRole('link', { name: 'People' }).click()
  const rows = page.getByRole('grid', { name: 'People' })
  await expect(rows.getByRole('row').nth(5)).toBeVisible()
})

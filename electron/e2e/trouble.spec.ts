import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { faultsOf } from './look-at.ts'
import { call, fillWithDemo, runTask } from './office-calls.ts'
import { expect, test } from './office-fixture.ts'

const Status = z.object({ counts: z.object({ contacts: z.int() }) })

test('a damaged office says so, and a backup brings everybody back', async ({ office }) => {
  await fillWithDemo(office.page, 50)
  await runTask(office.page, 'backups.create', {}, z.unknown())
  const file = join(office.dataDir, 'office.db')
  const page = await office.reopen(() => writeFileSync(file, readFileSync(file).fill(7, 0, 4096)))

  await expect(page.getByText('The office could not be opened')).toBeVisible()
  await expect(page.getByRole('alert')).toBeVisible()
  expect(await faultsOf(page, 'trouble')).toEqual([])

  await page.getByRole('button', { name: 'Restore', exact: true }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restore this backup' }).click()
  await expect(page.getByRole('navigation', { name: 'Modules' })).toBeVisible()
  expect((await call(page, 'office.status', {}, Status)).counts.contacts).toBe(50)
})

import type { Page } from '@playwright/test'
import { z } from 'zod'
import { contactsFile, manyPeople } from './kajabi-files.ts'
import { call, dropFiles, goTo } from './office-calls.ts'
import { expect, test } from './office-fixture.ts'

const Status = z.object({ counts: z.object({ contacts: z.int(), imports: z.int() }) })
const frozenMs = 50
/** More rows than any window shows at once, with those kept ready around it. */
const mostRowsInPage = 120

/** Drops a file of many people and leaves it ready to be imported. */
async function planImport(page: Page, people: number): Promise<void> {
  await dropFiles(page, [{ name: 'contacts.csv', text: contactsFile(manyPeople(people)) }])
  await page.getByRole('radio', { name: 'We do not know' }).check()
  await expect(page.getByRole('button', { name: /^Import \d/ })).toBeVisible({ timeout: 60_000 })
}

/** Writes down what the window tells of the work, and for how long it did not answer. */
async function watchWork(page: Page): Promise<void> {
  await page.evaluate(() => {
    const record = { phases: [] as string[], longTasksMs: [] as number[] }
    Object.assign(window, { record })
    window.office.on(event => {
      if (event.type === 'progress') record.phases.push(event.progress.phase)
    })
    new PerformanceObserver(list => {
      record.longTasksMs.push(...list.getEntries().map(entry => Math.round(entry.duration)))
    }).observe({ type: 'longtask' })
  })
}

function readRecord(page: Page): Promise<{ phases: string[]; longTasksMs: number[] }> {
  return page.evaluate(
    () => (window as unknown as { record: { phases: string[]; longTasksMs: number[] } }).record,
  )
}

test('while 5,000 people are imported the work is told, and the window keeps few rows of them', async ({
  office,
}, info) => {
  const { page } = office
  await watchWork(page)
  await planImport(page, 5000)
  await page.getByRole('button', { name: /^Import \d/ }).click()
  await expect(page.getByText('Imported', { exact: true })).toBeVisible({ timeout: 60_000 })
  const { phases, longTasksMs } = await readRecord(page)
  expect(phases).toEqual(expect.arrayContaining(['making a backup', 'importing', 'writing']))
  await goTo(page, '#/people')
  const rows = page.getByRole('grid', { name: 'People' }).getByRole('row')
  await expect(rows.nth(5)).toBeVisible()
  expect(await rows.count()).toBeLessThan(mostRowsInPage)
  expect((await call(page, 'office.status', {}, Status)).counts).toEqual(
    expect.objectContaining({ contacts: 5000, imports: 1 }),
  )
  // Told, not judged: the machine may be busy with other things.
  const frozen = longTasksMs.filter(milliseconds => milliseconds > frozenMs)
  info.annotations.push({
    type: 'long tasks',
    description: `${frozen.length} over ${frozenMs} ms${frozen.length > 0 ? `, longest ${Math.max(...frozen)} ms` : ''}`,
  })
})

test('an import cancelled in the middle leaves nothing', async ({ office }) => {
  const { page } = office
  await planImport(page, 20_000)
  // Pressed as soon as rows are being written: by hand it would be a matter of luck.
  await page.evaluate(() => {
    const stop = window.office.on(event => {
      if (event.type !== 'progress' || event.progress.phase !== 'importing') return
      const cancel = [...document.querySelectorAll('button')].find(button => button.textContent === 'Cancel')
      if (!cancel) return
      stop()
      cancel.click()
    })
  })
  await page.getByRole('button', { name: /^Import \d/ }).click()
  await expect(page.getByText('Cancelled. 1 file not imported. Nothing was changed.')).toBeVisible()
  expect((await call(page, 'office.status', {}, Status)).counts).toEqual(
    expect.objectContaining({ contacts: 0, imports: 0 }),
  )
})

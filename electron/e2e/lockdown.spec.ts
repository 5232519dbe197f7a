import type { Page } from '@playwright/test'
import { fillWithImports } from './full-office.ts'
import { goTo, searchFor } from './office-calls.ts'
import { expect, test } from './office-fixture.ts'

type Attempt = { name: string; run: (page: Page) => Promise<unknown> }

/** Each tries to run a script that would set `window.broken`. */
const attempts: Attempt[] = [
  {
    name: 'an inline script',
    run: page =>
      page.evaluate(() => {
        const script = document.createElement('script')
        try {
          script.textContent = 'window.broken = 1'
        } catch {
          script.append(document.createTextNode('window.broken = 1'))
        }
        document.body.append(script)
      }),
  },
  {
    name: 'a script from elsewhere',
    run: page =>
      page.evaluate(() => {
        const script = document.createElement('script')
        try {
          script.src = 'https://scripts.example/broken.js'
        } catch {
          script.setAttributeNS(null, 'src', 'https://scripts.example/broken.js')
        }
        document.body.append(script)
      }),
  },
  // As text, because the linter rightly refuses these in code.
  { name: 'a timer with text', run: page => page.evaluate('void setTimeout("window.broken = 1", 0)') },
  { name: 'eval', run: page => page.evaluate('void setTimeout(() => eval("window.broken = 1"), 0)') },
  {
    name: 'new Function',
    run: page => page.evaluate('void setTimeout(() => new Function("window.broken = 1")(), 0)'),
  },
  {
    name: 'innerHTML with a handler',
    run: page =>
      page.evaluate(() => {
        const box = document.createElement('div')
        document.body.append(box)
        box.innerHTML = '<img src="x" onerror="window.broken = 1">'
      }),
  },
  {
    name: 'a javascript: link',
    run: page =>
      page.evaluate(() => {
        const link = document.createElement('a')
        link.setAttribute('href', 'javascript:window.broken = 1')
        document.body.append(link)
        link.click()
      }),
  },
]

test('S10: a script that got into the page does not run', async ({ office }) => {
  const { page, troubles, expected } = office
  expected.push(/./)
  const unrefused: string[] = []
  for (const attempt of attempts) {
    troubles.length = 0
    const isThrown = await attempt.run(page).then(
      () => false,
      () => true,
    )
    const isRefused = () => isThrown || troubles.some(text => text.includes('securitypolicyviolation'))
    await expect.poll(isRefused, { message: attempt.name }).toBe(true)
    if (await page.evaluate(() => 'broken' in window)) unrefused.push(attempt.name)
  }
  expect(unrefused).toEqual([])
})

test('S04: the window has no Node in it', async ({ office }) => {
  const found = await office.page.evaluate(() =>
    ['require', 'process', 'Buffer', 'global', 'module'].filter(name => name in globalThis),
  )
  expect(found).toEqual([])
})

test('the window reaches nothing outside', async ({ office }) => {
  const { page, troubles, expected } = office
  expected.push(/elsewhere\.example/)
  const reached = await page.evaluate(() =>
    fetch('https://elsewhere.example/').then(
      () => true,
      () => false,
    ),
  )
  expect(reached).toBe(false)
  await expect.poll(() => troubles.some(text => text.includes('connect-src'))).toBe(true)
})

test('S51: the window keeps nobody in its storages', async ({ office }) => {
  const { page } = office
  await fillWithImports(page)
  await goTo(page, '#/people')
  await page.getByRole('grid', { name: 'People' }).getByRole('row', { name: /Orla/ }).click()
  await searchFor(page, 'tobin@example.org')
  await expect(page.getByRole('dialog').getByText('Tobin Marchbanks')).toBeVisible()
  const kept = await page.evaluate(async () =>
    JSON.stringify({
      local: Object.entries(localStorage),
      session: Object.entries(sessionStorage),
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      cookies: document.cookie,
      history: history.state as unknown,
      address: location.hash,
    }),
  )
  expect(kept).not.toMatch(/orla|tobin|fairweather|marchbanks|example\.org|555-?01/i)
})

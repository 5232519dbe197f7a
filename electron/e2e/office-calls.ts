import { expect, type Page } from '@playwright/test'
import { z } from 'zod'

const Reply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string() }) }),
])

function valueOf(name: string, raw: unknown): unknown {
  const reply = Reply.parse(raw)
  if (!reply.ok) throw new Error(`${name} answered ${reply.error.code}`)
  return reply.value
}

/** Asks the office through the window's own door, to prepare or to check what the screens should show. */
export async function call<T>(page: Page, name: string, input: unknown, schema: z.ZodType<T>): Promise<T> {
  const raw = await page.evaluate(([method, given]) => window.office.call(method, given), [
    name,
    input,
  ] as const)
  return schema.parse(valueOf(name, raw))
}

/** Runs a task of the office to its end. */
export async function runTask<T>(page: Page, name: string, input: unknown, schema: z.ZodType<T>): Promise<T> {
  const raw = await page.evaluate(
    async ([method, given]) => {
      const done = new Map<string, unknown>()
      let wake = () => {}
      const stop = window.office.on(event => {
        if (event.type === 'done') done.set(event.taskId, event.reply)
        wake()
      })
      const started = await window.office.start(method, given)
      if (!started.ok) return started
      const { taskId } = started.value as { taskId: string }
      while (!done.has(taskId)) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      stop()
      return done.get(taskId)
    },
    [name, input] as const,
  )
  return schema.parse(valueOf(name, raw))
}

/** Fills the empty office with invented people, always the same ones. */
export async function fillWithDemo(page: Page, contacts = 300): Promise<void> {
  await runTask(page, 'demo.create', { contacts, seed: 7 }, z.object({ contacts: z.literal(contacts) }))
}

const OfferedFiles = z.array(z.object({ fileId: z.string(), fileName: z.string() }))
export const Batches = z.object({
  batches: z.array(
    z.object({
      batchId: z.string(),
      conflicts: z.int(),
      protectedFields: z.int(),
      contacts: z.object({ created: z.int(), updated: z.int(), unchanged: z.int() }),
      subscriptions: z.object({ missing: z.int() }),
    }),
  ),
})

/** Imports files without the screens, one after the other. */
export async function importFiles(
  page: Page,
  files: { name: string; text: string }[],
): Promise<z.infer<typeof Batches>> {
  const raw = await page.evaluate(
    given =>
      window.office.addFiles(given.map(file => new File([file.text], file.name, { type: 'text/csv' }))),
    files,
  )
  const offered = OfferedFiles.parse(valueOf('addFiles', raw))
  const input = { files: offered.map(file => ({ fileId: file.fileId, optIn: 'subscribed' })) }
  return runTask(page, 'imports.run', input, Batches)
}

type DroppedFile = { name: string } & ({ text: string } | { bytes: Buffer })

/** Drops files on the middle of the window, as from a folder. */
export async function dropFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const contents = files.map(file => ({
    name: file.name,
    content: 'text' in file ? file.text : [...file.bytes],
  }))
  const transfer = await page.evaluateHandle(given => {
    const data = new DataTransfer()
    for (const { name, content } of given) {
      const part = typeof content === 'string' ? content : Uint8Array.from(content)
      data.items.add(new File([part], name, { type: 'text/csv' }))
    }
    return data
  }, contents)
  const target = page.locator('#main')
  for (const event of ['dragenter', 'dragover', 'drop'])
    await target.dispatchEvent(event, { dataTransfer: transfer })
}

/** Opens the palette and types into it. */
export async function searchFor(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('textbox', { name: 'Search people, numbers, actions' })).toBeFocused()
  await page.keyboard.type(text)
}

export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(place => {
    window.location.hash = place
  }, hash)
}

import { z } from 'zod'
import { command, query } from './method.ts'
import { Id, SortDirection } from './values.ts'

/** The name a list goes by, as its heading says it: "People". */
const ListName = z.string().min(1).max(60)

/** Which columns of a list somebody switched on or off; the others are as the list has them first. */
export const ColumnChoice = z.record(z.string().max(60), z.boolean())
export type ColumnChoice = z.infer<typeof ColumnChoice>

/** A list as somebody arranged it. What they searched for is not in it. */
export const ListView = z.strictObject({
  /** Address of the screen with its filter: `#/people?filter=…`. */
  place: z.string().max(4000),
  sort: z.strictObject({ by: z.string().max(60), direction: SortDirection }).nullable(),
  columns: ColumnChoice,
})
export type ListView = z.infer<typeof ListView>

/** The saved views of a list by name, and its columns as they were left. */
export const listViews = query({
  name: 'views.list',
  input: z.strictObject({ list: ListName }),
  output: z.object({
    views: z.array(z.object({ viewId: Id, name: z.string(), view: ListView })),
    columns: ColumnChoice,
  }),
  reads: ['views'],
})

/** Keeps a view under a name; the same name again replaces it. Kept on this computer, not in History. */
export const saveView = command({
  name: 'views.save',
  input: z.strictObject({ list: ListName, name: z.string().trim().min(1).max(80), view: ListView }),
  output: z.object({ viewId: Id }),
})

export const removeView = command({
  name: 'views.remove',
  input: z.strictObject({ viewId: Id }),
  output: z.object({ removed: z.boolean() }),
})

/** Remembers which columns a list shows, for the next start. */
export const keepColumns = command({
  name: 'views.keepColumns',
  input: z.strictObject({ list: ListName, columns: ColumnChoice }),
  output: z.object({ list: ListName }),
})

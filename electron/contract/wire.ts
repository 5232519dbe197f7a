import { z } from 'zod'
import { errorCodes } from './errors.ts'
import type { Topic } from './method.ts'

/** What travels between a shell and the office process, and between the window and its shell. */
const WireError = z.object({
  code: z.enum(errorCodes),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
const WireReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: WireError }),
])

/** The value of a reply to `start`. */
export const StartedTask = z.object({ taskId: z.string() })

export const topics = [
  'contacts',
  'money',
  'imports',
  'conflicts',
  'reconciliation',
  'history',
  'settings',
  'backups',
  'visits',
  'views',
  'office',
] as const satisfies readonly Topic[]

export const Progress = z.object({
  /** What is being done, in words: "reading", "matching people", "writing". */
  phase: z.string(),
  done: z.int(),
  /** Unknown while the file is still being read: null. */
  total: z.int().nullable(),
  rowsPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
})
export type Progress = z.infer<typeof Progress>

/** Where the desktop's menu leads. `search` opens the palette, `keys` the list of keys. */
export const MenuPlace = z.enum([
  'today',
  'people',
  'duplicates',
  'transactions',
  'products',
  'subscriptions',
  'import',
  'conflicts',
  'reconciliation',
  'quality',
  'optIns',
  'history',
  'settings',
  'search',
  'back',
  'keys',
])
export type MenuPlace = z.infer<typeof MenuPlace>

/** `navigate` comes from the desktop's menu only; everything else from the office. */
export const OfficeEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), topics: z.array(z.enum(topics)) }),
  z.object({ type: z.literal('progress'), taskId: z.string(), progress: Progress }),
  z.object({ type: z.literal('done'), taskId: z.string(), reply: WireReply }),
  z.object({ type: z.literal('navigate'), place: MenuPlace }),
])
export type OfficeEvent = z.infer<typeof OfficeEvent>

/** Requests a shell sends to the office process. `registerFile` exists only here: windows hold file ids, never paths. */
export const WireRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id: z.int(), name: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('start'), id: z.int(), name: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id: z.int(), taskId: z.string() }),
  z.object({
    type: z.literal('registerFile'),
    id: z.int(),
    path: z.string(),
    fileName: z.string(),
    /** The file is our own copy (an upload): delete it when it is forgotten. */
    isTemporary: z.boolean(),
  }),
  z.object({ type: z.literal('close'), id: z.int() }),
])
export type WireRequest = z.infer<typeof WireRequest>

export const WireMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('reply'), id: z.int(), reply: WireReply }),
  z.object({ type: z.literal('event'), event: OfficeEvent }),
])
export type WireMessage = z.infer<typeof WireMessage>

import type Database from 'better-sqlite3'
import type { z } from 'zod'
import type { ReadDb } from '../../db/handles.ts'
import type { OfficeSettings } from '../../db/queries/settings.ts'
import type { AppError } from '../contract/errors.ts'
import {
  type Command,
  type Method,
  misfitOf,
  type Query,
  type Reply,
  type Topic,
} from '../contract/method.ts'
import { appError, knownError } from './app-error.ts'
import type { FaultLog } from './fault-log.ts'
import type { FileRegistry } from './files.ts'

/** What a query may use. */
export type QueryContext = {
  db: ReadDb
  settings: () => OfficeSettings
  /** UTC instant of the call. */
  now: string
  dataDir: string
  /** Remembers a costly answer until the data changes, whoever changes it. */
  remember: <T>(key: string, work: () => T) => T
}
/** What a command may use besides. */
export type CommandContext = QueryContext & {
  sqlite: Database.Database
  /** Whom History shows for this desk. */
  who: string
  files: FileRegistry
}

type Work<Context> = (ctx: Context, input: unknown) => unknown
export type QueryHandler = { kind: 'query'; method: Method; run: Work<QueryContext> }
export type CommandHandler = {
  kind: 'command'
  method: Method
  touches: readonly Topic[]
  run: Work<CommandContext>
}
export type Handler = QueryHandler | CommandHandler

/** Binds a read to its method; the compiler proves that the rows fit the promise. */
export function answer<In extends z.ZodType, Out extends z.ZodType>(
  method: Query<In, Out>,
  run: (ctx: QueryContext, input: z.output<In>) => z.input<Out> | Promise<z.input<Out>>,
): QueryHandler {
  return { kind: 'query', method, run: (ctx, input) => run(ctx, input as z.output<In>) }
}

/** Binds a write to its method. `touches` are the topics of its `changed` event. */
export function carryOut<In extends z.ZodType, Out extends z.ZodType>(
  method: Command<In, Out>,
  touches: readonly Topic[],
  run: (ctx: CommandContext, input: z.output<In>) => z.input<Out>,
): CommandHandler {
  return { kind: 'command', method, touches, run: (ctx, input) => run(ctx, input as z.output<In>) }
}

/** The first thing that is wrong with an input, in words: `filter.search: too long`. Values are never repeated. */
function problemOf(error: z.ZodError): string {
  const issue = error.issues[0]
  if (!issue) return 'it does not fit'
  const place = issue.path.map(String).join('.')
  const words = issue.code === 'unrecognized_keys' ? 'it has a field that is not known' : issue.message
  return place === '' ? words : `${place}: ${words}`
}

/** Checks what came in; handlers only ever see what their method declares. */
export function checkInput(method: Method, raw: unknown): Reply<unknown> {
  const input = method.input.safeParse(raw)
  if (input.success) return { ok: true, value: input.data }
  return { ok: false, error: appError('input.invalid', { problem: problemOf(input.error) }) }
}

/** Checks what goes out, so that a window never shows what it does not understand. */
export function checkOutput(method: Method, value: unknown, log: FaultLog): Reply<unknown> {
  const output = method.output.safeParse(value)
  if (output.success) return { ok: true, value: output.data }
  log(method.name, Object.assign(new Error('output'), { name: 'OutputInvalid', code: placeOf(output.error) }))
  return { ok: false, error: misfitOf(method) }
}

function placeOf(error: z.ZodError): string {
  return error.issues[0]?.path.map(String).join('.') ?? ''
}

/** What a throw means to a person, or `unexpected` with a line in the log. */
export function failureOf(method: Method, thrown: unknown, log: FaultLog): AppError {
  const known = knownError(thrown)
  if (known === null) log(method.name, thrown)
  return known ?? { code: 'unexpected' }
}

/** Turns a throw into a reply. */
export function replyTo(method: Method, thrown: unknown, log: FaultLog): Reply<never> {
  return { ok: false, error: failureOf(method, thrown, log) }
}

import type { z } from 'zod'
import type { AppError } from './errors.ts'

/** What every call resolves to. Calls never reject. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: AppError }

/**
 * `query` reads (gets a ReadDb). `command` writes, in one transaction and one journal group.
 * `task` is long work: it reports progress at least every 250 ms and can be cancelled.
 */
export type MethodKind = 'query' | 'command' | 'task'

/** Names of the groups of rows a screen can depend on; a write names the ones it touched in its `changed` event. */
export type Topic =
  | 'contacts'
  | 'money'
  | 'imports'
  | 'conflicts'
  | 'reconciliation'
  | 'history'
  | 'settings'
  | 'backups'
  | 'visits'
  | 'views'
  | 'office'

export type Method<
  In extends z.ZodType = z.ZodType,
  Out extends z.ZodType = z.ZodType,
  Kind extends MethodKind = MethodKind,
> = {
  /** Unique in the app, `area.verb`; it is also the name on the command line and in the log. */
  name: string
  kind: Kind
  input: In
  output: Out
  /** For a query: what it reads, so that a screen asks again when one of these changed. */
  reads: readonly Topic[]
}

export type Query<In extends z.ZodType, Out extends z.ZodType> = Method<In, Out, 'query'>
export type Command<In extends z.ZodType, Out extends z.ZodType> = Method<In, Out, 'command'>
export type Task<In extends z.ZodType, Out extends z.ZodType> = Method<In, Out, 'task'>

/** The failure of an answer that does not have the promised shape. A query changed nothing; anything else has done its work by then. */
export function misfitOf(method: Method): AppError {
  return { code: method.kind === 'query' ? 'output.invalid' : 'output.lost' }
}

/** Declares a read. */
export function query<In extends z.ZodType, Out extends z.ZodType>(m: {
  name: string
  input: In
  output: Out
  reads: readonly Topic[]
}): Query<In, Out> {
  return { ...m, kind: 'query' }
}

/** Declares a write: one transaction, one journal group, undoable from History. */
export function command<In extends z.ZodType, Out extends z.ZodType>(m: {
  name: string
  input: In
  output: Out
}): Command<In, Out> {
  return { ...m, kind: 'command', reads: [] }
}

/** Declares long work with progress and cancel. */
export function task<In extends z.ZodType, Out extends z.ZodType>(m: {
  name: string
  input: In
  output: Out
}): Task<In, Out> {
  return { ...m, kind: 'task', reads: [] }
}

import type Database from 'better-sqlite3'
import type { z } from 'zod'
import type { AppError } from '../contract/errors.ts'
import type { Task } from '../contract/method.ts'
import type { RegisteredFile } from './files.ts'

/** What is done and how far. `share` 0..1 of the whole, or null while nobody knows. */
export type JobProgress = { phase: string; done: number; share: number | null }

export type JobContext = {
  dataDir: string
  migrationsDir: string | undefined
  who: string
  /** The connection of this job; made when it is first asked for. */
  sqlite: () => Database.Database
  file: (fileId: string) => RegisteredFile
  report: (progress: JobProgress) => void
  isCancelled: () => boolean
  /** What a throw means to a person; a fault of ours is written down. */
  failureOf: (thrown: unknown) => AppError
  /** Runs `work` while no command writes; commands wait in the office without holding up reads. */
  writing: <T>(work: () => T) => Promise<T>
}

export type Job = {
  method: Task<z.ZodType, z.ZodType>
  run: (ctx: JobContext, input: unknown) => Promise<unknown>
}

/** Binds work to its task; the compiler proves that what it answers fits the promise. */
export function job<In extends z.ZodType, Out extends z.ZodType>(
  method: Task<In, Out>,
  run: (ctx: JobContext, input: z.output<In>) => Promise<z.input<Out>>,
): Job {
  return { method, run: (ctx, input) => run(ctx, input as z.output<In>) }
}

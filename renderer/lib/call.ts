import type { z } from 'zod'
import type { AppError } from '../../electron/contract/errors.ts'
import { type Method, misfitOf, type Reply } from '../../electron/contract/method.ts'

/** Asks the office and checks that the answer has the promised shape. Never rejects. */
export async function call<In extends z.ZodType, Out extends z.ZodType>(
  method: Method<In, Out>,
  input: z.input<In>,
): Promise<Reply<z.output<Out>>> {
  return checked(method, await window.office.call(method.name, input))
}

/** The reply with its value parsed by the method's output schema. */
export function checked<In extends z.ZodType, Out extends z.ZodType>(
  method: Method<In, Out>,
  reply: Reply<unknown>,
): Reply<z.output<Out>> {
  if (!reply.ok) return reply
  const output = method.output.safeParse(reply.value)
  return output.success ? { ok: true, value: output.data } : { ok: false, error: misfitOf(method) }
}

/** Carries the office's own failure through code that can only throw. */
export class CallError extends Error {
  readonly error: AppError
  constructor(error: AppError) {
    super(error.code)
    this.name = 'CallError'
    this.error = error
  }
}

/** The failure behind anything thrown; what is not ours reads as unexpected. */
export function appErrorOf(thrown: unknown): AppError {
  return thrown instanceof CallError ? thrown.error : { code: 'unexpected' }
}

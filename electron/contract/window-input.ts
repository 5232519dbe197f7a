import { z } from 'zod'

/** What a window may send for `call` and `start`. The office checks `input` against the method. */
export const WindowCall = z.strictObject({ name: z.string().max(100), input: z.unknown() })
export const WindowCancel = z.strictObject({ taskId: z.string().max(100) })
/** What the office answers to `registerFile`; anything beside the id stays in the shell. */
export const RegisteredFile = z.object({ fileId: z.string() })
/** Absolute paths of dropped files, found by the desktop's preload. */
export const WindowFilePaths = z.strictObject({ paths: z.array(z.string().min(1).max(4096)).min(1).max(100) })
export const WindowText = z.strictObject({
  fileName: z.string().min(1).max(255),
  text: z.string().max(256 * 1024 * 1024),
  encoding: z.enum(['utf8', 'base64']).default('utf8'),
})

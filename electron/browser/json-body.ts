import type { IncomingMessage } from 'node:http'
import type { Reply } from '../contract/method.ts'

/** Largest JSON body, in bytes. Files go through uploads. */
const jsonLimitBytes = 1024 * 1024

class ForbiddenKey extends Error {}

function refused(problem: string): Reply<never> {
  return { ok: false, error: { code: 'input.invalid', facts: { problem } } }
}

function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new ForbiddenKey()
  return value
}

/** Reads a JSON body of at most 1 MB. A `__proto__` key anywhere is refused rather than carried along. */
export async function readJson(request: IncomingMessage): Promise<Reply<unknown>> {
  if ((request.headers['content-type'] ?? '').split(';')[0]?.trim() !== 'application/json')
    return refused('it is not JSON')
  if (Number(request.headers['content-length'] ?? 0) > jsonLimitBytes)
    return refused('it is larger than 1 MB')
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.byteLength
    if (bytes > jsonLimitBytes) return refused('it is larger than 1 MB')
    chunks.push(chunk)
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString('utf8'), refuseProto) as unknown }
  } catch (cause) {
    return refused(cause instanceof ForbiddenKey ? 'a key is called __proto__' : 'it is not JSON')
  }
}

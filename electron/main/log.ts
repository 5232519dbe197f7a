import log from 'electron-log/node'

/**
 * What a log line may say about an event. Ids, counts and codes only: names, addresses and file contents have no field here.
 */
export type LogFacts = {
  step?: string
  method?: string
  channel?: string
  code?: string
  reason?: string
  exitCode?: number
  count?: number
  milliseconds?: number
  version?: string
  /** Class of an error and where in our code it came from; never its message. */
  errorName?: string
  place?: string
}

const factNames = [
  'step',
  'method',
  'channel',
  'code',
  'reason',
  'exitCode',
  'count',
  'milliseconds',
  'version',
  'errorName',
  'place',
] as const satisfies readonly (keyof LogFacts)[]

// A second net for text that should not have come here: e-mail, URL, path, phone, long number.
const personal: [RegExp, string][] = [
  [/[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+/g, '[e-mail]'],
  [/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '[url]'],
  [/(?:[a-z]:\\|\\\\|(?<![\w.])\/)[^\s:"']*[\w)]/gi, '[path]'],
  [/\+?\(?\d[\d\s().-]{6,}\d/g, '[number]'],
]

/** One line of plain text: no control characters, no escape sequences, nothing personal. */
export function redact(text: string): string {
  const visible = Array.from(text, char => (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(char) ? ' ' : char)).join('')
  return personal.reduce((line, [pattern, word]) => line.replace(pattern, word), visible).slice(0, 300)
}

/** The facts as `name=value` words, in a fixed order. Unknown fields are left out. */
export function lineOf(event: string, facts: LogFacts): string {
  const words = factNames.flatMap(name => {
    const value = facts[name]
    return value === undefined ? [] : [`${name}=${typeof value === 'number' ? value : redact(value)}`]
  })
  return [redact(event), ...words].join(' ')
}

/** An error without its message: messages can hold values of rows. */
export function factsOfError(cause: unknown): LogFacts {
  if (!(cause instanceof Error)) return { errorName: typeof cause }
  const code = 'code' in cause && typeof cause.code === 'string' ? { code: cause.code } : {}
  const place = /(\w[\w.-]*\.(?:js|ts):\d+)/.exec(cause.stack?.split('\n').slice(1).join('\n') ?? '')?.[1]
  return { errorName: cause.name, ...code, ...(place === undefined ? {} : { place }) }
}

/** Logs go to one file in `folder`, at most 1 MB, with one older file kept. */
export function openLog(folder: string): void {
  log.transports.file.resolvePathFn = () => `${folder}/starhouse.log`
  log.transports.file.maxSize = 1024 * 1024
  log.transports.file.format = '{iso} {level} {text}'
  log.transports.console.level = false
}

export function logInfo(event: string, facts: LogFacts = {}): void {
  log.info(lineOf(event, facts))
}

export function logError(event: string, facts: LogFacts = {}): void {
  log.error(lineOf(event, facts))
}

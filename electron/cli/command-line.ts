import { parseArgs } from 'node:util'

/** A command line that cannot be understood; `message` says why. Nothing was done. */
export class WrongCommand extends Error {}

const options = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
  source: { type: 'string' },
  sheet: { type: 'string' },
  'dry-run': { type: 'boolean' },
  'opt-in': { type: 'string' },
  undo: { type: 'string' },
  limit: { type: 'string' },
  kind: { type: 'string' },
  out: { type: 'string' },
  contacts: { type: 'string' },
  seed: { type: 'string' },
  'min-score': { type: 'string' },
} as const

export type OptionName = keyof typeof options
export type CommandLine = {
  command: string | null
  words: string[]
  given: { [Name in OptionName]?: (typeof options)[Name]['type'] extends 'string' ? string : boolean }
}

const everywhere: readonly OptionName[] = ['data', 'json', 'help', 'version']

/** Takes the words apart. Throws WrongCommand for an option nobody knows or without its value. */
export function readCommandLine(words: readonly string[]): CommandLine {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const [command, ...rest] = positionals
    return { command: command ?? null, words: rest, given: values }
  } catch (error) {
    throw new WrongCommand(error instanceof Error ? (error.message.split('. ')[0] ?? '') : 'unreadable')
  }
}

/** Refuses options that do not belong to the command, so that a slip is never silently ignored. */
export function refuseForeignOptions(line: CommandLine, own: readonly OptionName[]): void {
  const foreign = Object.keys(line.given).find(
    name => !everywhere.includes(name as OptionName) && !own.includes(name as OptionName),
  )
  if (foreign) throw new WrongCommand(`--${foreign} is no option of "${line.command ?? ''}"`)
}

/** A whole number of an option. Throws WrongCommand. */
export function wholeNumber(name: OptionName, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new WrongCommand(`--${name} needs a whole number, not "${text}"`)
  return Number(text)
}

/** A number from 0 to 1 of an option. Throws WrongCommand. */
export function share(name: OptionName, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(value <= 1)) throw new WrongCommand(`--${name} needs a number from 0 to 1, not "${text}"`)
  return value
}

/** One of a closed list. Throws WrongCommand. */
export function oneOf<Choice extends string>(what: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find(c => c === text)
  if (choice === undefined) throw new WrongCommand(`${what} is ${choices.join(', ')}; not "${text}"`)
  return choice
}

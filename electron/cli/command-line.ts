import { parseArgs } from 'node:util'
import { Id } from '../contract/values.ts'

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
    throw new WrongCommand(slipIn(error))
  }
}

/** What node says about a slip, in our words. */
function slipIn(error: unknown): string {
  const said = error instanceof Error ? error.message : ''
  const option = /--?[\w-]+/.exec(said)?.[0] ?? 'an option'
  if (said.startsWith('Unknown option')) return `There is no option ${option}`
  return said.includes('does not take an argument') ? `${option} takes no value` : `${option} needs a value`
}

/** Refuses words that a command has no use for, so that what was meant is never taken for something else. */
export function refuseForeignWords({ command, words }: CommandLine): void {
  if (words.length > 0) throw new WrongCommand(`"${command}" takes options only, not "${words.join(' ')}"`)
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

/** An id as lists show it. Throws WrongCommand. */
export function requireId(word: string): string {
  if (!Id.safeParse(word).success) throw new WrongCommand(`"${word}" is no id`)
  return word
}

/** One of a closed list. Throws WrongCommand. */
export function oneOf<Choice extends string>(what: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find(c => c === text)
  if (choice === undefined) throw new WrongCommand(`${what} is ${choices.join(', ')}; not "${text}"`)
  return choice
}

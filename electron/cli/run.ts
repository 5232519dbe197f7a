import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import packageInfo from '../../package.json' with { type: 'json' }
import { defaultDataDir } from '../contract/data-dir.ts'
import { OfficeError, sentenceOf } from '../contract/errors.ts'
import type { OfficeClient } from '../contract/office-client.ts'
import type { Progress } from '../contract/wire.ts'
import { openOfficeHere } from '../office/start.ts'
import type { Answer, CliCommand } from './command.ts'
import {
  type CommandLine,
  readCommandLine,
  refuseForeignOptions,
  refuseForeignWords,
  WrongCommand,
} from './command-line.ts'
import { duplicateCommands } from './duplicate-commands.ts'
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts'
import { importCommands } from './import-commands.ts'
import { methodCommands } from './method-commands.ts'
import { officeCommands } from './office-commands.ts'
import { columnsText } from './words.ts'

/** Where the words go: stdout for answers, stderr for everything else. */
export type Terminal = { out: (text: string) => void; err: (text: string) => void; showsProgress: boolean }

const commands: Record<string, CliCommand> = {
  ...importCommands,
  ...officeCommands,
  ...duplicateCommands,
  ...methodCommands,
}

function commandOf(name: string | null): CliCommand | undefined {
  return name !== null && Object.hasOwn(commands, name) ? commands[name] : undefined
}

function usage(topic: string | null): string {
  const shown = Object.entries(commands).filter(([name]) => topic === null || name === topic)
  return [
    'Usage: starhouse COMMAND [--data DIR] [--json]',
    ...shown.map(
      ([name, { usage: words, does }]) => `${`  starhouse ${name} ${words}`.trimEnd()}\n      ${does}`,
    ),
    ...(topic === null
      ? [
          '  starhouse help [COMMAND]\n      tells this',
          '  starhouse version\n      tells which program this is',
        ]
      : []),
    columnsText([
      ['  --data DIR', 'the office folder (default: in the application data folder)'],
      ['  --json', 'one JSON document on stdout and nothing else'],
    ]),
  ].join('\n')
}

function progressLine(progress: Progress): string {
  const of = progress.total === null ? '' : ` of ${progress.total}`
  const left = progress.secondsLeft === null ? '' : `, ${progress.secondsLeft} s left`
  return `\r\u001b[K${progress.phase}${progress.done > 0 ? ` ${progress.done}${of}` : ''}${left}`
}

function failureOf(error: unknown): { code: string; message: string; exit: ExitCode } {
  if (error instanceof OfficeError) {
    return { code: error.error.code, message: sentenceOf(error.error), exit: exitCodeOf(error.error.code) }
  }
  if (error instanceof WrongCommand) {
    const message = `${error.message}. Nothing was changed. "starhouse help" shows how it is written.`
    return { code: 'command.wrong', message, exit: exitCodes.wrong }
  }
  return { code: 'unexpected', message: sentenceOf({ code: 'unexpected' }), exit: exitCodes.fault }
}

function linesOf(answer: Answer, isJson: boolean): string[] {
  if ('jsonLines' in answer) return answer.jsonLines.map(piece => JSON.stringify(piece))
  return [isJson ? JSON.stringify(answer.json) : answer.text]
}

/** A folder of another name is not taken for an office without people. `isScratch`: it goes when the command has answered. */
function placeOf(line: CommandLine, { whenMissing }: CliCommand): { dataDir: string; isScratch: boolean } {
  const { data } = line.given
  if (data === '') throw new WrongCommand('--data needs a folder')
  const dataDir = resolve(data ?? defaultDataDir(process.platform, process.env, homedir()))
  const found = statSync(dataDir, { throwIfNoEntry: false })
  if (found && !found.isDirectory()) throw new WrongCommand(`"${dataDir}" is a file and no office folder`)
  const instead = typeof whenMissing === 'function' ? whenMissing(line) : whenMissing
  if (found || instead === 'make') return { dataDir, isScratch: false }
  if (instead === 'look') return { dataDir: mkdtempSync(join(tmpdir(), 'starhouse-look-')), isScratch: true }
  throw new WrongCommand(`There is no office in "${dataDir}", where nothing has been imported yet`)
}

/** What stands for itself: help and version. Null for a command that does something. */
function tell(line: CommandLine): { json: unknown; text: string } | null {
  if (line.given.version || line.command === 'version')
    return { json: { version: packageInfo.version }, text: packageInfo.version }
  if (!line.given.help && line.command !== 'help') return null
  const topic = line.command === 'help' ? (line.words[0] ?? null) : line.command
  if (topic !== null && !commandOf(topic)) throw noSuchCommand(topic)
  return { json: { usage: usage(topic) }, text: usage(topic) }
}

function noSuchCommand(name: string | null): WrongCommand {
  const what = name === null ? 'A command is needed' : `There is no command "${name}"`
  return new WrongCommand(`${what}. Commands: ${Object.keys(commands).join(', ')}`)
}

async function carryOut(command: CliCommand, line: CommandLine, terminal: Terminal): Promise<ExitCode> {
  refuseForeignOptions(line, command.options)
  if (!command.takesWords) refuseForeignWords(line)
  const { dataDir, isScratch } = placeOf(line, command)
  let office: OfficeClient | null = null
  let hasProgress = false
  const endProgress = () => {
    if (hasProgress) terminal.err('\r\u001b[K')
    hasProgress = false
  }
  try {
    const answer = await command.run({
      line,
      dataDir,
      office: async () => {
        office ??= await openOfficeHere({ dataDir })
        return office
      },
      onProgress: progress => {
        if (!terminal.showsProgress) return
        hasProgress = true
        terminal.err(progressLine(progress))
      },
    })
    endProgress()
    for (const text of linesOf(answer, line.given.json === true)) terminal.out(`${text}\n`)
    return answer.exit
  } finally {
    endProgress()
    await (office as OfficeClient | null)?.close()
    if (isScratch) rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Understands the words and does what they say. Answers the exit code: 0 done, 1 something waits, 2 wrong input, 3 a fault. */
export async function runCli(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const isJson = words.includes('--json')
  try {
    const line = readCommandLine(words)
    const told = tell(line)
    if (told) {
      terminal.out(`${isJson ? JSON.stringify(told.json) : told.text}\n`)
      return exitCodes.done
    }
    const command = commandOf(line.command)
    if (!command) throw noSuchCommand(line.command)
    return await carryOut(command, line, terminal)
  } catch (error) {
    const { code, message, exit } = failureOf(error)
    if (exit === exitCodes.fault && error instanceof Error && !(error instanceof OfficeError))
      terminal.err(`${error.stack}\n`)
    if (isJson) terminal.out(`${JSON.stringify({ error: { code, message } })}\n`)
    terminal.err(`${message}\n`)
    return exit
  }
}

import type { OfficeClient } from '../contract/office-client.ts'
import type { Progress } from '../contract/wire.ts'
import type { CommandLine, OptionName } from './command-line.ts'
import type { ExitCode } from './exit-code.ts'

/** What a command has to go on with. */
export type CommandContext = {
  line: CommandLine
  dataDir: string
  /** Opens the office on first use. */
  office: () => Promise<OfficeClient>
  onProgress: (progress: Progress) => void
}

/** What a command found out: one JSON document for programs, a few lines for people; or a JSON line a piece for both. */
export type Answer =
  | { json: unknown; text: string; exit: ExitCode }
  | { jsonLines: readonly unknown[]; exit: ExitCode }

export type CliCommand = {
  /** What stands behind the name: `FILE... [--source ID]`. */
  usage: string
  does: string
  options: readonly OptionName[]
  /** Words behind its name that are no options: files, ids. */
  takesWords: boolean
  /** There is nothing to do in a folder that is not there: its name is a slip. The others make the office they need. */
  needsOffice: boolean
  run: (ctx: CommandContext) => Promise<Answer>
}

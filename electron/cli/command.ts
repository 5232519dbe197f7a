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

type WhenMissing = 'refuse' | 'make' | 'look'

export type CliCommand = {
  /** What stands behind the name: `FILE... [--source ID]`. */
  usage: string
  does: string
  options: readonly OptionName[]
  /** Words behind its name that are no options: files, ids. */
  takesWords: boolean
  /**
   * What happens in a folder that is not there: `refuse`, for its name is a slip; `make` the office that the command fills; `look`, where the
   * answer needs no office of anybody's: one is made elsewhere and removed again.
   */
  whenMissing: WhenMissing | ((line: CommandLine) => WhenMissing)
  run: (ctx: CommandContext) => Promise<Answer>
}

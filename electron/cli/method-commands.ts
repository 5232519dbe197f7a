import { z } from 'zod'
import { ask, runTask } from '../contract/ask.ts'
import type { Method, Query, Task } from '../contract/method.ts'
import { methods } from '../contract/methods.ts'
import type { CliCommand, CommandContext } from './command.ts'
import { WrongCommand } from './command-line.ts'
import { exitCodes } from './exit-code.ts'
import { columnsText } from './words.ts'

function inputOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}') as unknown
  } catch {
    throw new WrongCommand('the input is not JSON')
  }
}

async function call(ctx: CommandContext) {
  const [name, text, ...rest] = ctx.line.words
  if (name === undefined || rest.length > 0)
    throw new WrongCommand('call needs a method and at most one JSON text')
  const method = methods.get(name)
  if (!method) throw new WrongCommand(`there is no method "${name}"; "starhouse methods" lists them`)
  const input = inputOf(text)
  const office = await ctx.office()
  const value =
    method.kind === 'task'
      ? await runTask(office, method as Task<z.ZodType, z.ZodType>, input, ctx.onProgress)
      : await ask(office, method as Query<z.ZodType, z.ZodType>, input)
  return { json: value, text: JSON.stringify(value, null, 2), exit: exitCodes.done }
}

function described(method: Method) {
  return {
    name: method.name,
    kind: method.kind,
    input: z.toJSONSchema(method.input, { io: 'input', unrepresentable: 'any' }),
    output: z.toJSONSchema(method.output, { io: 'output', unrepresentable: 'any' }),
  }
}

export const methodCommands: Record<string, CliCommand> = {
  call: {
    usage: 'METHOD [JSON]',
    does: 'asks any method of the office',
    options: [],
    takesWords: true,
    whenMissing: 'refuse',
    run: call,
  },
  methods: {
    usage: '',
    does: 'lists the methods with the shapes of their inputs and answers',
    options: [],
    takesWords: false,
    whenMissing: 'look',
    run: async () => {
      const list = [...methods.values()]
      return {
        json: { methods: list.map(described) },
        text: columnsText(list.map(method => [method.name, method.kind])),
        exit: exitCodes.done,
      }
    },
  },
}

#!/usr/bin/env node
import { runCli } from './run.ts'

// Whoever reads along may stop early (`| head`): what was begun is still done to its end.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

process.exitCode = await runCli(process.argv.slice(2), {
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  showsProgress: process.stderr.isTTY,
})

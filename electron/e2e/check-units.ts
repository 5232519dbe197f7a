import { relative } from 'node:path'
import { z } from 'zod'
import { type Check, failedWith, projectDir, readReport, reportPath, runTool, shortMessage } from './check.ts'

const UnitReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

/** Unit and integration tests: every test counts one, and so does a file that could not be loaded. */
export const unitCheck: Check = {
  name: 'unit and integration tests',
  run: async () => {
    const path = reportPath('unit.json')
    const ran = await runTool('vitest', ['run', '--reporter=json', `--outputFile=${path}`])
    const report = readReport(path, UnitReport)
    if (report === null) return failedWith(ran.output)

    const failures: string[] = []
    const notes: string[] = ran.output.split('\n').filter(line => line.includes('TEST_SEED='))
    let passed = 0
    for (const file of report.testResults) {
      const name = relative(projectDir, file.name)
      if (file.status === 'failed' && file.assertionResults.every(one => one.status !== 'failed')) {
        failures.push(`${name}\n${shortMessage(file.message ?? 'could not be loaded')}`)
      }
      for (const one of file.assertionResults) {
        if (one.status === 'passed') passed++
        else if (one.status === 'failed') {
          failures.push(`${name} > ${one.fullName}\n${shortMessage(one.failureMessages?.join('\n') ?? '')}`)
        } else notes.push(`not run here: ${name} > ${one.fullName}`)
      }
    }
    // An error outside every test (an unhandled rejection, say) shows only in the exit code.
    if (ran.code !== 0 && failures.length === 0) failures.push(...failedWith(ran.output).failures)
    if (passed === 0 && failures.length === 0) failures.push('no test was found')
    return { passed, failed: failures.length, failures, notes }
  },
}

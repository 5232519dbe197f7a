import { z } from 'zod'
import { findBrowser, installBrowser } from './browser.ts'
import { type Check, failedWith, projectDir, readReport, reportPath, runTool, shortMessage } from './check.ts'

const Spec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      projectName: z.string(),
      status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
      annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
    }),
  ),
})
type Suite = { specs: z.infer<typeof Spec>[]; suites?: Suite[] | undefined }
const Suite: z.ZodType<Suite> = z.object({
  specs: z.array(Spec),
  get suites() {
    return z.array(Suite).optional()
  },
})
const ScreenReport = z.object({
  suites: z.array(Suite),
  errors: z.array(z.object({ message: z.string().optional() })),
})

function specsOf(suites: Suite[]): z.infer<typeof Spec>[] {
  return suites.flatMap(suite => [...suite.specs, ...specsOf(suite.suites ?? [])])
}

/** The whole office in a real browser (and in Electron where it is): every spec counts one a shell. */
export const screenCheck: Check = {
  name: 'end-to-end tests',
  run: async () => {
    const problem = findBrowser() === null ? installBrowser(projectDir) : null
    if (problem !== null) return { passed: 0, failed: 1, failures: [problem] }

    const path = reportPath('e2e.json')
    const ran = await runTool('playwright', ['test', '--reporter=json'], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: path,
    })
    const report = readReport(path, ScreenReport)
    if (report === null) return failedWith(ran.output)

    const failures = report.errors.map(error => shortMessage(error.message ?? 'the run itself failed'))
    const notes: string[] = []
    const shells = new Set<string>()
    let passed = 0
    for (const spec of specsOf(report.suites)) {
      for (const run of spec.tests) {
        shells.add(run.projectName)
        const name = `[${run.projectName}] ${spec.file} > ${spec.title}`
        notes.push(...run.annotations.map(note => `${spec.title}: ${note.type} ${note.description ?? ''}`))
        if (run.status === 'expected') passed++
        else {
          const errors = run.results.flatMap(result => result.errors.map(error => error.message ?? ''))
          failures.push(`${name} (${run.status})\n${shortMessage(errors.join('\n'))}`)
        }
      }
    }
    if (passed === 0 && failures.length === 0) failures.push('no test was found')
    const electron = shells.has('electron')
      ? ''
      : '; Electron has no binary or no display here, so it was not among them'
    notes.unshift(`shells that ran: ${[...shells].join(', ')}${electron}`)
    return { passed, failed: failures.length, failures, notes }
  },
}

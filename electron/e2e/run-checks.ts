// `npm test`: every check of this project, one after the other whatever fails, and one closing line.
import { join } from 'node:path'
import { type Check, commandCheck, type Outcome, projectDir } from './check.ts'
import { screenCheck } from './check-screens.ts'
import { unitCheck } from './check-units.ts'
import { checkDependencies } from './dependency-rules.ts'

const fewestFiles = 30

const dependencyCheck: Check = {
  name: 'who may import whom',
  run: async () => {
    const tool = join(projectDir, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')
    const { seen, unseen, violations } = await checkDependencies(projectDir, tool)
    const failures = [...violations, ...unseen.map(path => `not read: ${path}`)]
    if (seen < fewestFiles) failures.push(`only ${seen} files were read, so nothing was proved`)
    return { passed: failures.length === 0 ? 1 : 0, failed: failures.length === 0 ? 0 : 1, failures }
  },
}

const worlds = ['tsconfig.json', 'renderer', 'electron/browser/window', 'electron/e2e']

/** Each stage's checks run side by side; the next stage starts when all have ended. */
const stages: Check[][] = [
  [
    commandCheck('format', ['biome', 'format', '.']),
    commandCheck('lint', ['oxlint', '--type-aware', '--deny-warnings', '--format=unix']),
  ],
  [
    commandCheck('types', ...worlds.map((world): [string, ...string[]] => ['tsc', '-p', world])),
    dependencyCheck,
  ],
  [
    commandCheck('dead code', [
      'knip',
      '--include',
      'files,exports,dependencies,unlisted,duplicates',
      '--no-progress',
    ]),
    commandCheck('build', ['node', 'electron/build.ts']),
  ],
  [unitCheck],
  [screenCheck],
]

async function runCheck(check: Check): Promise<Outcome> {
  const startedAt = performance.now()
  const outcome = await check.run().catch((error: unknown): Outcome => {
    return { passed: 0, failed: 1, failures: [String(error)] }
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const mark = outcome.failed === 0 ? 'ok  ' : 'FAIL'
  console.log(`${mark} ${check.name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`)
  for (const note of outcome.notes ?? []) console.log(`       ${note}`)
  return outcome
}

const done: { name: string; outcome: Outcome }[] = []
for (const stage of stages) {
  const outcomes = await Promise.all(stage.map(runCheck))
  done.push(...outcomes.map((outcome, index) => ({ name: stage[index]?.name ?? '', outcome })))
}

const broken = done.filter(one => one.outcome.failed > 0)
if (broken.length > 0) console.log('\nWhat failed:')
for (const { name, outcome } of broken) {
  console.log(`\n${name}`)
  for (const failure of outcome.failures) console.log(`    ${failure}`)
}

const passed = done.reduce((sum, one) => sum + one.outcome.passed, 0)
const failed = done.reduce((sum, one) => sum + one.outcome.failed, 0)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

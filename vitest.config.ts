import { execFileSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { defineConfig } from 'vitest/config'

/** In CI a commit has a seed of its own, so that its run can be repeated; at a desk every run tries a new one. */
function newSeed(): number {
  if (process.env['CI'] !== 'true') return randomInt(1, 2 ** 31 - 1)
  return Number.parseInt(execFileSync('git', ['rev-parse', '--short=7', 'HEAD'], { encoding: 'utf8' }), 16)
}

/** Repeat a run of the random tests with TEST_SEED=<the printed number>. */
const seed = Number(process.env['TEST_SEED'] ?? newSeed())
process.env['TEST_SEED'] = String(seed)
if (process.env['VITEST_WORKER_ID'] === undefined) console.info(`random tests use TEST_SEED=${seed}`)

export default defineConfig({
  test: {
    environment: 'node',
    include: ['{electron,renderer,db,importers,assets}/**/*.test.{ts,tsx}'],
    exclude: ['node_modules/**', 'dist/**', 'electron/e2e/**/*.spec.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: ['./electron/e2e/seed-random-tests.ts'],
  },
})

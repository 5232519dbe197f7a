import { randomInt } from 'node:crypto'
import { defineConfig } from 'vitest/config'

/** Repeat a run of the random tests with TEST_SEED=<the printed number>. */
const seed = Number(process.env['TEST_SEED'] ?? randomInt(1, 2 ** 31 - 1))
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

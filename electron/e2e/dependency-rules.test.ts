import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { checkDependencies } from './dependency-rules.ts'

const projectDir = join(import.meta.dirname, '..', '..')
const tool = join(projectDir, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')

/** A house of the same shape, with these files in it. */
function plantHouse(files: Record<string, string>): string {
  const house = mkdtempSync(join(tmpdir(), 'starhouse-rules-'))
  onTestFinished(() => rmSync(house, { recursive: true, force: true }))
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
    copyFileSync(join(projectDir, name), join(house, name))
  }
  symlinkSync(join(projectDir, 'node_modules'), join(house, 'node_modules'), 'junction')
  for (const folder of ['electron', 'renderer', 'db', 'importers']) mkdirSync(join(house, folder))
  for (const [name, code] of Object.entries(files)) {
    mkdirSync(dirname(join(house, name)), { recursive: true })
    writeFileSync(join(house, name), code)
  }
  return house
}

const good = {
  'electron/contract/people.ts': "import { z } from 'zod'\nexport const Person = z.string()\n",
  'electron/office/start.ts': "import { Person } from '../contract/people.ts'\nexport const start = Person\n",
  'electron/office/people.ts':
    "import { rows } from '../../db/rows.ts'\nimport { plan } from '../../importers/pipeline/plan.ts'\nexport const people = [rows, plan]\n",
  'electron/cli/starhouse.ts': "import { start } from '../office/start.ts'\nexport const run = start\n",
  'electron/main/index.ts': "import { app } from 'electron'\nexport const main = app\n",
  'db/rows.ts': "import Database from 'better-sqlite3'\nexport const rows = Database\n",
  'importers/formats/bank.ts': 'export const bank = 1\n',
  'importers/pipeline/plan.ts':
    "import { bank } from '../formats/bank.ts'\nimport { rows } from '../../db/rows.ts'\nexport const plan = [bank, rows]\n",
  'renderer/lib/call.ts':
    "import { Person } from '../../electron/contract/people.ts'\nexport const call = Person\n",
  'renderer/ui/Table.tsx': "import { call } from '../lib/call.ts'\nexport const Table = call\n",
  'renderer/features/money/Money.tsx':
    "import { Table } from '../../ui/Table.tsx'\nexport const Money = Table\n",
  'renderer/app/main.tsx': "import { Money } from '../features/money/Money.tsx'\nexport const main = Money\n",
}

test('a house that keeps the rules passes, and every file of it was seen', async () => {
  const report = await checkDependencies(plantHouse(good), tool)
  expect(report).toEqual({ seen: Object.keys(good).length, unseen: [], violations: [] })
})

test('every forbidden arrow is found', async () => {
  const planted: Record<string, [path: string, code: string]> = {
    'contract-stands-alone': ['electron/contract/a.ts', "import '../../db/rows.ts'"],
    'contract-needs-only-zod': ['electron/contract/b.ts', "import 'papaparse'"],
    'db-stands-alone': [
      'db/a.ts',
      "import type { Person } from '../electron/contract/people.ts'\nexport type A = typeof Person",
    ],
    'formats-stand-alone': ['importers/formats/a.ts', "import '../pipeline/plan.ts'"],
    'pipeline-joins-formats-and-db': [
      'importers/pipeline/a.ts',
      "import '../../electron/contract/people.ts'",
    ],
    'office-joins-all': ['electron/office/a.ts', "import '../../renderer/lib/call.ts'"],
    'main-sees-contract': ['electron/main/a.ts', "import '../../db/rows.ts'"],
    'preload-sees-contract': ['electron/preload/a.ts', "import '../office/start.ts'"],
    'browser-sees-contract': ['electron/browser/a.ts', "import '../office/people.ts'"],
    'cli-sees-contract': ['electron/cli/a.ts', "import '../../importers/pipeline/plan.ts'"],
    'renderer-sees-contract': ['renderer/app/a.ts', "import '../../db/rows.ts'"],
    'features-are-islands': ['renderer/features/people/a.ts', "import '../money/Money.tsx'"],
    'ui-is-plain': ['renderer/ui/a.ts', "import '../features/money/Money.tsx'"],
    'lib-is-lowest': ['renderer/lib/a.ts', "import '../ui/Table.tsx'"],
    'sqlite-only-behind-the-office': ['importers/formats/b.ts', "import 'better-sqlite3'"],
    'no-node-in-pure-code': ['renderer/lib/b.ts', "import 'node:fs'"],
    'electron-only-in-the-desktop-shell': ['electron/browser/b.ts', "import 'electron'"],
    'tests-are-leaves': ['db/b.ts', "import './c.test.ts'"],
    'page-has-no-office': ['electron/browser/window/a.ts', "import '../../office/start.ts'"],
    'no-loops': ['db/d.ts', "import './e.ts'\nexport const d = 1"],
    'nothing-missing': ['db/f.ts', "import './nowhere.ts'"],
  }
  const house = plantHouse({
    ...good,
    'db/c.test.ts': 'export {}',
    'db/e.ts': "import './d.ts'\nexport const e = 1",
    ...Object.fromEntries(Object.values(planted)),
  })
  const report = await checkDependencies(house, tool)
  const missed = Object.entries(planted)
    .filter(([rule, [path]]) => !report.violations.some(line => line.startsWith(`${rule}: ${path} ->`)))
    .map(([rule]) => rule)
  expect(missed).toEqual([])
})

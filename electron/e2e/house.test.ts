import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

const projectDir = join(import.meta.dirname, '..', '..')
const textOf = (name: string) => readFileSync(join(projectDir, name), 'utf8')

const Package = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
})
const Lock = z.object({ packages: z.record(z.string(), z.object({ gypfile: z.boolean().optional() })) })

test('every package is pinned to one version', () => {
  const { dependencies, devDependencies } = Package.parse(JSON.parse(textOf('package.json')))
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^(npm:@?[\w/-]+@)?\d+\.\d+\.\d+$/.test(version),
  )
  expect(loose).toEqual([])
})

test('the lock names no host, so any registry can serve it', () => {
  expect(textOf('package-lock.json')).not.toMatch(/"resolved"|registry\./)
})

// npm forgets this when it reads a lock, and would then want a compiler for a package that brings its binaries.
test('the lock tells npm that better-sqlite3 has nothing to compile', () => {
  const lock = Lock.parse(JSON.parse(textOf('package-lock.json')))
  expect(lock.packages['node_modules/better-sqlite3']?.gypfile).toBe(false)
})

test('the house has the five rooms and no other', () => {
  const rooms = readdirSync(projectDir, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(entry => entry.name)
    .filter(name => !['node_modules', 'dist', 'release', 'coverage', 'test-results'].includes(name))
  expect(rooms.sort()).toEqual(['assets', 'db', 'electron', 'importers', 'renderer'])
})

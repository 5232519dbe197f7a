import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { z } from 'zod'

const folders = ['electron', 'renderer', 'db', 'importers']

const Cruised = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) })),
  }),
})

export type DependencyReport = {
  /** Own files the tool read. */
  seen: number
  /** Own files it should have read but did not: a tool that sees nothing finds nothing wrong. */
  unseen: string[]
  /** One line each: `rule: from -> to`. */
  violations: string[]
}

function sourceFiles(projectDir: string): string[] {
  return folders.flatMap(folder =>
    readdirSync(join(projectDir, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.tsx?$/.test(name))
      .map(name => `${folder}/${name.split(sep).join('/')}`),
  )
}

/** Checks `projectDir` by the rules in its .dependency-cruiser.cjs. */
export async function checkDependencies(projectDir: string, tool: string): Promise<DependencyReport> {
  const words = [tool, ...folders, '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const text = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, words, { cwd: projectDir, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      // The tool answers with the number of violations as its exit code.
      if (stdout === '') reject(error ?? new Error(stderr))
      else resolve(stdout)
    })
  })
  const cruised = Cruised.parse(JSON.parse(text))
  const read = new Set(cruised.modules.map(module => module.source))
  const own = sourceFiles(projectDir)
  return {
    seen: own.filter(path => read.has(path)).length,
    unseen: own.filter(path => !read.has(path)),
    violations: cruised.summary.violations
      .map(found => `${found.rule.name}: ${found.from} -> ${found.to}`)
      .sort(),
  }
}

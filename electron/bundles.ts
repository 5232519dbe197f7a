import { existsSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { InlineConfig, Plugin } from 'vite'

export const projectDir = join(import.meta.dirname, '..')
export const distDir = join(projectDir, 'dist')

const shared: InlineConfig = { configFile: false, logLevel: 'warn', root: projectDir, publicDir: false }

/** Native code stays a package; electron is there at run time. */
const external = ['electron', 'better-sqlite3']

/** Threads are started by file name: in a bundle the sibling is a .js file. */
const siblingThreads: Plugin = {
  name: 'sibling-threads',
  transform(code, id) {
    if (!id.endsWith('.ts') || id.includes('node_modules')) return null
    const bundled = code.replace(/(new URL\(\s*['"]\.\/[\w-]+)\.ts(['"],\s*import\.meta\.url)/g, '$1.js$2')
    return bundled === code ? null : { code: bundled, map: null }
  },
}

/** The window: everything hashed and nothing inlined, because the policy allows no data: fonts and no inline scripts. */
export function windowBundle(): InlineConfig {
  return {
    ...shared,
    root: join(projectDir, 'renderer'),
    base: '/',
    plugins: [react()],
    build: {
      outDir: join(distDir, 'renderer'),
      emptyOutDir: true,
      target: 'es2024',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        output: {
          // One file with zod, so that the settings zod needs under the policy are made before any schema is.
          codeSplitting: {
            groups: [{ name: 'harden', test: /renderer[\\/]app[\\/]harden|node_modules[\\/]zod[\\/]/ }],
          },
        },
      },
    },
  }
}

/** The browser shell's first script: classic, so that it is done before any module starts. */
export function firstScriptBundle(): InlineConfig {
  return {
    ...shared,
    build: {
      outDir: join(distDir, 'browser'),
      emptyOutDir: true,
      target: 'es2024',
      lib: {
        entry: join(projectDir, 'electron', 'browser', 'window', 'first-script.ts'),
        formats: ['iife'],
        name: 'starhouseWindow',
        fileName: () => 'window-office.js',
      },
    },
  }
}

function nodeBundle(folder: string, entries: Record<string, string>): InlineConfig {
  return {
    ...shared,
    plugins: [siblingThreads],
    ssr: { noExternal: true, external, target: 'node' },
    build: {
      ssr: true,
      outDir: join(distDir, folder),
      emptyOutDir: true,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: entries,
        external,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  }
}

/** The Electron main process and what it runs beside itself. */
export function mainBundle(): InlineConfig {
  return nodeBundle('main', { index: join(projectDir, 'electron', 'main', 'index.ts') })
}

/** The office thread, its job thread if it has one, and what the desktop's utility process runs to start them. */
export function officeBundle(): InlineConfig {
  const folder = join(projectDir, 'electron', 'office')
  const names = ['process', 'job'].filter(name => existsSync(join(folder, `${name}.ts`)))
  return nodeBundle('office', {
    ...Object.fromEntries(names.map(name => [name, join(folder, `${name}.ts`)])),
    utility: join(projectDir, 'electron', 'main', 'office-entry.ts'),
  })
}

/** The preload: one CommonJS file, the only kind a sandboxed renderer can load. */
export function preloadBundle(): InlineConfig {
  return {
    ...shared,
    build: {
      outDir: join(distDir, 'preload'),
      emptyOutDir: true,
      target: 'es2024',
      minify: false,
      lib: {
        entry: join(projectDir, 'electron', 'preload', 'index.ts'),
        formats: ['cjs'],
        fileName: () => 'index.cjs',
      },
      rolldownOptions: { external: ['electron'] },
    },
  }
}

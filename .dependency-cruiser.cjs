// Who may import whom. `npm test` fails on anything else, and when this tool did not see every file.
const ours = '^(electron|renderer|db|importers)/'
const test = '\\.(test|spec)\\.tsx?$'
const start = '^electron/office/start\\.ts$'
const only = (name, from, ...to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: ours, pathNot: [from, ...to] },
})
const never = (name, from, to) => ({ name, severity: 'error', from, to })

module.exports = {
  forbidden: [
    only('contract-stands-alone', '^electron/contract/'),
    only('db-stands-alone', '^db/'),
    only('formats-stand-alone', '^importers/formats/'),
    only('pipeline-joins-formats-and-db', '^importers/pipeline/', '^importers/formats/', '^db/'),
    only('office-joins-all', '^electron/office/', '^electron/contract/', '^db/', '^importers/'),
    only('main-sees-contract', '^electron/main/', '^electron/contract/', start),
    only('preload-sees-contract', '^electron/preload/', '^electron/contract/'),
    only('browser-sees-contract', '^electron/browser/', '^electron/contract/', start),
    // The bench times the parts of the office one by one.
    only('cli-sees-contract', '^electron/cli/(?!bench)', '^electron/contract/', start),
    only('renderer-sees-contract', '^renderer/', '^electron/contract/'),
    never('page-has-no-office', { path: '^electron/browser/window/' }, { path: '^electron/office/' }),
    never(
      'features-are-islands',
      { path: '^renderer/features/([^/]+)/' },
      { path: '^renderer/(features/(?!$1/)|app/)' },
    ),
    never('ui-is-plain', { path: '^renderer/ui/' }, { path: '^renderer/(features|app)/' }),
    never('lib-is-lowest', { path: '^renderer/lib/' }, { path: '^renderer/(ui|features|app)/' }),
    never(
      'sqlite-only-behind-the-office',
      { pathNot: `^(db|importers/pipeline|electron/office)/|^electron/cli/bench|^drizzle\\.config|${test}` },
      { path: 'node_modules/(better-sqlite3|drizzle-orm)/' },
    ),
    never(
      'no-node-in-pure-code',
      { path: '^(renderer|importers/formats|electron/contract|electron/browser/window)/', pathNot: test },
      { dependencyTypes: ['core'] },
    ),
    never(
      'contract-needs-only-zod',
      { path: '^electron/contract/', pathNot: test },
      { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    ),
    never(
      'electron-only-in-the-desktop-shell',
      { pathNot: '^electron/(main|preload|e2e)/' },
      { path: '^electron$|node_modules/electron/' },
    ),
    never(
      'tests-are-leaves',
      { pathNot: `${test}|^electron/e2e/` },
      { path: `${test}|^electron/e2e/`, pathNot: '^electron/e2e/browser\\.ts$' },
    ),
    never('no-loops', {}, { circular: true }),
    never('nothing-missing', {}, { couldNotResolve: true, pathNot: '^electron/main$' }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}

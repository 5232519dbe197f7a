import { beforeEach, expect, test, vi } from 'vitest'
import { children, lastCall, resetElectron } from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))
vi.mock('./log.ts', () => ({ logError: vi.fn(), logInfo: vi.fn() }))

const { officeEnvironment, startOfficeProcess } = await import('./office-process.ts')

beforeEach(resetElectron)

test('requests go over the port and replies come back', async () => {
  const office = startOfficeProcess({ entry: '/dist/office/utility.js', dataDir: '/data' })
  expect(await office.call('office.status', {})).toEqual({ ok: true, value: 'call' })
  expect(children[0]?.posted).toEqual([{ type: 'call', id: 1, name: 'office.status', input: {} }])
})

test('an office that ended answers that it is closed', async () => {
  const office = startOfficeProcess({ entry: '/dist/office/utility.js', dataDir: '/data' })
  children[0]?.emit('exit', 1)
  expect(await office.call('office.status', {})).toEqual({ ok: false, error: { code: 'office.closed' } })
  await office.close()
})

test('closing waits for the end of the process', async () => {
  const office = startOfficeProcess({ entry: '/dist/office/utility.js', dataDir: '/data' })
  await office.close()
  expect(children[0]?.posted).toEqual([{ type: 'close', id: 1 }])
})

test('variables that change how Node or a database driver behaves stay outside', () => {
  const kept = officeEnvironment({
    HOME: '/home/ada',
    NODE_OPTIONS: '--inspect',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    ELECTRON_RUN_AS_NODE: '1',
    PGPASSWORD: 'secret',
    LANG: undefined,
  })
  expect(kept).toEqual({ HOME: '/home/ada' })
  startOfficeProcess({ entry: '/dist/office/utility.js', dataDir: '/data' })
  expect(lastCall('utilityProcess.fork')[2]).toMatchObject({
    stdio: 'ignore',
    env: officeEnvironment(process.env),
  })
})

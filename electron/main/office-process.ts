import { type UtilityProcess, utilityProcess } from 'electron'
import { connectOffice, type OfficeClient, type OfficePort } from '../contract/office-client.ts'
import { logError, logInfo } from './log.ts'

const stopSeconds = 10

/** Variables that would change how the office's Node or a later database driver behaves stay outside. */
export function officeEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = Object.entries(env).filter(([name]) => !/^(NODE_|ELECTRON_|PG|SQLITE_)/i.test(name))
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

function portOf(child: UtilityProcess): OfficePort {
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  return {
    post: message => child.postMessage(message),
    listen: (onMessage, onExit) => {
      child.on('message', onMessage)
      child.once('exit', onExit)
    },
    stop: async () => {
      const timer = setTimeout(() => child.kill(), stopSeconds * 1000)
      await ended
      clearTimeout(timer)
    },
  }
}

/** Starts the office beside the window, in a process of its own: a crash there closes no window. */
export function startOfficeProcess(at: { entry: string; dataDir: string }): OfficeClient {
  const child = utilityProcess.fork(at.entry, ['--data', at.dataDir], {
    serviceName: 'StarHouse office',
    stdio: 'ignore',
    env: officeEnvironment(process.env),
  })
  child.once('exit', exitCode => (exitCode === 0 ? logInfo : logError)('office ended', { exitCode }))
  return connectOffice(portOf(child))
}

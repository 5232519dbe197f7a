import type Database from 'better-sqlite3'

const mostAnswers = 200

/**
 * Keeps costly answers until the data changes: through this connection (`total_changes`) or any other one, in this process or another
 * (`data_version`).
 */
export function openMemory(sqlite: Database.Database): <T>(key: string, work: () => T) => T {
  const answers = new Map<string, unknown>()
  const changes = sqlite.prepare('SELECT total_changes()').pluck()
  let version = ''
  return <T>(key: string, work: () => T): T => {
    const now = `${String(sqlite.pragma('data_version', { simple: true }))} ${String(changes.get())}`
    if (now !== version || answers.size >= mostAnswers) answers.clear()
    version = now
    if (answers.has(key)) return answers.get(key) as T
    const answered = work()
    answers.set(key, answered)
    return answered
  }
}

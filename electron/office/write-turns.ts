/** Who may write now. Commands are carried out at once when no job writes; otherwise they wait without holding up reads. */
export type WriteTurns = {
  /** Resolves true when a command may write (in the same breath: before anything else is awaited), false when it waited too long. */
  commandTurn: () => Promise<boolean>
  /** Resolves when a job may write; the returned function gives the turn back and may be called again. */
  jobTurn: () => Promise<() => void>
}

export function openWriteTurns(commandWaitMs: number): WriteTurns {
  let isJobWriting = false
  const commands = new Set<() => void>()
  const jobsWaiting: (() => void)[] = []

  function release(): void {
    isJobWriting = false
    const hadCommands = commands.size > 0
    for (const letIn of commands) letIn()
    commands.clear()
    // Commands that waited are carried out before the next job gets its turn.
    if (hadCommands) setImmediate(startNextJob)
    else startNextJob()
  }

  function startNextJob(): void {
    if (!isJobWriting) jobsWaiting.shift()?.()
  }

  function grant(): () => void {
    isJobWriting = true
    let isHeld = true
    return () => {
      if (isHeld) release()
      isHeld = false
    }
  }

  return {
    commandTurn: () => {
      if (!isJobWriting) return Promise.resolve(true)
      return new Promise(resolve => {
        const letIn = () => {
          clearTimeout(timer)
          resolve(true)
        }
        const timer = setTimeout(() => {
          commands.delete(letIn)
          resolve(false)
        }, commandWaitMs)
        commands.add(letIn)
      })
    },
    jobTurn: () =>
      new Promise(resolve => {
        if (!isJobWriting && jobsWaiting.length === 0) resolve(grant())
        else jobsWaiting.push(() => resolve(grant()))
      }),
  }
}

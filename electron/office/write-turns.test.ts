import { expect, test, vi } from 'vitest'
import { openProgress } from './progress.ts'
import { openWriteTurns } from './write-turns.ts'

test('a command writes at once when no job does', async () => {
  const turns = openWriteTurns(10)
  expect(await turns.commandTurn()).toBe(true)
})

test('commands wait for the job that writes, and go before the next job', async () => {
  const turns = openWriteTurns(10_000)
  const order: string[] = []
  const giveBack = await turns.jobTurn()
  const command = turns.commandTurn().then(() => order.push('command'))
  const nextJob = turns.jobTurn().then(release => {
    order.push('job')
    release()
  })
  await Promise.resolve()
  expect(order).toEqual([])
  giveBack()
  giveBack()
  await Promise.all([command, nextJob])
  expect(order).toEqual(['command', 'job'])
  expect(await turns.commandTurn()).toBe(true)
})

test('jobs write one after the other', async () => {
  const turns = openWriteTurns(10)
  const first = await turns.jobTurn()
  let isSecondWriting = false
  const second = turns.jobTurn().then(release => {
    isSecondWriting = true
    return release
  })
  await Promise.resolve()
  expect(isSecondWriting).toBe(false)
  first()
  ;(await second)()
  expect(isSecondWriting).toBe(true)
})

test('a command that waited too long is told so and does not write later', async () => {
  vi.useFakeTimers()
  const turns = openWriteTurns(1000)
  const giveBack = await turns.jobTurn()
  const waiting = turns.commandTurn()
  vi.advanceTimersByTime(1001)
  expect(await waiting).toBe(false)
  giveBack()
  vi.useRealTimers()
})

test('progress tells speed and time left once the share says something', () => {
  let now = 0
  const progress = openProgress(() => now)
  expect(progress.current()).toBeNull()
  expect(progress.update({ phase: 'reading', done: 0, share: null })).toEqual({
    phase: 'reading',
    done: 0,
    total: null,
    rowsPerSecond: null,
    secondsLeft: null,
  })
  now = 2000
  expect(progress.update({ phase: 'importing', done: 500, share: 0.25 })).toEqual({
    phase: 'importing',
    done: 500,
    total: 2000,
    rowsPerSecond: 250,
    secondsLeft: 6,
  })
  now = 4000
  expect(progress.current()).toMatchObject({ done: 500, rowsPerSecond: 125 })
})

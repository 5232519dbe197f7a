import { QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { query } from '../../electron/contract/method.ts'
import { CallError, call } from './call.ts'
import { askAgain, createCallCache, intersects, stateOf, valueOf } from './use-call.ts'

const countPeople = query({
  name: 'people.count',
  input: z.strictObject({ tag: z.string() }),
  output: z.object({ count: z.int() }),
  reads: ['contacts'],
})

function officeAnswers(reply: unknown) {
  const ask = vi.fn(async () => reply)
  vi.stubGlobal('window', { office: { call: ask } })
  return ask
}

afterEach(() => vi.unstubAllGlobals())

test('a call hands name and input to the office and answers its value', async () => {
  const ask = officeAnswers({ ok: true, value: { count: 3 } })
  expect(await call(countPeople, { tag: 'Choir' })).toEqual({ ok: true, value: { count: 3 } })
  expect(ask).toHaveBeenCalledWith('people.count', { tag: 'Choir' })
})

test('an answer of another shape is a failure, not a value', async () => {
  officeAnswers({ ok: true, value: { count: 'three' } })
  expect(await call(countPeople, { tag: 'Choir' })).toEqual({
    ok: false,
    error: { code: 'output.invalid' },
  })
})

test('a failure of the office stays as it is', async () => {
  officeAnswers({ ok: false, error: { code: 'office.busy' } })
  expect(await call(countPeople, { tag: 'Choir' })).toEqual({ ok: false, error: { code: 'office.busy' } })
})

const again = () => undefined

test('exactly one of loading, failed and ready', () => {
  expect(stateOf({ value: undefined, thrown: null, isPrevious: false, again })).toEqual({ status: 'loading' })
  expect(stateOf({ value: 3, thrown: null, isPrevious: true, again })).toEqual({
    status: 'ready',
    value: 3,
    isPrevious: true,
  })
})

test('a failure hides the rows from before it', () => {
  const thrown = new CallError({ code: 'office.busy' })
  expect(stateOf({ value: 3, thrown, isPrevious: false, again })).toEqual({
    status: 'failed',
    error: { code: 'office.busy' },
    again,
  })
})

test('a fault that is not the office’s own reads as unexpected', () => {
  const state = stateOf({ value: undefined, thrown: new TypeError('x'), isPrevious: false, again })
  expect(state).toMatchObject({ status: 'failed', error: { code: 'unexpected' } })
})

test('the value of a failed reply cannot be read', () => {
  expect(() => valueOf({ ok: false, error: { code: 'office.busy' } })).toThrow(CallError)
  expect(valueOf({ ok: true, value: 7 })).toBe(7)
})

test('a change concerns a question when one topic is shared', () => {
  expect(intersects(['contacts', 'money'], ['money'])).toBe(true)
  expect(intersects(['contacts'], ['money', 'history'])).toBe(false)
  expect(intersects(undefined, ['money'])).toBe(false)
})

test('an answer that was on its way when the data changed is asked for again', async () => {
  const cache = createCallCache()
  const late = Promise.withResolvers<string>()
  const answers = [late.promise, Promise.resolve('after the change')]
  const observer = new QueryObserver<string>(cache, {
    queryKey: ['list'],
    queryFn: () => answers.shift() ?? Promise.reject(new Error('asked too often')),
    meta: { reads: ['contacts'] },
  })
  const stop = observer.subscribe(() => undefined)
  await askAgain(cache, ['money'])
  expect(answers).toHaveLength(1)
  const asked = askAgain(cache, ['contacts'])
  late.resolve('before the change')
  await asked
  expect(observer.getCurrentResult().data).toBe('after the change')
  stop()
})

import { expect, test } from 'vitest'
import { WindowCall, WindowCancel, WindowFilePaths, WindowText } from './window-input.ts'
import { plainFileName } from './window-office.ts'

test.each([
  ['people.csv', 'people.csv'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ada\\people.csv', 'people.csv'],
  ['pe\u0000op\nle\u202e.csv', 'people.csv'],
  ['..', 'file'],
  ['', 'file'],
  ['a'.repeat(400), 'a'.repeat(200)],
])('a file name from outside %j becomes %j', (given, plain) => {
  expect(plainFileName(given)).toBe(plain)
})

test.each([
  ['call', WindowCall, { name: 'office.status', input: {} }],
  ['cancel', WindowCancel, { taskId: 'task_1' }],
  ['paths', WindowFilePaths, { paths: ['/home/ada/people.csv'] }],
  ['text', WindowText, { fileName: 'people.csv', text: '' }],
] as const)('S17 %s takes what it should and refuses anything beside it', (_, schema, good) => {
  expect(schema.safeParse(good).success).toBe(true)
  expect(schema.safeParse({ ...good, extra: 1 }).success).toBe(false)
  expect(schema.safeParse(null).success).toBe(false)
  expect(schema.safeParse(['office.status']).success).toBe(false)
})

import { expect, test } from 'vitest'
import { errorCodes, sentenceOf, sentenceOfFile } from './errors.ts'

test.each(errorCodes)(
  '%s is told in sentences, and of one file of several nothing too much is said',
  code => {
    expect(sentenceOf({ code })).toMatch(/^["A-Z{?].*[.?]$/)
    expect(sentenceOfFile({ code })).not.toContain('Nothing was changed')
  },
)

test('what may have been done is not called unchanged', () => {
  for (const code of ['output.lost', 'unexpected.partly', 'office.closed'] as const) {
    expect(sentenceOf({ code })).toContain('Nothing was lost')
    expect(sentenceOf({ code })).not.toContain('Nothing was changed')
  }
})

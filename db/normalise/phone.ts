import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

const zero = 48
const plus = 43

/**
 * The number as `+13035550101`, or null when it cannot be dialled (seven digits, letters, too long).
 * Numbers without `+` are read as US numbers. Extensions, and a second number in the same cell, are left out.
 */
export function phoneE164(typed: string): string | null {
  let digits = ''
  let foreign = false
  for (let i = 0; i < typed.length; i++) {
    const code = typed.charCodeAt(i)
    if (code >= zero && code <= zero + 9) digits += typed[i]
    else if (code === plus && digits === '') foreign = true
    else if (isWordOrSeparator(code)) {
      if (digits.length < 10) return digits === '' ? withoutLeadingWords(typed, i) : readForeign(typed)
      break
    }
  }
  if (digits.length === 10 && !foreign) return isUsNumber(digits, 0) ? `+1${digits}` : readForeign(typed)
  if (digits.length === 11 && digits.charCodeAt(0) === zero + 1)
    return isUsNumber(digits, 1) ? `+${digits}` : null
  return readForeign(typed)
}

/** Two spellings of one number. Numbers that cannot be dialled are the same only when typed the same. */
export function samePhone(a: string, b: string): boolean {
  if (a === b) return true
  const left = phoneE164(a)
  const right = phoneE164(b)
  return left === null && right === null ? a.trim() === b.trim() : left === right
}

/** Letters, and the signs people put between two numbers in one cell. */
function isWordOrSeparator(code: number): boolean {
  return (
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 59 ||
    code === 44 ||
    code === 35 ||
    code === 47
  )
}

/** `Cell: 303 555 0101`: a number may follow words, but not stand among them. */
function withoutLeadingWords(typed: string, start: number): string | null {
  let from = start
  while (from < typed.length && !isNumberStart(typed.charCodeAt(from))) from++
  return from < typed.length ? phoneE164(typed.slice(from)) : null
}

function isNumberStart(code: number): boolean {
  return (code >= zero && code <= zero + 9) || code === plus || code === 40
}

function isUsNumber(digits: string, from: number): boolean {
  return digits.charCodeAt(from) >= zero + 2 && digits.charCodeAt(from + 3) >= zero + 2
}

function readForeign(typed: string): string | null {
  if (typed.length > 60) return null
  const number = parsePhoneNumberFromString(typed, 'US')
  return number?.isValid() ? number.number : null
}

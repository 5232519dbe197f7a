import { readLabelled } from '../cells/labelled.ts'
import { type Money, parseMoney } from '../cells/money.ts'

/** What the payment question of a submission holds. */
export type Payment = {
  /** Null when no total was found: such a row is for a person to look at. */
  total: Money | null
  items: string[]
  transactionId: string | null
  payer: Payer | null
}

export type Payer = {
  firstName: string | null
  lastName: string | null
  email: string | null
  address: string | null
}

/** The words of a payment question that no other answer holds. */
const paymentShape = new RegExp(
  [
    String.raw`\((?:Amount|Price):\s[^)]{0,80}\d`,
    String.raw`^==\s?Payer Info\s?==`,
    String.raw`^[^\S\n]*(?:Grand )?Total:[^\S\n]*(?:[A-Z]{0,3}[$€£]|[A-Z]{3} )-?\d`,
    String.raw`^[^\S\n]*(?:Grand )?Total:[^\S\n]*-?\d[\d.,]*[^\S\n]?(?:[A-Z]{3}\b|[$€£])`,
  ].join('|'),
  'm',
)

/** Whether a cell of any column is the answer to a payment question. */
export function looksLikePayment(text: string): boolean {
  return text.includes(':') && paymentShape.test(text)
}

/**
 * Reads the shapes that forms of different years write: products with their options and a `Total:` below (the last one counts, a
 * `Subtotal:` does not), and behind them payer and address.
 */
export function readPayment(text: string): Payment {
  const [products = '', ...further] = text.split(/==\s?(?:Payer Info|Address)\s?==/i)
  const payer = further.length === 0 ? null : readPayer(further[0] ?? '', further[1] ?? null)
  return {
    total: totalOf(products),
    items: itemsOf(products),
    transactionId: transactionIdOf(text),
    payer,
  }
}

/** The payment processor's id, where the text gives one. */
export function transactionIdOf(text: string): string | null {
  return /\b(?:Transaction|Payment|Charge) ID:\s*([^\s,;]{1,200})/i.exec(text)?.[1] ?? null
}

const totals =
  /(?<!\p{L})(?<!\bsub[- ]?)(?:grand |order )?(?:total(?: amount)?|gesamt(?:betrag|summe)?|totaal|totale):\s*([^\n;]*)/giu
const dollars: Record<string, string> = {
  C: 'CAD',
  CA: 'CAD',
  A: 'AUD',
  AU: 'AUD',
  NZ: 'NZD',
  US: 'USD',
  '': 'USD',
}

function totalOf(text: string): Money | null {
  let total: Money | null = null
  for (const [, rest = ''] of text.matchAll(totals)) total = amountAtStart(rest)
  return total
}

function amountAtStart(text: string): Money | null {
  const found = /^\s*(-?)\s*([A-Z]{0,3})\s?([$€£]?)\s?(-?\d[\d.,]*)\s?([A-Z]{3}\b|[$€£])?/.exec(text)
  if (!found) return null
  const [, sign = '', letters = '', symbol = '', digits = '', behind = ''] = found
  const amount = `${sign}${digits.replace(/[.,]+$/, '')}`
  const money = parseMoney(`${amount}${/^[$€£]$/.test(symbol || behind) ? symbol || behind : ''}`)
  if (money === null) return null
  const code = symbol === '$' && letters.length < 3 ? dollars[letters] : letters || undefined
  if (symbol === '$' && letters.length < 3 && code === undefined) return null
  const named = /^[A-Z]{3}$/.test(behind) ? behind : code
  if (named !== undefined && named.length !== 3) return null
  return { cents: money.cents, currency: named ?? money.currency }
}

/** Names of products: what stands before `(Amount: …` or another option. */
function itemsOf(text: string): string[] {
  const items: string[] = []
  for (const line of text.split(/\n|;\s/)) {
    const name = line.slice(0, Math.max(line.search(/\([^():]{1,60}:\s/), 0)).trim()
    if (name !== '' && name.length <= 200) items.push(name)
  }
  return items
}

/** `First Name: Tova Last Name: Exemplar E-Mail: …`, and the address below it. */
export function readPayer(text: string, address: string | null): Payer {
  const fields = readLabelled(text, [
    'First Name',
    'Last Name',
    'E-Mail',
    'Email',
    'Transaction ID',
    'Payer ID',
    'Phone',
  ])
  return {
    firstName: fields.get('First Name') ?? null,
    lastName: fields.get('Last Name') ?? null,
    email: fields.get('E-Mail') ?? fields.get('Email') ?? null,
    address: address?.trim() || null,
  }
}

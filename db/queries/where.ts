import type { SqlValue } from '../handles.ts'

/** Conditions that are joined by AND, with their positional values in the same order. */
export type Where = {
  add: (condition: string, ...values: SqlValue[]) => void
  sql: () => string
  values: () => SqlValue[]
}

/** Collects the conditions of a list. `sql()` is a whole WHERE clause. */
export function startWhere(...always: string[]): Where {
  const conditions = [...always]
  const collected: SqlValue[] = []
  return {
    add: (condition, ...values) => {
      conditions.push(condition)
      collected.push(...values)
    },
    sql: () => (conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`),
    values: () => collected,
  }
}

/** A contact that is neither removed nor merged away. Matches the condition of the partial indexes word by word. */
export function liveContact(alias: string): string {
  return `${alias}.deleted_at IS NULL AND ${alias}.merged_into_id IS NULL`
}

/** Somebody the newsletter may go to: subscribed, and no import says otherwise that nobody has answered yet. */
export function getsNewsletter(alias: string, idColumn = 'id'): string {
  return `(${alias}.email_subscribed = 1 AND ${alias}.${idColumn} NOT IN
    (SELECT contact_id FROM import_conflicts WHERE status = 'open' AND field = 'email_subscribed'))`
}

/** Completed and refunded rows are money (refunds are negative); failed and pending ones are not. */
export const isMoney = `status IN ('completed', 'refunded')`

/** A pattern for `LIKE ? ESCAPE '\'` that finds the text anywhere. */
export function anywhere(text: string): string {
  return `%${text.replace(/[\\%_]/g, sign => `\\${sign}`)}%`
}

/** First text that sorts after every text starting with `prefix`, in byte order. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`
}

/** A payment told by several systems counts once: by the row of the one that tells most. */
export const counted = 'deleted_at IS NULL AND same_payment_as_id IS NULL'

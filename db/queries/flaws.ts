/**
 * What can be wrong with data, as conditions: the figure on the quality screen and the list that it opens are counted by the same words.
 */

const liveRow = (table: string, alias: string) =>
  `SELECT 1 FROM ${table} ${alias} WHERE ${alias}.contact_id = c.id AND ${alias}.deleted_at IS NULL`

const blankWords = `('nan', 'null', 'none', 'undefined', 'n/a', '#n/a')`
const isBlankWord = (column: string) => `lower(${column}) IN ${blankWords}`

/** About a contact `c`. */
export const personFlaws = {
  noName: 'c.first_name IS NULL AND c.last_name IS NULL AND c.business_name IS NULL',
  noReach: `c.email IS NULL AND c.phone IS NULL AND NOT EXISTS (${liveRow('contact_addresses', 'a')})`,
  blankWords: `(${['c.first_name', 'c.last_name', 'c.business_name'].map(isBlankWord).join(' OR ')}
    OR EXISTS (${liveRow('contact_addresses', 'a')} AND (${['a.line_1', 'a.city', 'a.state'].map(isBlankWord).join(' OR ')})))`,
  invalidEmail: `EXISTS (${liveRow('contact_emails', 'e')}
    AND (e.email NOT LIKE '_%@_%._%' OR e.email LIKE '%@%@%' OR e.email LIKE '% %' OR e.email LIKE '%..%' OR e.state = 'invalid'))`,
  bouncedEmail: `EXISTS (${liveRow('contact_emails', 'e')} AND e.state = 'bounced')`,
  invalidPhone: `EXISTS (${liveRow('contact_phones', 'p')} AND p.phone_e164 IS NULL)`,
  wrongPhone: `EXISTS (${liveRow('contact_phones', 'p')} AND p.state IN ('wrong_number', 'disconnected'))`,
  incompleteAddress: `EXISTS (${liveRow('contact_addresses', 'a')}
    AND (a.line_1 IS NULL OR a.city IS NULL OR a.postal_code IS NULL))`,
  returnedMail: `EXISTS (${liveRow('contact_addresses', 'a')} AND a.returned_at IS NOT NULL)`,
} as const
export type PersonFlaw = keyof typeof personFlaws

/** About a transaction `t`. */
export const paymentFlaws = {
  paymentsWithoutPerson: 't.contact_id IS NULL',
  /** The same person, amount, kind and day, told by one system. */
  paymentsTwice: `t.rowid IN (SELECT twice.row FROM (
    SELECT o.rowid AS row, count(*) OVER (
        PARTITION BY o.contact_id, o.amount_cents, o.source_system, o.transaction_type, substr(o.transaction_date, 1, 10)) AS n
      FROM transactions o
      WHERE o.deleted_at IS NULL AND o.same_payment_as_id IS NULL AND o.status = 'completed' AND o.contact_id IS NOT NULL) twice
    WHERE twice.n > 1)`,
} as const
export type PaymentFlaw = keyof typeof paymentFlaws

/** About a subscription `s`. */
export const subscriptionFlaws = {
  subscriptionsWithoutPayment: `s.status IN ('active', 'past_due') AND s.amount_cents > 0
    AND NOT EXISTS (SELECT 1 FROM transactions t
      WHERE t.contact_id = s.contact_id AND t.status = 'completed' AND t.deleted_at IS NULL)`,
} as const
export type SubscriptionFlaw = keyof typeof subscriptionFlaws

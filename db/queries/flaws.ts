/** What can be wrong with data: the kinds of `v_database_health`, by what they are about. */
export const personFlaws = [
  'noName',
  'noReach',
  'blankWords',
  'invalidEmail',
  'bouncedEmail',
  'invalidPhone',
  'wrongPhone',
  'incompleteAddress',
  'returnedMail',
] as const
export const paymentFlaws = ['paymentsWithoutPerson', 'paymentsTwice'] as const

export type PersonFlaw = (typeof personFlaws)[number]
export type PaymentFlaw = (typeof paymentFlaws)[number]
export type SubscriptionFlaw = 'subscriptionsWithoutPayment'
export type Flaw = PersonFlaw | PaymentFlaw | SubscriptionFlaw

/** The condition of a list that shows what is behind a figure of the quality screen. */
export function isFlawed(alias: 'c' | 't' | 's', flaw: Flaw): string {
  return `${alias}.id IN (SELECT row_id FROM v_database_health WHERE kind = '${flaw}')`
}

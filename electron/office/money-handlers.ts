import { cutSamePayment, joinSamePayment } from '../../db/commands/same-payment.ts'
import { countProducts, listProducts } from '../../db/queries/products.ts'
import { findSamePayments } from '../../db/queries/same-payments.ts'
import { countSubscriptions, listSubscriptions } from '../../db/queries/subscriptions.ts'
import { sumTransactions } from '../../db/queries/transaction-totals.ts'
import { countTransactions, listTransactions } from '../../db/queries/transactions.ts'
import * as contract from '../contract/money.ts'
import { answer, carryOut, type Handler } from './handle.ts'

export const moneyHandlers: Handler[] = [
  answer(contract.listProducts, ({ db, remember }, input) =>
    remember(`products ${JSON.stringify(input)}`, () => ({
      total: countProducts(db, input),
      rows: listProducts(db, input),
    })),
  ),
  answer(contract.listTransactions, ({ db, settings, remember }, input) => {
    const { timeZone } = settings()
    return {
      total: remember(`transactions ${timeZone} ${JSON.stringify(input.filter)}`, () =>
        countTransactions(db, input.filter, timeZone),
      ),
      rows: listTransactions(db, { ...input, timeZone }),
    }
  }),
  answer(contract.transactionTotals, ({ db, settings, remember }, { filter }) => {
    const { timeZone } = settings()
    return remember(`totals ${timeZone} ${JSON.stringify(filter)}`, () =>
      sumTransactions(db, filter, timeZone),
    )
  }),
  answer(contract.samePayments, ({ db }, { transactionId }) => ({
    payments: findSamePayments(db, transactionId),
  })),
  carryOut(contract.cutSamePayment, ['money', 'contacts', 'history'], ({ sqlite, who }, input) =>
    cutSamePayment(sqlite, input, who),
  ),
  carryOut(contract.joinSamePayment, ['money', 'contacts', 'history'], ({ sqlite, who }, input) =>
    joinSamePayment(sqlite, input, who),
  ),
  answer(contract.listSubscriptions, ({ db }, input) => ({
    total: countSubscriptions(db, input),
    rows: listSubscriptions(db, input),
  })),
]

/** What a row of PayPal's report is about. Only `payment`, `donation`, `subscription`, `give-back` and `regained` are money of a person. */
export type Kind =
  | 'payment'
  | 'donation'
  | 'subscription'
  | 'give-back'
  | 'regained'
  | 'conversion'
  | 'hold'
  | 'own account'
  | 'fee'
  | 'correction'
  | 'cart item'

/**
 * PayPal translates its types. The first line that fits counts: `Reversal of General Account Hold` is a hold and no reversal, `Chargeback
 * Fee` a fee. What fits none is a payment when money came in.
 */
const kinds: readonly [Kind, RegExp][] = [
  ['cart item', /^(?:shopping )?cart item|^add to cart|^warenkorbartikel/],
  [
    'conversion',
    /currency conversion|währungsumrechnung|valuta-?(?:omrekening|conversie)|conversion de devise|conversi[oó]n de (?:divisa|moneda)|conversione (?:di )?valut/,
  ],
  [
    'hold',
    /\bholds?\b|\breleases?\b|\breserve\b|authori[sz]ation|payment review|einbehalt|autorisierung|reservierung|freigabe|autorisatie|blokkering|autorisation|blocage|autorización|retención|autorizzazione|^orders?$|^bestellung$/,
  ],
  ['fee', /\bfees?\b|gebühr|\bfrais\b|\bkosten\b|comisi[oó]n|commission/],
  ['regained', /(?:chargeback|cancell?ed|cancell?ation of a?) ?reversal|reversal cancell?ation/],
  [
    'own account',
    /withdraw|deposit|\btransfers?\b|bankgutschrift|abbuchung|auszahlung|gutschrift auf kreditkarte|kontobewegung|\bopname\b|overschrijving|virement|retrait|\bretiro\b|transferencia|prelievo|versamento|trasferimento/,
  ],
  [
    'give-back',
    /refund|reversal|chargeback|non.?referenced? credit|rückzahlung|erstattung|rückbuchung|terugbetaling|terugstorting|remboursement|rimborso|reembolso/,
  ],
  [
    'correction',
    /correction|adjustment|\bbonus\b|postage|shipping label|incentive|\binterest\b|\bdebt\b|\bloan\b|cash ?back|korrektur|\bporto\b/,
  ],
  ['subscription', /subscription|recurring|abonn?ement|suscripci[oó]n|abbonamento/],
  ['donation', /donation|spende|donatie|\bdon\b|donaci[oó]n|donazione/],
]

const knownKinds = new Map<string, Kind>()
const rememberedKinds = 1_000

/** What the words in `Type` (or a statement's `Description`) mean. */
export function kindOf(type: string | null): Kind {
  if (type === null) return 'payment'
  const known = knownKinds.get(type)
  if (known !== undefined) return known
  const words = type.toLowerCase().slice(0, 200)
  const kind = kinds.find(([, pattern]) => pattern.test(words))?.[0] ?? 'payment'
  if (knownKinds.size >= rememberedKinds) knownKinds.clear()
  knownKinds.set(type, kind)
  return kind
}

/** Whether money moved: `refunded` was paid and given back in a row of its own, `waiting` may still come, `never` will not. */
export type Progress = 'paid' | 'refunded' | 'waiting' | 'never'

const progressWords: Record<Progress, string> = {
  paid:
    'completed,complete,cleared,success,successful,paid,partially refunded,partially reversed,canceled reversal,cancelled reversal,' +
    'abgeschlossen,teilweise zurückgezahlt,teilweise rückerstattet,voltooid,gedeeltelijk terugbetaald,terminé,effectué,' +
    'partiellement remboursé,completado,completada,parcialmente reembolsado,completato,completata',
  refunded:
    'refunded,reversed,zurückgezahlt,rückerstattet,erstattet,rückgängig gemacht,terugbetaald,remboursé,reembolsado,rimborsato',
  waiting:
    'pending,held,on hold,temporary hold,placed,processing,in progress,under review,unclaimed,created,active,authorized,uncleared,' +
    'ausstehend,offen,einbehalten,in bearbeitung,in behandeling,en attente,pendiente,in sospeso',
  never:
    'denied,failed,declined,canceled,cancelled,expired,voided,removed,rejected,returned,refused,blocked,abgelehnt,fehlgeschlagen,' +
    'storniert,abgebrochen,geweigerd,geannuleerd,refusé,annulé,denegado,cancelado,rifiutato,negato,annullato',
}
const progressOfWord = new Map(
  Object.entries(progressWords).flatMap(([progress, words]) =>
    words.split(',').map(word => [word, progress as Progress] as const),
  ),
)

/** Null when the word is not known. A statement has no status: it holds only what was paid. */
export function progressOf(status: string | null): Progress | null {
  return status === null ? 'paid' : (progressOfWord.get(status.toLowerCase().replaceAll('_', ' ')) ?? null)
}

const credit = new Set(['credit', 'haben', 'bij', 'accredito', 'crédit', 'crédito'])
const debit = new Set(['debit', 'soll', 'af', 'addebito', 'débit', 'débito'])

/** What `Balance Impact` says of the row; null when it says nothing. */
export function impactOf(cell: string | null): 'credit' | 'debit' | 'memo' | null {
  const word = cell?.toLowerCase() ?? ''
  if (word === 'memo') return 'memo'
  if (credit.has(word)) return 'credit'
  return debit.has(word) ? 'debit' : null
}

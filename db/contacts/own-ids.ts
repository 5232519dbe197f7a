/**
 * Kinds of external ids that are of the office's own making: no system knows them and no card shows them. They let an import find somebody
 * again whom it could not be sure of.
 */

/** Who came with an e-mail that is another contact's: the e-mail, and the name they came with. */
export const claimKind = 'e-mail and name'

/** The row of a person whom nothing else would find again: a name without e-mail or id. */
export const rowKind = 'row'

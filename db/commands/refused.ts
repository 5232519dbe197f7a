/** Why a command did nothing. The codes are those of the contract. */
export type RefusalCode = 'change.refused' | 'change.outdated' | 'not.found'

/** Thrown before anything was written, or inside a group, which is then rolled back. `facts` fill the sentence a person reads. */
export class CommandRefused extends Error {
  readonly code: RefusalCode
  readonly facts: Record<string, string | number>
  constructor(code: RefusalCode, facts: Record<string, string | number> = {}) {
    super(code)
    this.name = 'CommandRefused'
    this.code = code
    this.facts = facts
  }
}

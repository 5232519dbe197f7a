import type { ClearableValue } from '../../db/commands/clear-field.ts'
import type { ContactState } from '../../db/contacts/contact-state.ts'
import type { ContactField, FieldValue } from '../../db/contacts/field-value.ts'
import type { StandingValue } from '../../db/contacts/standing-value.ts'
import type { ReadDb } from '../../db/handles.ts'
import type { OptInSituation } from './protect.ts'
import type { Rules } from './rules.ts'

/** A contact as this batch sees it: its state, the level it had when the batch began, and what the batch has set already. */
export type WorkingContact = {
  state: ContactState
  isNew: boolean
  startLevel: ContactState['lockLevel']
  setFields: Set<ContactField>
}

export type PlanAction = 'create' | 'fill' | 'replace' | 'keep' | 'conflict' | 'suggest' | 'add' | 'remove'

/** One field of a row's plan: shown as it is, and carried out as it is. */
export type PlannedField = {
  field: ContactField
  current: string | null
  currentSource: string
  incoming: string
  action: PlanAction
  why: string
  value: FieldValue
  /** A further value beside the ones there are (a second e-mail). */
  asExtra: boolean
  /** What is taken away, when an empty cell may erase. */
  clears?: ClearableValue
  /** The row said so before: a question that a later file answered is not asked again. */
  isRepeated?: boolean
  /** What would happen, did the e-mail not belong to another contact. */
  onceFree?: PlannedField
}

export type PersonContext = {
  db: ReadDb
  rules: Rules
  /** Provenance of this file's values. */
  source: string
  /** The import since which this row has said just this; null when it says something new. */
  toldIn: number | null
  /** Day of the import, for consent without a date of its own. */
  today: string
}

/** What the office has. `isFuller`: it has a part that the file's value leaves out. */
export type Current = StandingValue & { isSame: boolean; isFuller?: boolean }
/** Decides about one value against what the office has; null: nothing to tell. */
export type Weigh = (
  value: FieldValue,
  current: Current | null,
  more?: { asExtra?: boolean; optIn?: OptInSituation; evidence?: string },
) => PlannedField | null
/** Decides, and puts it into the plan. */
export type Consider = (...value: Parameters<Weigh>) => void

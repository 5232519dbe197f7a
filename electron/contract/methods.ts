import * as conflicts from './conflicts.ts'
import * as contactCard from './contact-card.ts'
import * as contactEdits from './contact-edits.ts'
import * as contacts from './contacts.ts'
import * as duplicates from './duplicates.ts'
import * as imports from './imports.ts'
import type { Method } from './method.ts'
import * as money from './money.ts'
import * as office from './office.ts'
import * as privacy from './privacy.ts'
import * as rememberedColumns from './remembered-columns.ts'
import * as views from './views.ts'

function isMethod(value: unknown): value is Method {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && 'output' in value && 'reads' in value
  )
}

/** Every call of the office by name. Shells refuse what is not in here. */
export const methods: ReadonlyMap<string, Method> = new Map(
  [
    office,
    contacts,
    contactCard,
    contactEdits,
    money,
    imports,
    rememberedColumns,
    conflicts,
    duplicates,
    views,
    privacy,
  ]
    .flatMap(area => Object.values<unknown>(area).filter(isMethod))
    .map(m => [m.name, m]),
)

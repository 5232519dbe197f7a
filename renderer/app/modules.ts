import {
  IconAddressBook,
  IconAlertTriangle,
  IconArrowsExchange,
  IconBox,
  IconBulb,
  IconChecklist,
  IconColumns3,
  IconDatabase,
  IconFileImport,
  IconHistory,
  IconHome,
  IconMailCheck,
  IconRepeat,
  IconSettings,
  IconSunrise,
  IconUnlink,
  IconUsers,
} from '@tabler/icons-react'
import type { Place, Screen } from '../lib/navigation.ts'

/** One place of the rail. `letter` follows `g`; `counts` names the figure of the office status shown beside it. */
export type RailItem = {
  name: string
  place: Place
  icon: typeof IconSunrise
  letter: string
  screens: readonly Screen[]
  counts?: 'openConflicts' | 'reconciliation'
}
export type RailGroup = { title: string | null; items: readonly RailItem[] }

export const railGroups: readonly RailGroup[] = [
  {
    title: null,
    items: [
      { name: 'Today', place: { screen: 'today' }, icon: IconSunrise, letter: 't', screens: ['today'] },
      {
        name: 'People',
        place: { screen: 'people' },
        icon: IconAddressBook,
        letter: 'p',
        screens: ['people', 'contact'],
      },
      {
        name: 'Duplicates',
        place: { screen: 'duplicates' },
        icon: IconUsers,
        letter: 'd',
        screens: ['duplicates'],
      },
    ],
  },
  {
    title: 'Money',
    items: [
      {
        name: 'Transactions',
        place: { screen: 'transactions' },
        icon: IconArrowsExchange,
        letter: 'm',
        screens: ['transactions'],
      },
      { name: 'Products', place: { screen: 'products' }, icon: IconBox, letter: 'o', screens: ['products'] },
      {
        name: 'Subscriptions',
        place: { screen: 'subscriptions' },
        icon: IconRepeat,
        letter: 'b',
        screens: ['subscriptions'],
      },
    ],
  },
  {
    title: 'Office',
    items: [
      {
        name: 'Import',
        place: { screen: 'import' },
        icon: IconFileImport,
        letter: 'i',
        screens: ['import', 'importBatch'],
      },
      {
        name: 'Conflicts',
        place: { screen: 'conflicts' },
        icon: IconAlertTriangle,
        letter: 'c',
        screens: ['conflicts'],
        counts: 'openConflicts',
      },
      {
        name: 'Reconciliation',
        place: { screen: 'reconciliation' },
        icon: IconUnlink,
        letter: 'r',
        screens: ['reconciliation'],
        counts: 'reconciliation',
      },
      {
        name: 'Data quality',
        place: { screen: 'quality' },
        icon: IconChecklist,
        letter: 'q',
        screens: ['quality'],
      },
      {
        name: 'Opt-ins',
        place: { screen: 'optIns' },
        icon: IconMailCheck,
        letter: 'n',
        screens: ['optIns'],
      },
      { name: 'History', place: { screen: 'history' }, icon: IconHistory, letter: 'h', screens: ['history'] },
      {
        name: 'Settings',
        place: { screen: 'settings' },
        icon: IconSettings,
        letter: 's',
        screens: ['settings'],
      },
    ],
  },
]

export const railItems: readonly RailItem[] = railGroups.flatMap(group => group.items)

/** Parts of a screen that are looked for by a name of their own. */
export const screenParts: readonly Pick<RailItem, 'name' | 'place' | 'icon'>[] = [
  {
    name: 'Suggestions of other systems',
    place: { screen: 'conflicts', view: 'suggestions' },
    icon: IconBulb,
  },
  { name: 'Likely households', place: { screen: 'duplicates', view: 'households' }, icon: IconHome },
  { name: 'Remembered columns of files', place: { screen: 'import', view: 'columns' }, icon: IconColumns3 },
  { name: 'Backups', place: { screen: 'settings', section: 'backups' }, icon: IconDatabase },
]

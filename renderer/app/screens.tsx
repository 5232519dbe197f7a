import { lazy } from 'react'
import type { Place } from '../lib/navigation.ts'

const Today = lazy(() => import('../features/today/TodayScreen.tsx').then(m => ({ default: m.TodayScreen })))
const FirstRun = lazy(() =>
  import('../features/first-run/FirstRunScreen.tsx').then(m => ({ default: m.FirstRunScreen })),
)
const People = lazy(() =>
  import('../features/people/PeopleScreen.tsx').then(m => ({ default: m.PeopleScreen })),
)
const Contact = lazy(() =>
  import('../features/people/ContactScreen.tsx').then(m => ({ default: m.ContactScreen })),
)
const Transactions = lazy(() =>
  import('../features/money/TransactionsScreen.tsx').then(m => ({ default: m.TransactionsScreen })),
)
const Products = lazy(() =>
  import('../features/money/ProductsScreen.tsx').then(m => ({ default: m.ProductsScreen })),
)
const Subscriptions = lazy(() =>
  import('../features/money/SubscriptionsScreen.tsx').then(m => ({ default: m.SubscriptionsScreen })),
)
const History = lazy(() =>
  import('../features/history/HistoryScreen.tsx').then(m => ({ default: m.HistoryScreen })),
)
const Settings = lazy(() =>
  import('../features/settings/SettingsScreen.tsx').then(m => ({ default: m.SettingsScreen })),
)
const Import = lazy(() =>
  import('../features/import/ImportScreen.tsx').then(m => ({ default: m.ImportScreen })),
)
const ImportBatch = lazy(() =>
  import('../features/import/ImportBatchScreen.tsx').then(m => ({ default: m.ImportBatchScreen })),
)
const Conflicts = lazy(() =>
  import('../features/conflicts/ConflictsScreen.tsx').then(m => ({ default: m.ConflictsScreen })),
)
const Reconciliation = lazy(() =>
  import('../features/reconciliation/ReconciliationScreen.tsx').then(m => ({
    default: m.ReconciliationScreen,
  })),
)

const Duplicates = lazy(() =>
  import('../features/duplicates/DuplicatesScreen.tsx').then(m => ({ default: m.DuplicatesScreen })),
)

const Quality = lazy(() =>
  import('../features/quality/QualityScreen.tsx').then(m => ({ default: m.QualityScreen })),
)

const OptIns = lazy(() =>
  import('../features/opt-ins/OptInsScreen.tsx').then(m => ({ default: m.OptInsScreen })),
)

/** The screen of a place; each is loaded when it is first opened. */
export function ScreenOf({ place, isEmpty }: { place: Place; isEmpty: boolean }) {
  switch (place.screen) {
    case 'today':
      return isEmpty ? <FirstRun /> : <Today />
    case 'people':
      return <People place={place} />
    case 'contact':
      return <Contact contactId={place.id} />
    case 'transactions':
      return <Transactions place={place} />
    case 'products':
      return <Products />
    case 'subscriptions':
      return <Subscriptions place={place} />
    case 'history':
      return <History place={place} />
    case 'optIns':
      return <OptIns place={place} />
    case 'settings':
      return <Settings place={place} />
    case 'import':
      return <Import place={place} />
    case 'importBatch':
      return <ImportBatch batchId={place.batchId} />
    case 'conflicts':
      return <Conflicts place={place} />
    case 'duplicates':
      return <Duplicates place={place} />
    case 'quality':
      return <Quality />
    case 'reconciliation':
      return <Reconciliation />
  }
}

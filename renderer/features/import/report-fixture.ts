import type { BatchReport, RecognisedFile } from '../../../electron/contract/imports.ts'

/** An invented file with nothing to ask about; a test gives what it is about. */
export function recognisedFile(parts: Partial<RecognisedFile>): RecognisedFile {
  return {
    fileId: 'file_00000000000000000000000000000001',
    fileName: 'people.csv',
    sizeBytes: 1000,
    source: 'kajabi-contacts',
    label: 'Kajabi contacts',
    sheet: null,
    sheets: [],
    rowCount: 3,
    encoding: 'UTF-8',
    delimiter: ',',
    asksOptIn: false,
    rememberedOptIn: null,
    columns: [],
    isGuessed: false,
    isRemembered: false,
    rules: {},
    dateOrder: null,
    decimalMark: null,
    encodings: [],
    unknownColumns: [],
    missingOptionalColumns: [],
    importedBeforeAt: null,
    notes: [],
    ...parts,
  }
}

/** An invented report of an empty file; a test gives what it is about. */
export function inventedReport(parts: Partial<BatchReport>): BatchReport {
  const none = { created: 0, updated: 0, unchanged: 0 }
  return {
    batchId: '01930000-0000-7000-8000-000000000001',
    source: 'kajabi-contacts',
    label: 'Kajabi contacts',
    file: 'people.csv',
    sheet: null,
    dryRun: true,
    rows: 0,
    outcomes: { ...none, conflict: 0, skipped: 0, error: 0 },
    contacts: none,
    transactions: none,
    subscriptions: { ...none, missing: 0, returned: 0 },
    registrations: { created: 0, updated: 0, unchanged: 0 },
    bookings: { created: 0, updated: 0, unchanged: 0 },
    paymentsToldTwice: 0,
    checksums: [],
    notes: [],
    products: { created: 0 },
    skipped: 0,
    protectedFields: 0,
    conflicts: 0,
    suggestions: 0,
    optInsOn: 0,
    optInsOff: 0,
    errors: [],
    totals: { currency: null, amountCents: 0, byType: [], byMonth: [], others: [] },
    sameFileAgain: false,
    startedAt: '2026-03-03T17:00:00.000Z',
    seconds: 0.2,
    ...parts,
  }
}

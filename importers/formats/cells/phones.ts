import type { PhoneRecord } from '../format.ts'

/** Phones as typed, without the `'` that some exports put before every number; each once, the first as primary. */
export function readPhones(cells: readonly (string | null)[], type: PhoneRecord['type']): PhoneRecord[] {
  const phones: PhoneRecord[] = []
  for (const cell of cells) {
    const phone = cell?.replace(/^'\s*/, '').trim() ?? ''
    if (phone !== '' && !phones.some(known => known.phone === phone)) phones.push({ phone, type })
  }
  return phones
}

import { expect, test } from 'vitest'
import { allSourceSystems } from '../../db/queries/row-types.ts'
import { formats } from '../../importers/formats/registry.ts'
import { SourceSystem } from '../contract/values.ts'

test('the contract, the office’s own lists and the formats know the same sources', () => {
  expect(SourceSystem.options).toEqual(allSourceSystems)
  const ofFiles = formats.flatMap(format => [format.system, format.provenance])
  expect([...new Set([...ofFiles, 'staff', 'demo'])].sort()).toEqual([...allSourceSystems].sort())
})

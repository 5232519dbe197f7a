import { expect, test } from 'vitest'
import { MenuPlace } from '../../electron/contract/wire.ts'
import { Place } from '../lib/navigation.ts'
import { railItems } from './modules.ts'

/** Screens that show one of many: led to by what they are about. */
const ofOneThing = ['contact', 'importBatch']

test('every screen has its place in the rail, and a letter of its own after g', () => {
  const screens = Place.options.map(option => option.shape.screen.value)
  const inRail = railItems.flatMap(item => item.screens)
  expect([...inRail].sort()).toEqual([...screens].sort())
  expect(new Set(railItems.map(item => item.letter)).size).toBe(railItems.length)
})

test("the desktop's menu leads to every screen of the rail", () => {
  const led = MenuPlace.exclude(['search', 'back', 'keys']).options
  expect([...led].sort()).toEqual(
    railItems.flatMap(item => item.screens.filter(screen => !ofOneThing.includes(screen))).sort(),
  )
})

import { useEffect, useRef } from 'react'
import type { MenuPlace } from '../../electron/contract/wire.ts'
import { goBack, navigate } from '../lib/use-place.ts'

/** Goes where the desktop's menu leads. */
export function useMenuPlaces(open: { palette: () => void; keys: () => void }): void {
  const held = useRef(open)
  useEffect(() => {
    held.current = open
  })
  useEffect(
    () =>
      window.office.on(event => {
        if (event.type === 'navigate') goTo(event.place, held.current)
      }),
    [],
  )
}

function goTo(place: MenuPlace, open: { palette: () => void; keys: () => void }): void {
  if (place === 'search') open.palette()
  else if (place === 'keys') open.keys()
  else if (place === 'back') goBack()
  else navigate({ screen: place })
}

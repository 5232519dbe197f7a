import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'

/** Something beside the page: a form, the details of a row. Esc closes it and focus goes back. */
export function SideDrawer(props: {
  title: string
  isOpen: boolean
  onClose: () => void
  size?: string | number
  children: ReactNode
}) {
  return (
    <Drawer
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      size={props.size ?? '30rem'}
      overlayProps={{ backgroundOpacity: 0.25 }}
    >
      {props.children}
    </Drawer>
  )
}

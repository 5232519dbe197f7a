import { Button, createTheme, Drawer, type MantineColorsTuple, Modal, Tooltip } from '@mantine/core'

/** Deep night blue. Light uses shade 8, dark shade 6: both carry white text with AA contrast. */
const night: MantineColorsTuple = [
  '#eef3fb',
  '#dbe5f5',
  '#b9cbea',
  '#93aedd',
  '#6f91cf',
  '#5079be',
  '#3b62a5',
  '#2b4c87',
  '#1f3b6e',
  '#142850',
]

/** The one warm accent: only for "needs you" and the star. */
const gold: MantineColorsTuple = [
  '#fdf6e4',
  '#f9ebc5',
  '#f2d893',
  '#eac45f',
  '#e2b23a',
  '#d39d1e',
  '#b58112',
  '#8a610b',
  '#6b4b09',
  '#493305',
]

const gray: MantineColorsTuple = [
  '#f8f9fc',
  '#f1f3f8',
  '#e5e9f0',
  '#d6dce6',
  '#bcc5d3',
  '#97a2b5',
  '#5c687d',
  '#465165',
  '#2d3748',
  '#182030',
]

const dark: MantineColorsTuple = [
  '#dce2ec',
  '#bcc5d4',
  '#98a4b8',
  '#6e7a90',
  '#374255',
  '#2a3446',
  '#1e2635',
  '#141a26',
  '#0f141e',
  '#0a0e16',
]

const quick = { transition: 'fade', duration: 100 } as const

export const theme = createTheme({
  primaryColor: 'night',
  primaryShade: { light: 8, dark: 6 },
  colors: { night, gold, gray, dark },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.4', xl: '1.3' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    Modal: Modal.extend({
      defaultProps: {
        transitionProps: quick,
        centered: true,
        overlayProps: { backgroundOpacity: 0.35 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    }),
    Drawer: Drawer.extend({
      defaultProps: {
        position: 'right',
        transitionProps: { transition: 'slide-left', duration: 120 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { transitionProps: quick, openDelay: 350, withArrow: false } }),
    Menu: { defaultProps: { transitionProps: quick } },
    Popover: { defaultProps: { transitionProps: quick } },
    HoverCard: { defaultProps: { transitionProps: quick, openDelay: 250, closeDelay: 100 } },
    Select: { defaultProps: { comboboxProps: { transitionProps: quick } } },
  },
})

import { MantineProvider } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { getSettings, officeStatus } from '../../electron/contract/office.ts'
import { createCallCache, useCall, useChangedEvents } from '../lib/use-call.ts'
import { firstSettings, SettingsContext } from '../lib/use-settings.ts'
import { theme } from '../ui/theme.ts'
import { CrashGuard } from './CrashGuard.tsx'
import { Frame } from './Frame.tsx'
import { TroubleScreen } from './TroubleScreen.tsx'

/** Everything around the screens: cache, look, messages, and what is shown when the office cannot be opened. */
export function App({ nonce }: { nonce: string }) {
  const [cache] = useState(createCallCache)
  return (
    <QueryClientProvider client={cache}>
      <Look nonce={nonce}>
        <CrashGuard>
          <Office />
        </CrashGuard>
        <Notifications position="bottom-right" autoClose={4000} limit={4} transitionDuration={100} />
      </Look>
    </QueryClientProvider>
  )
}

function Look({ nonce, children }: { nonce: string; children: ReactNode }) {
  const answer = useCall(getSettings, {})
  const settings = answer.status === 'ready' ? answer.value : firstSettings
  const { theme: choice, largeType } = settings
  const prefersDark = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false })
  const scheme = choice === 'auto' ? (prefersDark ? 'dark' : 'light') : choice
  useEffect(() => {
    document.documentElement.toggleAttribute('data-large-type', largeType)
  }, [largeType])
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme} getStyleNonce={() => nonce}>
      <SettingsContext value={settings}>{children}</SettingsContext>
    </MantineProvider>
  )
}

function Office() {
  useChangedEvents()
  const status = useCall(officeStatus, {})
  if (status.status === 'loading') return null
  if (status.status === 'failed') return <TroubleScreen error={status.error} />
  if (status.value.state === 'trouble') {
    return <TroubleScreen error={status.value.trouble ?? { code: 'unexpected' }} />
  }
  return <Frame office={status.value} />
}

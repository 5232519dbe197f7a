import { z } from 'zod'

// Imported before everything else. Without eval zod needs its plain mode; without a policy no library could write even an
// empty innerHTML. The policy lets style text through and refuses anything with a tag in it.
z.config({ jitless: true })

type PolicyFactory = {
  createPolicy: (name: string, rules: { createHTML: (html: string) => string | null }) => unknown
}

const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory }
trustedTypes?.createPolicy('default', { createHTML: html => (html.includes('<') ? null : html) })

import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: ['people', 'money', 'events', 'journal', 'safety'].map(group => `./db/schema/${group}.ts`),
  out: './db/migrations',
})

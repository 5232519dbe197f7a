import { parseArgs } from 'node:util'
import { startOfficeThread } from '../office/start.ts'
import { serveOffice } from './serve-office.ts'

/** What the utility process runs: the office in its thread, and this thread between it and the window. */
const { values } = parseArgs({ options: { data: { type: 'string' } } })
if (values.data === undefined) process.exit(2)
serveOffice({
  office: startOfficeThread({ dataDir: values.data }),
  port: process.parentPort,
  exit: code => process.exit(code),
})

import type { z } from 'zod'
import type { officeStatus } from '../../electron/contract/office.ts'

export type OfficeStatus = z.output<typeof officeStatus.output>

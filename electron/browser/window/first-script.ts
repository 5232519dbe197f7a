import { createWindowOffice } from './window-office.ts'

Object.defineProperty(window, 'office', { value: createWindowOffice(), writable: false, configurable: false })

export type ShellOptions = { shell: 'browser' | 'electron' }

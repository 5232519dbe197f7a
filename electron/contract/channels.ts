/** What a desktop window may ask, by the name of the door it goes through. */
export const channels = {
  call: 'office:call',
  start: 'office:start',
  cancel: 'office:cancel',
  addFiles: 'office:addFiles',
  pickFiles: 'office:pickFiles',
  saveText: 'office:saveText',
} as const
export type Channel = (typeof channels)[keyof typeof channels]

/** Events go one way, from the desktop shell to its window. */
export const eventChannel = 'office:event'

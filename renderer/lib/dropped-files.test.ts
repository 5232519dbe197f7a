import { expect, test } from 'vitest'
import { filesAndFolders } from './dropped-files.ts'

test('a dropped folder is told apart from the files beside it', () => {
  const entryOf = (name: string, isDirectory: boolean) => ({
    webkitGetAsEntry: () => ({ name, isDirectory }),
  })
  const unknown = { webkitGetAsEntry: () => null }
  const dropped = {
    items: [entryOf('exports', true), entryOf('people.csv', false), unknown],
    files: ['exports', 'people.csv', 'more.csv'].map(name => new File([], name)),
  } as unknown as DataTransfer
  const { files, folders } = filesAndFolders(dropped)
  expect(folders).toEqual(['exports'])
  expect(files.map(file => file.name)).toEqual(['people.csv', 'more.csv'])
})

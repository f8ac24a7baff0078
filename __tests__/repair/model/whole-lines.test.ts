import { asWholeLines } from '../../../src/repair/model/whole-lines.js'
import { path } from './scripted.js'

const within = (text: string, search: string, replace = 'y') =>
  asWholeLines({ path: 'a.js', search, replace }, [{ path: path('a.js'), language: 'javascript', text }])

describe('a block that is unique as lines, but not as text', () => {
  it.each([
    ['at the start', 'x = 1\nx = 10\n', 'x = 1', 'x = 1\n', 'y\n'],
    ['in the middle', 'ax = 1\nx = 1\nx = 10\n', 'x = 1', '\nx = 1\n', '\ny\n'],
    ['at the end without a line break', 'x = 10\nax = 1\nx = 1', 'x = 1', '\nx = 1', '\ny'],
    ['at the end, alone on its line', 'ax = 1\nx = 1', 'x = 1', '\nx = 1', '\ny'],
    ['in a file of the other line ending', 'x = 1\r\nx = 10\r\n', 'x = 1', 'x = 1\n', 'y\n'],
  ])('takes line breaks in, %s', (_, text, search, anchored, replaced) => {
    const edit = within(text, search)
    expect([edit.search, edit.replace]).toEqual([anchored, replaced])
  })

  it.each([
    ['is unique as it is', 'x = 1\n', 'x = 1'],
    ['is there twice as lines too', 'x = 1\nx = 1\n', 'x = 1'],
    ['is no line at all', 'ax = 1\nbx = 1\n', 'x = 1'],
    ['begins the file, and longer lines look like it', 'x = 1\nx = 10\ny x = 1\nx = 1', 'x = 1'],
    ['is not there', 'a\n', 'x'],
    ['makes a file', 'a\n', ''],
    ['takes lines out', 'x\nx\n', 'x\n'],
  ])('stays where it %s', (_, text, search) => {
    expect(within(text, search)).toEqual({ path: 'a.js', search, replace: 'y' })
  })
})

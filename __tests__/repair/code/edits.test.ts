import { applyChanges, toEdits } from '../../../src/repair/code/edits.js'

const text = 'a = 1\nb = 2\na = 1\nc = 3\nfoo(x)\nfoo(x)\nfoo(x)\n'
const at = (needle: string, from = 0) => text.indexOf(needle, from)

describe('toEdits', () => {
  it.each([
    ['a line that is unique', [{ start: at('2'), end: at('2') + 1, text: '9' }]],
    ['a line that is there twice', [{ start: at('1', 10), end: at('1', 10) + 1, text: '9' }]],
    ['a line among equal ones', [{ start: at('x', at('foo') + 8), end: at('x', at('foo') + 8) + 1, text: 'y' }]],
    [
      'two places',
      [
        { start: 0, end: 1, text: 'z' },
        { start: at('c'), end: at('c') + 1, text: 'd' },
      ],
    ],
    ['an insertion at the start', [{ start: 0, end: 0, text: 'import x\n' }]],
    ['an insertion at the end', [{ start: text.length, end: text.length, text: 'end\n' }]],
  ])('finds %s exactly once, and means the same change', (_what, changes) => {
    let current = text
    for (const { search, replace } of toEdits('f', text, changes)) {
      expect(current.split(search)).toHaveLength(2)
      current = current.replace(search, () => replace)
    }
    expect(current).toBe(applyChanges(text, changes))
  })

  it('keeps edits of distant places apart', () => {
    const long = `first\n${'filler\n'.repeat(100)}last\n`
    const changes = [
      { start: 0, end: 5, text: 'one' },
      { start: long.length - 5, end: long.length - 1, text: 'two' },
    ]
    expect(toEdits('f', long, changes)).toEqual([
      { path: 'f', search: 'first', replace: 'one' },
      { path: 'f', search: 'last', replace: 'two' },
    ])
  })
})

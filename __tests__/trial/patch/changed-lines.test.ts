import type { RepoPath } from '../../../src/domain.js'
import { changedLines } from '../../../src/trial/patch/changed-lines.js'

function change(before: string | undefined, after: string) {
  return changedLines({ path: 'a' as RepoPath, before, after })
}

describe('changedLines', () => {
  it.each<[string, string | undefined, string, string[], string[]]>([
    ['nothing', 'a\nb\n', 'a\nb\n', [], []],
    ['a new file', undefined, 'a\nb\n', ['a', 'b'], []],
    ['a new file without a last line end', undefined, 'a\nb', ['a', 'b'], []],
    ['an emptied file', 'a\nb\n', '', [], ['a', 'b']],
    ['a line in the middle', 'a\nb\nc\n', 'a\nx\nc\n', ['x'], ['b']],
    ['a line more', 'a\nc\n', 'a\nb\nc\n', ['b'], []],
    ['a line less', 'a\nb\nc\n', 'a\nc\n', [], ['b']],
    ['a repeated line', 'a\na\n', 'a\na\na\n', ['a'], []],
    ['two places', 'a\nb\nc\nd\n', 'x\nb\nc\ny\n', ['x', 'y'], ['a', 'd']],
    ['a moved line is no change', 'a\nb\nc\n', 'b\nc\na\n', [], []],
    ['line ends of another kind', 'a\r\nb\r\n', 'a\nb\nc\n', ['c'], []],
    ['only the last line end', 'a\nb', 'a\nb\n', [], []],
    ['the old line twice', 'a\n', 'a\nx\na\n', ['x', 'a'], []],
  ])('%s', (_, before, after, added, removed) => {
    const lines = change(before, after)
    expect({ added: [...lines.added].sort(), removed: [...lines.removed].sort() }).toEqual({
      added: [...added].sort(),
      removed: [...removed].sort(),
    })
  })

  it('reads a large file in linear time', () => {
    const lines = Array.from({ length: 200_000 }, (_, index) => `line ${index}`)
    expect(change(lines.join('\n'), [...lines].reverse().join('\n'))).toEqual({ added: [], removed: [] })
  })
})

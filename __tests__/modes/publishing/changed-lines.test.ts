import { changedLines } from '../../../src/modes/publishing/changed-lines.js'
import { patchId } from '../../../src/modes/publishing/patch-id.js'

const file = (name: string, hunks: string, old = `a/${name}`) =>
  `diff --git a/${name} b/${name}\nindex 1..2 100644\n--- ${old}\n+++ b/${name}\n${hunks}`

it.each<[string, string, readonly unknown[]]>([
  [
    'a line in place of another',
    file('x.js', '@@ -3,3 +3,3 @@\n a\n-b\n+c\n d\n'),
    [{ path: 'x.js', lines: [[4, 4]] }],
  ],
  ['a line more', file('x.js', '@@ -3,2 +3,3 @@\n a\n+c\n d\n'), [{ path: 'x.js', lines: [[3, 3]] }]],
  [
    'two hunks',
    file('x.js', '@@ -1 +1 @@\n-a\n+b\n@@ -9,2 +9,1 @@\n-a\n-b\n+c\n'),
    [
      {
        path: 'x.js',
        lines: [
          [1, 1],
          [9, 9],
          [10, 10],
        ],
      },
    ],
  ],
  ['a new file', file('x.js', '@@ -0,0 +1 @@\n+a\n', '/dev/null'), [{ path: 'x.js', lines: [] }]],
  [
    'a removed line that looks like a header',
    file('x.js', '@@ -2,2 +2,1 @@\n--- b\n a\n'),
    [{ path: 'x.js', lines: [[2, 2]] }],
  ],
  ['a hostile path', file('../x.js', '@@ -1 +1 @@\n-a\n+b\n'), []],
])('%s', (_name, diff, expected) => {
  expect(changedLines(diff)).toEqual(expected)
})

describe('a patch id', () => {
  const diff = file('x.js', '@@ -3,3 +3,3 @@\n a\n-b\n+c\n d\n')

  it('is the same for the same change elsewhere', () => {
    const moved = diff
      .replace('@@ -3,3 +3,3 @@', '@@ -40,3 +41,3 @@')
      .replace('index 1..2', 'index 3..4')
      .replace(' a\n', ' z\n')
    expect(patchId(moved)).toBe(patchId(diff))
  })

  it.each([
    ['line', diff.replace('+c', '+e')],
    ['file', diff.replaceAll('x.js', 'y.js')],
  ])('is another one for another %s', (_name, other) => {
    expect(patchId(other)).not.toBe(patchId(diff))
  })
})

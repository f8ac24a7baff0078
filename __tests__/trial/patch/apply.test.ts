import type { Edit, RepoPath } from '../../../src/domain.js'
import { type Applied, applyEdits, type BaseFile, editableText } from '../../../src/trial/patch/apply.js'

type Files = Readonly<Record<string, string | BaseFile>>

function apply(files: Files, ...edits: readonly Edit[]): Promise<Applied> {
  return applyEdits(edits, async (path: RepoPath) => {
    const file = files[path]
    if (file === undefined) return { kind: 'absent' }
    return typeof file === 'string' ? { kind: 'text', text: file } : file
  })
}

const edit = (path: string, search: string, replace: string): Edit => ({ path, search, replace })

async function after(files: Files, ...edits: readonly Edit[]): Promise<Record<string, string> | string> {
  const applied = await apply(files, ...edits)
  if (applied.kind !== 'patch') return `${applied.kind}: ${applied.why}`
  return Object.fromEntries(applied.patch.files.map((file) => [file.path, file.after]))
}

describe('edits that fit', () => {
  it.each<[string, Files, Edit[], Record<string, string>]>([
    ['one edit', { a: 'x\ny\n' }, [edit('a', 'y', 'z')], { a: 'x\nz\n' }],
    ['two edits, in whatever order', { a: '1 2 3' }, [edit('a', '3', 'c'), edit('a', '1', 'a')], { a: 'a 2 c' }],
    ['edits that touch', { a: 'xy' }, [edit('a', 'x', '1'), edit('a', 'y', '2')], { a: '12' }],
    [
      'a replacement that repeats the other search',
      { a: 'x y' },
      [edit('a', 'x', 'y'), edit('a', 'y', 'x')],
      { a: 'y x' },
    ],
    ['two files, sorted', { b: '1', a: '2' }, [edit('b', '1', '3'), edit('a', '2', '4')], { a: '4', b: '3' }],
    ['a deletion', { a: 'x\ny\n' }, [edit('a', 'y\n', '')], { a: 'x\n' }],
    ['a new file', {}, [edit('new/a', '', 'x\n')], { 'new/a': 'x\n' }],
    ['$& in the replacement', { a: 'x' }, [edit('a', 'x', '$&$1$$')], { a: '$&$1$$' }],
    [
      'CRLF kept, with LF in the answer',
      { a: '1\r\n2\r\n3\r\n' },
      [edit('a', '1\n2\n', '1\n9\n8\n')],
      { a: '1\r\n9\r\n8\r\n3\r\n' },
    ],
    ['CRLF kept, with CRLF in the answer', { a: '1\r\n2\r\n' }, [edit('a', '1\r\n2', '1\r\n3')], { a: '1\r\n3\r\n' }],
    ['mixed line ends stay as they are', { a: '1\r\n2\n3\r\n' }, [edit('a', '2', '4\n5')], { a: '1\r\n4\n5\n3\r\n' }],
    ['a byte order mark stays', { a: '\uFEFFx\ny' }, [edit('a', 'x', 'z')], { a: '\uFEFFz\ny' }],
    ['no line end at the end', { a: 'x\ny' }, [edit('a', 'y', 'z')], { a: 'x\nz' }],
    ['a lone carriage return', { a: 'x\ry' }, [edit('a', 'y', 'z')], { a: 'x\rz' }],
    ['tabs and blanks around it', { a: '\tx  \n  y\t\n' }, [edit('a', 'y', 'z')], { a: '\tx  \n  z\t\n' }],
    ['white space within a line', { 'a.js': "s.join('')" }, [edit('a.js', "''", "' '")], { 'a.js': "s.join(' ')" }],
    [
      'indentation in Python',
      { 'a.py': 'if x:\n    y\n    z\n' },
      [edit('a.py', '    z', 'z')],
      { 'a.py': 'if x:\n    y\nz\n' },
    ],
    [
      'indentation in a Makefile',
      { Makefile: 'a:\n  b\n' },
      [edit('Makefile', '  b', '\tb')],
      { Makefile: 'a:\n\tb\n' },
    ],
  ])('%s', async (_, files, edits, expected) => {
    expect(await after(files, ...edits)).toEqual(expected)
  })

  it('keeps the old text beside the new', async () => {
    const applied = await apply({ a: 'x' }, edit('a', 'x', 'y'), edit('b', '', 'z'))
    expect(applied).toEqual({
      kind: 'patch',
      patch: {
        files: [
          { path: 'a', before: 'x', after: 'y' },
          { path: 'b', before: undefined, after: 'z' },
        ],
      },
    })
  })
})

describe('edits that do not', () => {
  it.each<[string, Files, Edit[], string]>([
    ['none', {}, [], 'misfit: no edit given'],
    ['too many', { a: 'x' }, Array.from({ length: 51 }, () => edit('a', 'x', 'y')), 'misfit: more than 50 edits'],
    ['too large', { a: 'x' }, [edit('a', 'x', 'y'.repeat(200_000))], 'misfit: edit of a is too large'],
    ['found nowhere', { a: 'x' }, [edit('a', 'y', 'z')], 'misfit: search text found 0 times in a'],
    [
      'found nowhere but for indentation',
      { a: '  x' },
      [edit('a', '\tx', 'z')],
      'misfit: search text found 0 times in a',
    ],
    ['found twice', { a: 'x x' }, [edit('a', 'x', 'z')], 'misfit: search text found more than once in a'],
    ['found twice, overlapping', { a: 'aaa' }, [edit('a', 'aa', 'z')], 'misfit: search text found more than once in a'],
    ['overlap', { a: 'xyz' }, [edit('a', 'xy', '1'), edit('a', 'yz', '2')], 'misfit: edits of a overlap'],
    ['the same twice', { a: 'x' }, [edit('a', 'x', 'y'), edit('a', 'x', 'y')], 'misfit: edits of a overlap'],
    ['one within another', { a: 'xyz' }, [edit('a', 'xyz', '1'), edit('a', 'y', '2')], 'misfit: edits of a overlap'],
    [
      'of a file that this answer makes',
      {},
      [edit('a', '', 'x'), edit('a', 'x', 'y')],
      'misfit: a is created and edited in one answer',
    ],
    ['of a file that is not there', {}, [edit('a', 'x', 'y')], 'misfit: a is not in the repository'],
    [
      'making a file that is there',
      { a: 'x' },
      [edit('a', '', 'y')],
      'misfit: a exists: an edit of it needs a search text',
    ],
    ['making an empty file', {}, [edit('a', '', '')], 'misfit: a would be empty'],
    ['equal to what is there', { a: 'x' }, [edit('a', 'x', 'x')], 'misfit: no change in a'],
    ['there and back', { a: 'xy' }, [edit('a', 'x', 'x'), edit('a', 'y', 'y')], 'misfit: no change in a'],
    ['CRLF for LF', { a: 'x\r\ny\r\n' }, [edit('a', 'x\n', 'x\r\n')], 'misfit: no change in a'],
    [
      'indentation',
      { 'a.js': 'if (x) {\n  y\n}\n' },
      [edit('a.js', '  y', '\ty')],
      'misfit: only white space changes in a.js',
    ],
    ['blank lines', { 'a.js': 'x\ny\n' }, [edit('a.js', 'x\n', 'x\n\n\n')], 'misfit: only white space changes in a.js'],
    [
      'blanks at the end of a line',
      { 'a.js': 'x\ny\n' },
      [edit('a.js', 'x', 'x ')],
      'misfit: only white space changes in a.js',
    ],
    [
      'one good, one bad',
      { a: 'x', b: 'y' },
      [edit('a', 'x', 'z'), edit('b', 'q', 'z')],
      'misfit: search text found 0 times in b',
    ],
    ['a path outside', {}, [edit('../a', '', 'x')], 'refused: "../a": outside the repository'],
    [
      'one good, one outside',
      { a: 'x' },
      [edit('a', 'x', 'y'), edit('/etc/x', '', 'x')],
      'refused: "/etc/x": outside the repository',
    ],
    ['git metadata', {}, [edit('.git/hooks/x', '', 'x')], 'refused: ".git/hooks/x": git metadata'],
    ['a path of two spellings', { 'a/b': 'x' }, [edit('a//b', 'x', 'y')], 'refused: "a//b": empty path segment'],
    [
      'a link',
      { a: { kind: 'refused', why: 'is a symbolic link' } },
      [edit('a', 'x', 'y')],
      'refused: a: is a symbolic link',
    ],
  ])('%s', async (_, files, edits, expected) => {
    expect(await after(files, ...edits)).toBe(expected)
  })
})

describe('editableText', () => {
  const text = (content: string) => Buffer.from(content)

  it.each<[string, string, Uint8Array, BaseFile]>([
    ['plain', '100644', text('x\r\n'), { kind: 'text', text: 'x\r\n' }],
    ['executable', '100755', text('x'), { kind: 'text', text: 'x' }],
    ['with a byte order mark', '100644', text('\uFEFFx'), { kind: 'text', text: '\uFEFFx' }],
    ['empty', '100644', text(''), { kind: 'text', text: '' }],
    ['a link', '120000', text('/etc/passwd'), { kind: 'refused', why: 'is a symbolic link' }],
    ['a submodule', '160000', text(''), { kind: 'refused', why: 'is a submodule' }],
    ['with NUL', '100644', text('a\0b'), { kind: 'refused', why: 'not UTF-8 text' }],
    ['UTF-16', '100644', Buffer.from('\uFEFFab', 'utf16le'), { kind: 'refused', why: 'not UTF-8 text' }],
    ['latin-1', '100644', Buffer.from([0x66, 0xfc, 0x72]), { kind: 'refused', why: 'not UTF-8 text' }],
    ['half a character', '100644', Buffer.from([0xe2, 0x82]), { kind: 'refused', why: 'not UTF-8 text' }],
    [
      'Git LFS',
      '100644',
      text('version https://git-lfs.github.com/spec/v1\noid x\n'),
      { kind: 'refused', why: 'is stored in Git LFS' },
    ],
  ])('%s', (_, mode, bytes, expected) => {
    expect(editableText(mode, bytes)).toEqual(expected)
  })
})

import { openGrammars } from '../../src/adapters/grammars.js'
import type { Patch, RepoPath } from '../../src/domain.js'
import { openSyntax } from '../../src/syntax/open.js'
import { leastPatch } from '../../src/trial/minimal.js'

const syntax = openSyntax(openGrammars())

function patchOf(files: Record<string, readonly [string | undefined, string]>): Patch {
  return { files: Object.entries(files).map(([path, [before, after]]) => ({ path: path as RepoPath, before, after })) }
}

/** The least patch where the failing test passes as long as each of these texts is there. */
async function least(patch: Patch, ...needed: readonly string[]) {
  return leastOf(patch, false, needed)
}

async function leastOf(patch: Patch, isOneIdea: boolean, needed: readonly string[]) {
  let runs = 0
  const result = await leastPatch(patch, syntax, isOneIdea, async ({ files }) => {
    runs++
    const all = files.map((file) => file.after).join('\n')
    return needed.every((each) => all.includes(each))
  })
  return { ...result, runs, texts: Object.fromEntries(result.patch.files.map(({ path, after }) => [path, after])) }
}

const before = 'function a(x) {\n  return x - 1\n}\n\nfunction b(x) {\n  return x\n}\n'

describe('leastPatch', () => {
  it('runs nothing for one line', async () => {
    const patch = patchOf({ 'src/a.js': [before, before.replace('x - 1', 'x + 1')] })
    expect(await least(patch, 'x + 1')).toMatchObject({ runs: 0, taken: 0, patch })
  })

  it('takes out a hunk, a file and a statement that are not needed', async () => {
    const after = before
      .replace('  return x - 1', '  const twice = x * 2\n  console.log(twice)\n  return x + 1')
      .replace('return x\n', 'return x ?? 0\n')
    const patch = patchOf({ 'src/a.js': [before, after], 'src/new.js': [undefined, 'export {}\n'] })
    const { texts, taken } = await least(patch, 'x + 1')
    expect(texts).toEqual({ 'src/a.js': before.replace('x - 1', 'x + 1') })
    expect(taken).toBe(4)
  })

  it.each<[string, Patch, string]>([
    [
      'a new test',
      patchOf({ 'src/a.js': [before, before.replace('- 1', '+ 1')], 'test/b.test.js': [undefined, 'it()\n'] }),
      '+ 1',
    ],
    [
      'an import that is used',
      patchOf({ 'src/a.ts': ['const z = 1\n', "import { y } from './y'\nconst z = y + 1\n"] }),
      'y + 1',
    ],
    [
      'a type, which no run would miss',
      patchOf({
        'src/a.ts': [
          'interface A {\n  b: string\n}\n\nfunction f(a: A) {\n  return a\n}\n',
          'interface A {\n  b?: string\n}\n\nfunction f(a: A) {\n  return a.b\n}\n',
        ],
      }),
      'a.b',
    ],
    [
      'the only statement of a block',
      patchOf({ 'src/a.py': ['def f(x):\n    return 1\n', 'def f(x):\n    if x:\n        return 2\n    return 1\n'] }),
      'if x:',
    ],
  ])('leaves %s', async (_, patch, needed) => {
    expect((await least(patch, needed)).patch).toEqual(patch)
  })

  it('leaves the statements of one idea together, but for what only prints; other hunks may go', async () => {
    const after = before
      .replace('  return x - 1', '  if (x > 9) return 9\n  console.log(x)\n  return x + 1')
      .replace('return x\n', 'return x ?? 0\n')
    const { texts, taken } = await leastOf(patchOf({ 'src/a.js': [before, after] }), true, ['x + 1'])
    expect(texts['src/a.js']).toBe(before.replace('  return x - 1', '  if (x > 9) return 9\n  return x + 1'))
    expect(taken).toBe(2)
  })

  it('stops after a dozen runs', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `const v${index} = ${index}`)
    const patch = patchOf({ 'src/a.js': [lines.join('\n\n'), lines.map((line) => `${line} + 1`).join('\n\n')] })
    const found = await least(patch, ...lines.map((line) => `${line} + 1`))
    expect(found).toMatchObject({ runs: 12, taken: 0 })
  })
})

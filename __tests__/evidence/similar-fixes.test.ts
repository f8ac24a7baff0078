import type { Failure, RepoPath } from '../../src/domain.js'
import { similarFixes } from '../../src/evidence/similar-fixes.js'

const file = 'src/parse.js' as RepoPath
const suspects = [{ file, score: 1, why: 'x' }]
const failure: Failure = {
  kind: 'test',
  title: 'x',
  message: 'Unexpected depth of nested brackets',
  detail: '',
  frames: [],
  sourceLines: [1, 1],
  fingerprint: '0',
  source: 'x',
  occurrences: { count: 1, spike: false },
  test: { name: 'keeps brackets' },
}

/** A history of these subjects, newest first; each commit changes its own line of the file, and another file beside it. */
function history(subjects: readonly string[], lines = 1) {
  const asked: (readonly [number, string | undefined])[] = []
  return {
    asked,
    log: async (_from: string, limit: number, path?: RepoPath) => {
      asked.push([limit, path])
      return path === file ? subjects.map((subject, index) => ({ id: `${index}`.repeat(40), subject, time: '' })) : []
    },
    resolve: async (revision: string) => (revision.startsWith('9') ? undefined : revision),
    diff: async (_from: string, to: string) =>
      [
        'diff --git a/README.md b/README.md\n--- a/README.md\n+++ b/README.md\n@@ -1 +1 @@\n-old\n+new',
        `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n@@ -7 +7 @@${`\n-was ${to[0]}\n+is ${to[0]}`.repeat(lines)}`,
        'diff --git a/z.js b/z.js\n--- a/z.js\n+++ b/z.js\n@@ -1 +1 @@\n-z\n+y\n',
      ].join('\n'),
  }
}

describe('earlier fixes', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['with words of the message', ['Fix depth of brackets'], ['0000000']],
    ['the likest first, whatever their age', ['fix: depth', 'Fix nested depth of brackets'], ['1111111', '0000000']],
    ['of two that are as like, the newer first', ['fix depth', 'fixes depth', 'fixed depth'], ['0000000', '1111111']],
    ['no fix by its subject', ['Rework depth of brackets'], []],
    ['a fix of something else', ['Fix colours of the prompt'], []],
    ['a fix that says only that', ['fix bug'], []],
    ['a word in a word', ['Prefix the depth of brackets'], []],
  ])('%s', async (_, subjects, ids) => {
    const shown = await similarFixes(failure, suspects, history(subjects), 'base')
    expect(shown.map(({ why }) => why)).toEqual(ids.map((id) => `diff of an earlier fix of this file, ${id}`))
  })

  it('are shown as what they changed in the suspect file, with their subject', async () => {
    const [shown] = await similarFixes(failure, suspects, history(['Fix depth']), 'base')
    expect(shown).toMatchObject({ path: file, text: 'Fix depth\n@@ -7 +7 @@\n-was 0\n+is 0' })
  })

  it('are cut where they are long, at a line', async () => {
    const [shown] = await similarFixes(failure, suspects, history(['Fix depth'], 1000), 'base')
    expect(shown?.text.length).toBeLessThan(2600)
    expect(shown?.text).toMatch(/\n(?:-was|\+is) 0\n…$/)
  })

  it('are left out where their parent is not in the clone', async () => {
    const shallow = { ...history(['Fix depth']), resolve: async () => undefined }
    expect(await similarFixes(failure, suspects, shallow, 'base')).toEqual([])
  })

  it('are looked for in few files, and not far back', async () => {
    const past = history([])
    const many = Array.from({ length: 30 }, (_, index) => ({ file: `src/${index}.js` as RepoPath, score: 1, why: 'x' }))
    await similarFixes(failure, many, past, 'base')
    expect(past.asked).toEqual([
      [60, 'src/0.js'],
      [60, 'src/1.js'],
    ])
  })
})

import { openGrammars } from '../../../src/adapters/grammars.js'
import type { Candidate, CulpritFile, RepoPath, Trial, VerdictName } from '../../../src/domain.js'
import { createRevertRepairer } from '../../../src/repair/revert/repairer.js'
import { openSyntax } from '../../../src/syntax/open.js'
import { applyEdits } from '../../../src/trial/patch/apply.js'
import * as example from '../../report/examples.js'

const path = 'src/a.js' as RepoPath
const before = 'const a = 1\nconst b = 2\nconst c = 3\nconst d = 4\nconst e = 5\n'
const after = 'const a = 10\nconst b = 2\nconst c = 30\nconst d = 4\nconst e = 50\n'

async function textAfter(candidate: Candidate, now: string): Promise<string> {
  const applied = await applyEdits(candidate.edits, async () => ({ kind: 'text', text: now }))
  if (applied.kind !== 'patch') throw new Error(applied.why)
  return applied.patch.files[0]?.after ?? ''
}

/** Runs the repairer against a judge of texts; returns the texts that it tried with their verdicts. */
async function tried(file: Partial<CulpritFile>, judge: (text: string) => VerdictName) {
  const culpritFile = { path, before, after, now: file.after ?? after, ...file }
  const evidence = {
    failure: example.fix.failure,
    suspects: [],
    culprit: { commit: 'abc1234'.padEnd(40, '0'), subject: 'Grow', how: 'bisect' as const },
    culpritFiles: [culpritFile],
    sources: [],
    excerpts: [],
    output: '',
    instructions: '',
    cut: [],
    files: [path],
  }
  const trials: Trial[] = []
  const texts: [string, VerdictName][] = []
  for await (const candidate of createRevertRepairer(openSyntax(openGrammars())).propose(evidence, trials)) {
    const text = await textAfter(candidate, culpritFile.now ?? '')
    const verdict = judge(text)
    texts.push([text, verdict])
    trials.push({ candidate, verdict: { verdict, why: '', output: '' }, diff: '', seconds: 0 })
  }
  return { texts, trials, last: texts.findLast(([, verdict]) => verdict === 'healed')?.[0] }
}

describe('the revert repairer', () => {
  it('takes back one change of three, and tries nothing twice', async () => {
    const { last, texts, trials } = await tried({}, (text) => (text.includes('c = 3\n') ? 'healed' : 'still-failing'))
    expect(last).toBe(after.replace('c = 30', 'c = 3'))
    expect(new Set(texts.map(([text]) => text)).size).toBe(texts.length)
    expect(trials[0]?.candidate).toMatchObject({ strategy: 'revert', by: 'abc1234' })
  })

  it('goes on from what mends the failure and breaks other tests', async () => {
    const { last } = await tried({}, (text) => {
      if (!text.includes('a = 1\n')) return 'still-failing'
      return text.includes('e = 5\n') ? 'broke-others' : 'healed'
    })
    expect(last).toBe(after.replace('a = 10', 'a = 1'))
  })

  it('takes back single lines of one change', async () => {
    const block = after.replace('const b = 2', 'const b = 20')
    const { last } = await tried({ after: block, now: block }, (text) =>
      text.includes('b = 2\n') ? 'healed' : 'still-failing',
    )
    expect(last).toBe(block.replace('b = 20', 'b = 2'))
  })

  it('brings back lines that were taken away', async () => {
    const shorter = before.replace('const c = 3\n', '')
    const { last } = await tried({ after: shorter }, (text) => (text.includes('c = 3') ? 'healed' : 'still-failing'))
    expect(last).toBe(before)
  })

  it('finds the lines where later commits moved them, and leaves what they changed', async () => {
    const now = `// new\n\n${after.replace('a = 10', 'a = 11')}`
    const { last, texts } = await tried({ now }, (text) => (text.includes('e = 5\n') ? 'healed' : 'still-failing'))
    expect(last).toBe(now.replace('e = 50', 'e = 5'))
    expect(texts.every(([text]) => text.includes('a = 11'))).toBe(true)
  })

  it('keeps a file without a last line end as it is', async () => {
    const open = after.trimEnd()
    const { last } = await tried({ before: before.trimEnd(), after: open }, (text) =>
      text.endsWith('e = 5') ? 'healed' : 'still-failing',
    )
    expect(last).toBe(open.replace('e = 50', 'e = 5'))
  })

  it.each<[string, Partial<CulpritFile>]>([
    ['a file that the culprit made', { before: undefined }],
    ['a file that is gone', { now: undefined }],
    ['a change that was changed again', { now: 'entirely\nother\ntext\n' }],
  ])('does not apply to %s', async (_, file) => {
    expect((await tried(file, () => 'healed')).texts).toEqual([])
  })

  it('tries no text that could not be parsed', async () => {
    const grown = 'function f() {\n  if (a) {\n    b()\n  }\n}\n'
    const bare = 'function f() {\n  b()\n}\n'
    const { texts } = await tried({ before: bare, after: grown }, () => 'still-failing')
    expect(texts.map(([text]) => text)).toEqual([bare])
  })
})

import type { Candidate } from '../../../src/domain.js'
import { applyChanges } from '../../../src/repair/code/edits.js'
import { changesBetween, projectCandidates } from '../../../src/repair/project/candidates.js'
import type { ProjectRule, ProjectSite } from '../../../src/repair/project/project-rule.js'

describe('changes between two texts', () => {
  it.each<[string, string, string]>([
    ['a line in the middle', 'a\nb\nc\n', 'a\nx\nc\n'],
    ['the first line goes', 'a\nb\n', 'b\n'],
    ['the last line goes', 'a\nb\n', 'a\n'],
    ['a line end comes', 'a\nb', 'a\nb\n'],
    ['a line end goes', 'a\nb\n', 'a\nb'],
    ['lines come at the end', 'a\n', 'a\nb\nc\n'],
    ['a line comes before the first', 'a\n', 'x\na\n'],
    ['everything goes but a line end', 'a\nb\n', '\n'],
    ['two places', 'a\nb\nc\nd\ne\n', 'A\nb\nc\nd\nE\n'],
    ['carriage returns', 'a\r\nb\r\n', 'a\r\n b\r\n'],
    ['one line', 'a', 'b'],
  ])('%s', (_what, before, after) => {
    expect(applyChanges(before, changesBetween(before, after))).toBe(after)
  })
})

describe('candidates of the project', () => {
  const rule = (...texts: readonly string[]): ProjectRule => ({
    name: 'stub',
    works: 'tests',
    async *propose() {
      for (const text of texts) yield { texts: new Map([['a.js', text]]), explanation: 'so' }
    },
  })
  const site = { read: async (path: string) => (path === 'a.js' ? 'one\ntwo\n' : undefined) } as unknown as ProjectSite

  async function all(...rules: readonly ProjectRule[]): Promise<readonly Candidate[]> {
    const found: Candidate[] = []
    for await (const candidate of projectCandidates(site, rules)) found.push(candidate)
    return found
  }

  it('says each change once, and no change never', async () => {
    const found = await all(rule('one\ntwo\n', 'one\nTWO\n', 'one\nTWO\n'), rule('one\nTWO\n'))
    expect(found.map(({ by, edits }) => [by, edits])).toEqual([
      ['stub', [{ path: 'a.js', search: 'two\n', replace: 'TWO\n' }]],
    ])
  })

  it('stops a rule that knows no end', async () => {
    const endless: ProjectRule = {
      name: 'endless',
      works: 'tests',
      async *propose() {
        for (let count = 0; ; count++) yield { texts: new Map([['a.js', `one\n${count}\n`]]), explanation: '' }
      },
    }
    expect((await all(endless)).length).toBeLessThan(20)
  })
})

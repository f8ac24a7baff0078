import { toolFix } from '../../../src/repair/project/tool-fix.js'
import { proposals, type SiteCase } from './site.js'

const base: SiteCase = {
  files: { 'src/a b.js': 'var a', 'src/-x.js': '' },
  message: 'no-var',
  failing: ['src/a b.js'],
  tool: 'eslint',
  mending: (files) => `eslint --fix ${files.join(' ')}`,
  run: ({ files }) => ({ texts: new Map((files ?? []).map((file) => [file, 'let a'])) }),
}

describe('tool-fix', () => {
  it('runs the tool on the failing files alone, and proposes what it made of them', async () => {
    const { texts, commands } = await proposals(toolFix, base)
    expect(commands).toEqual(["eslint --fix 'src/a b.js'"])
    expect(texts.map((each) => [...each])).toEqual([[['src/a b.js', 'let a']]])
  })

  it('speaks of files as they are called from the working directory', async () => {
    const { commands } = await proposals(toolFix, {
      ...base,
      workingDirectory: 'src/',
      failing: ['src/-x.js', 'other/y.js'],
    })
    expect(commands).toEqual(['eslint --fix ./-x.js'])
  })

  it.each<[string, SiteCase]>([
    ['a failing test', { ...base, tool: undefined as never }],
    ['a tool that mends nothing', { ...base, mending: () => undefined }],
    ['no file that is ours', { ...base, failing: [] }],
    ['half the project', { ...base, failing: Array.from({ length: 60 }, (_, index) => `src/${index}.js`) }],
  ])('does not apply to %s', async (_what, given) => {
    const { tool, ...rest } = given
    expect((await proposals(toolFix, tool === undefined ? rest : given)).texts).toEqual([])
  })
})

import { typeError } from '../../../src/repair/project/type-error.js'
import { proposals, type SiteCase } from './site.js'

const answer = (variants: unknown) => JSON.stringify({ variants })
const base: SiteCase = {
  files: { 'app/src/a.ts': 'totl()' },
  message: "TS2552: Cannot find name 'totl'.",
  tool: 'tsc',
  words: ['tsc', '--noEmit', '-p', 'tsconfig.ci.json'],
  workingDirectory: 'app/',
  run: () => ({ answer: answer([{ files: { 'src/a.ts': 'total()' }, fixes: ["Change spelling to 'total'"] }]) }),
}

describe('type-error', () => {
  it('asks for the project that the check names, and places the answer in the repository', async () => {
    const { texts, commands } = await proposals(typeError, base)
    expect(commands).toEqual(["node /outbox/fixes.cjs /outbox/answer 'tsconfig.ci.json'"])
    expect(texts.map((each) => [...each])).toEqual([[['app/src/a.ts', 'total()']]])
  })

  it('passes no word to the shell that is no plain path', async () => {
    const { commands } = await proposals(typeError, { ...base, words: ['tsc', '-p', "'x';rm"] })
    expect(commands).toEqual(['node /outbox/fixes.cjs /outbox/answer '])
  })

  it.each<[string, string | undefined]>([
    ['no answer', undefined],
    ['no JSON', '{'],
    ['another shape', '[1]'],
    ['a reason', '{"why":"the project has no TypeScript installed"}'],
    ['a file that is not tracked', answer([{ files: { '../../etc/passwd': 'x' }, fixes: [] }])],
    ['texts that are none', answer([{ files: 3, fixes: 3 }, null, { files: { 'src/a.ts': 1 } }])],
  ])('proposes nothing for %s', async (_what, text) => {
    const { texts } = await proposals(typeError, { ...base, run: () => ({ answer: text }) })
    expect(texts.filter((each) => each.size > 0)).toEqual([])
  })

  it('leaves other tools alone', async () => {
    expect((await proposals(typeError, { ...base, tool: 'eslint' })).commands).toEqual([])
  })
})

import { lockFile } from '../../../src/repair/project/lock-file.js'
import { proposals, type SiteCase } from './site.js'

const base: SiteCase = {
  files: { 'package-lock.json': '{}', 'package.json': '{}' },
  message: 'Missing: a@1.0.0 from lock file',
  tool: 'npm-ci',
  run: () => ({ texts: new Map([['package-lock.json', '{"a":1}']]) }),
}

describe('lock-file', () => {
  it('has npm write it, without a script of any package', async () => {
    const { texts, commands } = await proposals(lockFile, base)
    expect(texts.map((each) => [...each])).toEqual([[['package-lock.json', '{"a":1}']]])
    expect(commands[0]).toContain('--package-lock-only --ignore-scripts')
  })

  it('says that it needs the network', async () => {
    const { texts, said } = await proposals(lockFile, {
      ...base,
      run: () => ({ exit: 1, output: 'npm error code EAI_AGAIN' }),
    })
    expect(texts).toEqual([])
    expect(said.join()).toContain('network: host')
  })

  it.each<[string, SiteCase]>([
    ['another tool', { ...base, tool: 'eslint' }],
    ['a project without one', { ...base, files: { 'package.json': '{}' } }],
  ])('does not apply to %s', async (_what, given) => {
    expect((await proposals(lockFile, given)).texts).toEqual([])
  })
})

import { missingDependency } from '../../../src/repair/project/missing-dependency.js'
import { proposals } from './site.js'

const manifest = (dependencies: object) => `${JSON.stringify({ name: 'a', dependencies }, null, 2)}\n`
const message = "Cannot find package 'left-pad' imported from /x/packages/a/index.js"
const failing = ['packages/a/index.js']

describe('missing-dependency', () => {
  it.each<[string, string, Readonly<Record<string, string>>, string]>([
    [
      'another package of the repository',
      message,
      {
        'packages/a/package.json': manifest({ zod: '1' }),
        'packages/b/package.json': manifest({ 'left-pad': '~1.3.0' }),
      },
      manifest({ 'left-pad': '~1.3.0', zod: '1' }),
    ],
    [
      'the lock file',
      message,
      {
        'packages/a/package.json': manifest({}),
        'package-lock.json': '{"packages":{"node_modules/left-pad":{"version":"1.3.0"}}}',
      },
      manifest({ 'left-pad': '^1.3.0' }),
    ],
    [
      'a linter that misses it',
      "'left-pad' should be listed in the project's dependencies. Run 'npm i -S left-pad' to add it",
      { 'packages/a/package.json': manifest({}), 'package.json': manifest({ 'left-pad': '1.3.0' }) },
      manifest({ 'left-pad': '1.3.0' }),
    ],
  ])('takes the range of %s', async (_from, said, files, after) => {
    const { texts } = await proposals(missingDependency, {
      files: { ...files, 'packages/a/index.js': '' },
      message: said,
      failing,
    })
    expect(texts.map((each) => [...each])).toEqual([[['packages/a/package.json', after]]])
  })

  it.each<[string, string, Readonly<Record<string, string>>]>([
    ['a name that the repository has never seen', message, { 'packages/a/package.json': manifest({}) }],
    [
      'a package that is named already',
      message,
      { 'packages/a/package.json': manifest({ 'left-pad': '1' }), 'package.json': manifest({ 'left-pad': '1' }) },
    ],
    [
      'a path of somebody else',
      message,
      { 'packages/a/package.json': manifest({}), 'package.json': manifest({ 'left-pad': 'file:../x' }) },
    ],
    [
      'a file of the project',
      "Cannot find module './left-pad'",
      { 'packages/a/package.json': manifest({}), 'package.json': manifest({ 'left-pad': '1' }) },
    ],
    [
      'a manifest that is none',
      message,
      { 'packages/a/package.json': '[', 'package.json': manifest({ 'left-pad': '1' }) },
    ],
  ])('does not apply to %s', async (_what, said, files) => {
    expect((await proposals(missingDependency, { files, message: said, failing })).texts).toEqual([])
  })

  it('says why it adds no name that nobody has seen', async () => {
    const { said } = await proposals(missingDependency, {
      files: { 'packages/a/package.json': manifest({}) },
      message,
      failing,
    })
    expect(said.join()).toContain('left-pad is named nowhere in this repository')
  })
})

import type { CulpritFile, RepoPath } from '../../../src/domain.js'
import { movedModule } from '../../../src/repair/project/moved-module.js'
import { proposals } from './site.js'

type Files = Readonly<Record<string, string>>
const missing = (name: string) => `Cannot find module '${name}' imported from /copy/src/a.js`

describe('moved-module', () => {
  it.each<[string, string, Files, Files]>([
    [
      'a file of the same name',
      missing('/copy/src/money.js'),
      { 'src/a.js': "import { x } from './money.js'\n", 'src/lib/money.js': '' },
      { 'src/a.js': "import { x } from './lib/money.js'\n" },
    ],
    [
      'every importer',
      missing('./money'),
      {
        'src/a.js': "const m = require('./money')\n",
        'b.js': "const m = require('./src/money')\n",
        'lib/money.js': '',
      },
      { 'src/a.js': "const m = require('../lib/money')\n", 'b.js': "const m = require('./lib/money')\n" },
    ],
    [
      'a file of nearly the same name',
      missing('./stor.js'),
      { 'src/a.js': "export { x } from './stor.js'\n", 'src/store.js': '' },
      { 'src/a.js': "export { x } from './store.js'\n" },
    ],
    [
      'TypeScript by the name of what it makes',
      missing('./money.js'),
      { 'src/a.ts': "import { x } from './money.js'\n", 'src/lib/money.ts': '' },
      { 'src/a.ts': "import { x } from './lib/money.js'\n" },
    ],
    [
      'a folder with an index',
      missing('./money'),
      { 'src/a.ts': "import { x } from './money'\n", 'src/lib/money/index.ts': '' },
      { 'src/a.ts': "import { x } from './lib/money'\n" },
    ],
    [
      'a bundler',
      "Failed to resolve import './money.js' from 'src/a.js'",
      { 'src/a.js': "import './money.js'\n", 'src/lib/money.js': '' },
      { 'src/a.js': "import './lib/money.js'\n" },
    ],
    [
      'Python',
      "No module named 'shop.money'",
      { 'shop/a.py': 'from shop.money import cents\nx = 1\n', 'shop/lib/money.py': '' },
      { 'shop/a.py': 'from shop.lib.money import cents\nx = 1\n' },
    ],
    [
      'Python, relatively',
      "No module named 'shop.money'",
      { 'shop/a.py': 'from .money import cents\n', 'shop/lib/money.py': '' },
      { 'shop/a.py': 'from .lib.money import cents\n' },
    ],
    [
      'Python below src',
      "No module named 'shop.money'",
      { 'src/shop/a.py': 'import shop.money\n', 'src/shop/lib/money.py': '' },
      { 'src/shop/a.py': 'import shop.lib.money\n' },
    ],
  ])('follows %s', async (_what, message, files, after) => {
    const { texts } = await proposals(movedModule, { files, message })
    expect(Object.fromEntries(texts[0] ?? [])).toEqual(after)
  })

  it('follows a rename of the culprit first', async () => {
    const body = 'export const x = 1\nexport const y = 2\n'
    const file = (path: string, before: string | undefined, after: string | undefined): CulpritFile => ({
      path: path as RepoPath,
      before,
      after,
      now: after,
    })
    const { texts } = await proposals(movedModule, {
      files: { 'src/a.js': "import { x } from './money.js'\n", 'src/amounts.js': body, 'old/money.js': '' },
      message: missing('/copy/src/money.js'),
      culpritFiles: [file('src/amounts.js', undefined, body), file('src/money.js', body, undefined)],
    })
    expect([...(texts[0]?.values() ?? [])]).toEqual(["import { x } from './amounts.js'\n"])
  })

  it.each<[string, string, Files]>([
    ['a package', missing('left-pad'), { 'src/a.js': "import 'left-pad'\n", 'src/lib/left-pad.js': '' }],
    [
      'a file that is where it should be',
      missing('./money.js'),
      { 'src/a.js': "import './money.js'\n", 'src/money.js': '' },
    ],
    ['a file that is nowhere', missing('./money.js'), { 'src/a.js': "import './money.js'\n", 'src/customers.js': '' }],
    ['a test that imports', missing('./money.js'), { 'test/a.test.js': "import './money.js'\n", 'src/money.js': '' }],
    ['another message', 'expected 1 to be 2', { 'src/a.js': "import './money.js'\n", 'src/lib/money.js': '' }],
  ])('does not apply to %s', async (_what, message, files) => {
    expect((await proposals(movedModule, { files, message })).texts).toEqual([])
  })
})

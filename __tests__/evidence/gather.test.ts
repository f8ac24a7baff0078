import { openGrammars } from '../../src/adapters/grammars.js'
import type { Failure, RepoPath } from '../../src/domain.js'
import { type Gathering, gather } from '../../src/evidence/gather.js'
import { openSyntax } from '../../src/syntax/open.js'

const syntax = openSyntax(openGrammars())

const project: Record<string, string> = {
  'src/api.js':
    "import { priceOf } from './price.js'\nexport function quote(order) {\n  return { cents: priceOf(order) }\n}\n",
  'src/price.js': 'export function priceOf(order) {\n  return order.net + order.tax\n}\nexport function unused() {}\n',
  'src/other.js': 'export const other = 1\n',
  'test/api.test.js':
    "import { quote } from '../src/api.js'\ntest('quotes', () => {\n  assert.deepEqual(quote({ net: 1 }), { cents: 1 })\n})\n",
  'lib/cart/__init__.py': '',
  'lib/cart/total.py': 'def total(rows):\n    return sum(rows)\n',
  'lib/tests/test_total.py': 'from cart.total import total\n\ndef test_total():\n    assert total([1]) == 1\n',
  'AGENTS.md': 'Use tabs. token=hunter2',
}

function failure(over: Partial<Failure>): Failure {
  return {
    kind: 'test',
    title: 'quotes',
    message: 'Expected values to be equal',
    detail: '',
    exception: 'AssertionError',
    frames: [],
    sourceLines: [1, 1],
    fingerprint: '000000000000',
    source: 'x',
    occurrences: { count: 1, spike: false },
    ...over,
  }
}

function gathering(over: Partial<Gathering>, files = project): Gathering {
  const paths = Object.keys(files) as RepoPath[]
  return {
    failure: failure({}),
    repository: {
      entries: async () => paths.map((path) => ({ path, mode: '100644', id: path })),
      blob: async (id) => Buffer.from(files[id] ?? ''),
      log: async (_from, _limit, path) =>
        path === undefined || path === 'src/price.js' ? [{ id: 'abcdef1234567', subject: 's', time: '' }] : [],
      resolve: async () => undefined,
      diff: async () => '',
    },
    base: 'main',
    files: paths,
    syntax,
    output: 'ran with token=hunter2',
    instructions: 'be kind',
    redact: (text) => text.replaceAll('hunter2', '***'),
    ...over,
  }
}

const places = (evidence: { suspects: readonly { file: string; line?: number }[] }) =>
  evidence.suspects.map(({ file, line }) => `${file}:${line ?? ''}`)

describe('gather', () => {
  const inTest = {
    test: { name: 'quotes', file: 'test/api.test.js' },
    frames: [{ file: 'test/api.test.js', line: 3, inRepository: true }],
  }

  it('puts own frames first, and code of tests or packages nowhere', async () => {
    const frames = [
      { file: 'node_modules/x/index.js', line: 1, inRepository: false },
      { file: 'src/price.js', line: 2, inRepository: true },
      { file: 'test/api.test.js', line: 3, inRepository: true },
    ]
    const evidence = await gather(gathering({ failure: failure({ frames }) }))
    expect(places(evidence)[0]).toBe('src/price.js:2')
    expect(places(evidence).filter((place) => /^(?:test|node_modules)/.test(place))).toEqual([])
    expect(evidence.suspects[0]?.why).toBe('stack frame; changed in abcdef1')
  })

  it('does without frames: what the test calls, then what that calls', async () => {
    const evidence = await gather(gathering({ failure: failure(inTest) }))
    expect(places(evidence).slice(0, 2)).toEqual(['src/api.js:2', 'src/price.js:1'])
    expect(places(evidence)).not.toContain('src/other.js:')
    expect(evidence.sources.map((source) => source.path)).toEqual(['src/api.js', 'src/price.js', 'test/api.test.js'])
  })

  it.each<[string, Partial<Failure>]>([
    ['its title alone', { test: { name: 'quotes' } }],
    ['its title behind its suite', { test: { name: 'prices > quotes' } }],
    ['a file that did not load', { test: { name: 'test/api.test.js' } }],
  ])('finds the test by %s', async (_, over) => {
    const evidence = await gather(gathering({ failure: failure(over) }))
    expect(evidence.sources.map((source) => source.path)).toContain('test/api.test.js')
    expect(places(evidence)).toContain('src/api.js:2')
  })

  it("suspects what every test of that title calls, unless it is everybody's title", async () => {
    const again = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `test/other${index}.test.js`,
          "import { other } from '../src/other.js'\ntest('quotes', () => other())\n",
        ]),
      )
    const named = { failure: failure({ test: { name: 'quotes' } }) }
    const few = await gather(gathering(named, { ...project, ...again(1) }))
    expect(few.suspects.map(({ file }) => file)).toEqual(expect.arrayContaining(['src/api.js', 'src/other.js']))
    expect((await gather(gathering(named, { ...project, ...again(3) }))).suspects).toEqual([])
  })

  it('follows Python packages of a source folder', async () => {
    const test = { name: 'test_total', file: 'lib/tests/test_total.py' }
    const evidence = await gather(gathering({ failure: failure({ test }) }))
    expect(places(evidence)[0]).toBe('lib/cart/total.py:1')
  })

  it('shows the failing test first, then the suspects, with their lines', async () => {
    const { excerpts } = await gather(gathering({ failure: failure(inTest) }))
    expect(excerpts[0]).toMatchObject({ path: 'test/api.test.js', firstLine: 2, why: 'the failing test' })
    expect(excerpts[1]?.text).toContain('export function quote')
  })

  it('keeps the budget, and says what it left out', async () => {
    const { excerpts, cut } = await gather(gathering({ failure: failure(inTest), tokens: 40 }))
    expect(excerpts.map((excerpt) => excerpt.text).join('').length).toBeLessThanOrEqual(160)
    expect(cut.join()).toContain('src/api.js')
  })

  it('redacts output and guidance, before it shortens them', async () => {
    const evidence = await gather(gathering({ output: `${'x'.repeat(5995)}hunter2${'y'.repeat(9000)}` }))
    expect(evidence.output).not.toContain('hunt')
    expect(evidence.cut.join()).toContain('output')
    expect(evidence.instructions).toBe('be kind\n\nUse tabs. token=***')
  })

  it('reads no links, no binaries, and nothing beside the tracked files', async () => {
    const wanted = gathering({ failure: failure({ frames: [{ file: 'src/api.js', line: 1, inRepository: true }] }) })
    const entries = async () => [{ path: 'src/api.js', mode: '120000', id: 'src/price.js' }]
    const evidence = await gather({ ...wanted, repository: { ...wanted.repository, entries } })
    expect(evidence.sources).toEqual([])
  })
})

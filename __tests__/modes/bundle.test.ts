import { canonicalJson, digestOf, openBundle, patchOf, verdictIn } from '../../src/modes/bundle.js'
import { isBranchName } from '../../src/modes/bundle-shape.js'
import type { BundleFiles } from '../../src/modes/world.js'
import { bundleOf, fixOf, repositoryOf, withVerdict } from './fake-world.js'

const repository = repositoryOf()
const fix = await fixOf(repository)
const files = await bundleOf(repository, fix)

/** Opens what another job handed on, with the digest of what came: a stranger may have made both. */
function reasonFor(json: string): string | undefined {
  const hostile: BundleFiles = { ...files, 'fix.json': json }
  const opened = openBundle(hostile, digestOf(hostile))
  if ('value' in opened) return undefined
  expect(opened.ended).toMatchObject({
    outcome: 'refused-policy',
    reason: expect.stringMatching(/^bundle: fix\.json: /),
  })
  return opened.ended.reason
}

type Mutable = Record<string, unknown>

/** The fix with the value at a dotted path replaced; `undefined` takes it away. */
function changed(path: string, value: unknown): string {
  const copy: Mutable = JSON.parse(canonicalJson(fix))
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const holder = keys.reduce<Mutable>((inner, key) => inner[key] as Mutable, copy)
  if (value === undefined) delete holder[last]
  else holder[last] = value
  return JSON.stringify(copy)
}

describe('the digest', () => {
  const whole = withVerdict(files)
  const digest = digestOf(whole)

  it('is SHA-256 in hex', () => {
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect(digestOf({ ...whole })).toBe(digest)
  })

  it.each(['fix.json', 'fix.patch', 'verdict.json'] as const)('changes with any byte of %s', (name) => {
    const content = whole[name] ?? ''
    const seen = new Set([digest])
    for (const other of [
      `${content} `,
      content.slice(1),
      content.slice(0, -1),
      ` ${content}`,
      content.replace('a', 'b'),
    ]) {
      seen.add(digestOf({ ...whole, [name]: other }))
    }
    expect(seen.size).toBe(6)
  })

  it('changes where bytes move from one file to another', () => {
    const moved = { ...files, 'fix.json': files['fix.json'].slice(0, -1), 'fix.patch': `\n${files['fix.patch']}` }
    expect(digestOf(moved)).not.toBe(digestOf(files))
    expect(digestOf(files)).not.toBe(digest)
  })

  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: undefined })).toBe(canonicalJson({ b: [{ c: 2, d: 1 }] }))
  })
})

describe('opening a bundle', () => {
  it('gives the fix back as it was, an absent old text included', () => {
    const opened = openBundle(files, digestOf(files))
    expect('value' in opened && { ...opened.value, patch: patchOf(opened.value) }).toEqual(fix)
    const added = JSON.parse(changed('patch.files', [{ path: 'new.js', after: 'x' }]))
    expect(patchOf(added)).toEqual({ files: [{ path: 'new.js', before: undefined, after: 'x' }] })
  })

  it.each(['', '0'.repeat(64), digestOf(withVerdict(files)), digestOf(files).toUpperCase()])(
    'refuses the digest %j',
    (digest) => {
      expect(openBundle(files, digest)).toMatchObject({
        ended: { outcome: 'refused-policy', reason: 'bundle: it is not the one that the digest names' },
      })
    },
  )

  it.each<[string, string]>([
    ['empty', ''],
    ['no JSON', '{'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"fix"'],
    ['another version', changed('version', 2)],
    ['the version as text', changed('version', '1')],
    ['a prototype', '{"__proto__":{"version":1,"base":"x"}}'],
    ['deep nesting', '['.repeat(100_000)],
  ])('refuses what is %s', (_, json) => {
    expect(reasonFor(json)).toBeDefined()
  })

  it.each<[string, unknown]>([
    ['base', 'main'],
    ['base', '--upload-pack=x'],
    ['base', `${'a'.repeat(40)}\n`],
    ['tree', 'HEAD'],
    ['branch', '-x'],
    ['branch', 'a b'],
    ['branch', '$(id) x'],
    ['branch', '../x'],
    ['branch', 'a:b'],
    ['branch', 'x'.repeat(300)],
    ['branch', ''],
    ['strategy', 'magic'],
    ['failure.fingerprint', '../../../main'],
    ['failure.fingerprint', 'ABCDEF012345'],
    ['failure.kind', 'joke'],
    ['failure.occurrences.count', -1],
    ['failure.sourceLines', [1, 2, 3]],
    ['unproven', 'false'],
    ['unproven', 0],
    ['usage.cost', Number.POSITIVE_INFINITY],
    ['usage.cost', '1'],
    ['culprit.commit', '$(id)'],
    ['flags', {}],
    ['flags', [null]],
    ['suspects', 'all'],
    ['patch.files', []],
    ['patch.files', {}],
    ['patch.files', [{ path: '../x', after: 'x' }]],
    ['patch.files', [{ path: '/etc/x', after: 'x' }]],
    ['patch.files', [{ path: '.git/config', after: 'x' }]],
    ['patch.files', [{ path: 'a\\b', after: 'x' }]],
    ['patch.files', [{ path: 'a' }]],
    ['patch.files', [{ path: 'a', after: 1 }]],
    ['patch.files', [{ path: 'a', before: null, after: 'x' }]],
    ['patch.files', [{ path: ['a'], after: 'x' }]],
    [
      'patch.files',
      [
        { path: 'a', after: 'x' },
        { path: 'a', after: 'y' },
      ],
    ],
    ['patch.files', [null]],
  ])('refuses %s: %j', (path, value) => {
    expect(reasonFor(changed(path, value))?.length).toBeLessThan(250)
  })

  const required = [
    'suture',
    'failure',
    'failure.title',
    'failure.message',
    'failure.detail',
    'failure.source',
    'failure.frames',
    'failure.sourceLines',
    'failure.occurrences',
    'strategy',
    'by',
    'explanation',
    'base',
    'branch',
    'tree',
    'patch',
    'flags',
    'unproven',
    'suspects',
    'attempts',
    'usage',
    'usage.calls',
    'usage.candidates',
  ]
  it.each(required)('refuses a fix without %s, and one of the wrong type', (path) => {
    expect(reasonFor(changed(path, undefined))).toBeDefined()
    for (const value of [null, 7.5, [[]], { x: 1 }])
      expect({ value, why: reasonFor(changed(path, value)) }).toHaveProperty('why', expect.any(String))
  })

  it('takes optional parts or leaves them, and carries unknown ones unread', () => {
    expect(reasonFor(changed('culprit', undefined))).toBeUndefined()
    expect(reasonFor(changed('failure.test', undefined))).toBeUndefined()
    expect(reasonFor(changed('failure.event', { any: ['thing'] }))).toBeUndefined()
    const polluting = files['fix.json'].replace(
      '{',
      '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}},',
    )
    expect(reasonFor(polluting)).toBeUndefined()
    expect(Object.hasOwn(Object.prototype, 'polluted') || 'polluted' in {}).toBe(false)
  })
})

describe('a bundle that was changed on its way', () => {
  const whole = withVerdict(files)
  const digest = digestOf(whole)

  /** Dotted paths of all that is neither a list nor an object, empty lists and objects too. */
  function leavesOf(value: unknown, path = ''): readonly string[] {
    const inner = typeof value === 'object' && value !== null ? Object.entries(value) : []
    if (inner.length === 0) return [path]
    return inner.flatMap(([name, each]) => leavesOf(each, path === '' ? name : `${path}.${name}`))
  }

  function altered(value: unknown): unknown {
    if (typeof value === 'boolean') return !value
    if (typeof value === 'number') return value + 1
    return typeof value === 'string' ? `${value}x` : ['x']
  }

  const fields = (['fix.json', 'verdict.json'] as const).flatMap((name) =>
    leavesOf(JSON.parse(whole[name] ?? '')).map((path) => [name, path] as const),
  )

  it.each(fields)('is refused for one field of %s: %s', (name, path) => {
    const copy: Mutable = JSON.parse(whole[name] ?? '')
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const holder = keys.reduce<Mutable>((inner, key) => inner[key] as Mutable, copy)
    holder[last] = altered(holder[last])
    const opened = openBundle({ ...whole, [name]: canonicalJson(copy) }, digest)
    expect(opened).toMatchObject({
      ended: { outcome: 'refused-policy', reason: 'bundle: it is not the one that the digest names' },
    })
  })

  it('is every field of a fix and of a verdict', () => {
    expect(fields.length).toBeGreaterThan(40)
  })

  it('shows reviewers what its patch does, whatever it says itself', () => {
    const [file] = fix.patch.files
    const after = `${file?.after}\nconst answer = eval(input)\n`
    const silent = { ...fix, patch: { files: [{ ...file, after }] }, flags: [] }
    const made = { ...files, 'fix.json': canonicalJson(silent) }
    const opened = openBundle(made, digestOf(made))
    expect('value' in opened && opened.value.flags.map(({ line }) => line)).toEqual([
      expect.stringContaining('eval(input)'),
    ])
  })
})

describe('the verdict in a bundle', () => {
  const reason = (bundle: BundleFiles): string => {
    const step = verdictIn(bundle)
    return 'value' in step ? 'verified' : step.ended.reason
  }

  it.each<[string, BundleFiles, string]>([
    ['none', files, 'bundle: it was not verified'],
    ['good', withVerdict(files), 'verified'],
    ['of another fix', withVerdict(files, { fix: '0'.repeat(64) }), 'bundle: its verdict is of another fix'],
    [
      'of a fix that was changed afterwards',
      { ...withVerdict(files), 'fix.json': changed('by', 'me') },
      'bundle: its verdict is of another fix',
    ],
    [
      'of a diff that was changed afterwards',
      { ...withVerdict(files), 'fix.patch': '' },
      'bundle: its verdict is of another fix',
    ],
    [
      'that refutes',
      withVerdict(files, { verified: false, reason: 'still fails' }),
      'bundle: it was refuted: still fails',
    ],
    ['no JSON', { ...files, 'verdict.json': 'yes' }, 'bundle: its verdict is of another fix'],
    ['of another version', withVerdict(files, { version: 2 as 1 }), 'bundle: its verdict is of another fix'],
    [
      'true by type alone',
      withVerdict(files, { verified: 'true' as unknown as boolean }),
      'bundle: verdict.json: verified is not true or false',
    ],
    [
      'without a proof',
      withVerdict(files, { proof: null as unknown as [] }),
      'bundle: verdict.json: proof is not a list of at most 20',
    ],
  ])('%s', (_, bundle, expected) => {
    expect(reason(bundle)).toBe(expected)
  })
})

describe('isBranchName', () => {
  it.each(['main', 'release/1.x', 'feature/#12', 'größe', 'a-b_c', 'x@y', 'v1'])('%s', (name) => {
    expect(isBranchName(name)).toBe(true)
  })

  it.each([
    '',
    '-x',
    '--x',
    '/a',
    'a/',
    'a//b',
    '.a',
    'a/.b',
    'a.',
    'a..b',
    'a.lock',
    'a.lock/b',
    'a b',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a*',
    'a[b',
    'a\\b',
    '@{u}',
    '@',
    'a\nb',
    'a\x7f',
  ])('not %j', (name) => {
    expect(isBranchName(name)).toBe(false)
  })
})

import { openPrefixes } from '../../../src/signals/lines/prefix.js'
import { read } from '../reading.js'

const stamp = '2026-01-02T03:04:05.1234567Z '

/** Splits lines one after another, and tells the lane and text of the last. */
function last(...lines: string[]): string {
  const prefixes = openPrefixes()
  const split = lines.map((line) => prefixes.split(line))
  return `${split.at(-1)?.lane}> ${split.at(-1)?.text}`
}

describe('prefixes of those who run several programs', () => {
  it.each([
    ['docker compose', ['web-1  | FAIL a'], 'web-1> FAIL a'],
    ['docker compose, attached', ['Attaching to web, db', 'web  | FAIL a'], 'web> FAIL a'],
    ['BuildKit', ['#12 3.456 npm ERR! code E404'], '#12> npm ERR! code E404'],
    ['turbo', ['• Packages in scope: web', 'web:test: FAIL a'], 'web:test> FAIL a'],
    ['lerna', ['lerna info Executing command', '@a/web: FAIL a'], '@a/web> FAIL a'],
    ['pnpm', ['Scope: 2 of 3 workspace projects', 'packages/a test: FAIL a'], 'packages/a test> FAIL a'],
    ['Ant', ['    [junit] FAIL a'], '> FAIL a'],
    ['concurrently', ['[web] > web@1.0.0 test', '[web] FAIL a'], '[web]> FAIL a'],
    ['concurrently, below an empty line', ['[api:dev] ', '[api:dev] FAIL a'], '[api:dev]> FAIL a'],
    ['concurrently, below an indented line', ['[api]     ^', '[api] FAIL a'], '[api]> FAIL a'],
    ['concurrently without names', ['[0] FAIL a'], '[0]> FAIL a'],
    [
      'turbo without its header',
      ['web:test: cache miss, executing 0123456789abcdef', 'web:test: FAIL a'],
      'web:test> FAIL a',
    ],
    [
      'turbo below the echo of a script',
      ['@a/web:test: > @a/web@1.0.0 test', '@a/web:test: FAIL a'],
      '@a/web:test> FAIL a',
    ],
  ])('%s', (_, lines, expected) => {
    expect(last(...lines)).toBe(expected)
  })

  it.each([
    ['an error without a runner', ['web: FAIL a'], '> web: FAIL a'],
    ['an error below lerna', ['lerna info x', 'error: FAIL a'], '> error: FAIL a'],
    ['a table', ['name | value'], '> name | value'],
    ['a tag of a logger', ['[server] listening', '[server] Error: x'], '> [server] Error: x'],
    ['a level', ['[error]     at f', '[error] FAIL a'], '> [error] FAIL a'],
    ['a tag of Maven', ['[INFO]    x', '[INFO] FAIL a'], '> [INFO] FAIL a'],
    ['progress', ['[1/4] Resolving'], '> [1/4] Resolving'],
    ['a place with a message', ['src/a.c:3: $ is no C'], '> src/a.c:3: $ is no C'],
    ["a compiler's line below turbo", ['• Packages in scope: a', 'src/a.ts:3: no'], '> src/a.ts:3: no'],
  ])('leaves %s alone', (_, lines, expected) => {
    expect(last(...lines)).toBe(expected)
  })
})

describe('a log of several programs', () => {
  it('keeps them apart where their lines alternate', () => {
    const lines = [
      'web-1  | TypeError: no',
      'db-1   | TypeError: nay',
      'web-1  |     at f (/srv/a.js:1:2)',
      'db-1   |     at g (/srv/b.js:3:4)',
    ]
    const told = read(lines.join('\n')).sightings.map(
      (one) => `${one.message} ${one.location?.file} ${one.sourceLines}`,
    )
    expect(told).toEqual(['no /srv/a.js 2,3', 'nay /srv/b.js 3,4'])
  })

  it('keeps the jobs of a printed run apart', () => {
    const lines = [
      `build\tUNKNOWN STEP\t${stamp}a.c:1:2: error: no`,
      `test\tUNKNOWN STEP\t${stamp}ERROR: out of luck`,
      `test\tUNKNOWN STEP\t${stamp}##[error]Process completed with exit code 1.`,
    ]
    const told = read(lines.join('\n')).sightings.map((one) => [one.message, one.sourceLines])
    expect(told).toEqual([
      ['no', [1, 1]],
      ['ERROR: out of luck', [2, 3]],
    ])
  })
})

describe('what a runner shows', () => {
  it.each([
    ['::error file=a.py,line=3,col=4,title=ruff (F401)::unused%0Ahelp', 'lint ruff (F401): unused a.py:3:4'],
    [
      '##vso[task.logissue type=error;sourcepath=a.py;linenumber=3;columnnumber=4;code=F401;]unused',
      'lint F401: unused a.py:3:4',
    ],
    [
      `${stamp}##[error]The job has exceeded the maximum execution time of 6h0m0s`,
      'timeout The job has exceeded the maximum execution time of 6h0m0s ::',
    ],
    [`${stamp}##[error]Process completed with exit code 1.`, 'crash Process completed with exit code 1. ::'],
    [`${stamp}##[error]src/a.ts(1,2): error TS1: no`, 'build TS1: no src/a.ts:1:2'],
  ])('%s', (line, expected) => {
    const [one] = read(`${line}\n`).sightings
    const place = [one?.location?.file, one?.location?.line, one?.location?.column].join(':')
    expect(`${one?.kind} ${one?.title} ${place}`).toBe(expected)
  })

  it('is told only where nothing else was found', () => {
    const told = read(`a.c:1:2: error: no\n::error file=b.c,line=9::other\n`).sightings.map((one) => one.message)
    expect(told).toEqual(['no'])
  })

  it('is not what a step was told to run', () => {
    const script = `${stamp}\u001b[36;1mecho "Error: no"\u001b[0m`
    expect(read(`${stamp}##[group]Run x\n${script}\n${stamp}##[endgroup]\n`).sightings).toEqual([])
  })
})

describe('Rails', () => {
  it('logs a failed request with its type, message and frames', () => {
    const log = [
      'F, [2026-01-01T07:47:45.095111 #4663] FATAL -- :   ',
      'Cart::Bad (cart 41 is empty):',
      '  ',
      "app/cart.rb:8:in `call'",
      "app/shop.rb:20:in `show'",
      'I, [2026-01-01T07:47:45.707018 #4663]  INFO -- : Started',
    ]
    const [one, ...others] = read(log.join('\n')).sightings
    expect(others).toEqual([])
    expect(one).toMatchObject({ exception: 'Cart::Bad', message: 'cart 41 is empty', sourceLines: [2, 5] })
    expect(one?.frames.map((frame) => frame.line)).toEqual([8, 20])
  })
})

describe('a stamp before each line', () => {
  const lines = [
    'TypeError: boom',
    '    at parse (/srv/app/src/parse.js:7:3)',
    '    at main (/srv/app/src/main.js:2:1)',
    '',
  ]
  it.each([
    ['GitLab', '2026-01-02T03:04:05.123456Z 01O '],
    ['docker logs -t', '2026-01-02T03:04:05.123456789Z '],
    ['a time zone', '2026-01-02T03:04:05+01:00 '],
    ['Jenkins, a pipeline', '[2026-01-02T03:04:05.123Z] '],
    ['Jenkins, a timestamper', '[03:04:05] '],
    ['Jenkins, its default', '03:04:05  '],
    ['TeamCity', '[03:04:05]W:\t '],
    ["Azure's, which are the runner's", stamp],
    ["Jenkins's behind the runner's", `${stamp}[03:04:05] `],
    ['a service behind a stamp', `${stamp}web-1  | `],
    ['concurrently behind a stamp', `${stamp}[0] `],
  ])('is taken away: %s', (_, prefix) => {
    const text = lines.map((line) => (line === '' ? '' : `${prefix}${line}`)).join('\n')
    const { sightings } = read(`${prefix}started\n${text}${prefix}ended\n`, { files: ['src/parse.js', 'src/main.js'] })
    expect(sightings).toMatchObject([
      { exception: 'TypeError', message: 'boom', location: { file: 'src/parse.js', line: 7 }, frames: [{}, {}] },
    ])
  })

  it('is no part of a message where it stands alone', () => {
    expect(read('[03:04:05] Error: out of luck\n').sightings).toMatchObject([{ message: 'Error: out of luck' }])
  })
})

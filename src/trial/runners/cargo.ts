import { fileWord, quote } from '../command/shell.js'
import { programName, readArguments, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(
  'bench bin color config example exclude features jobs lockfile-path manifest-path message-format package profile target target-dir test timings'
    .split(' ')
    .map((name) => `--${name}`)
    .concat('-j', '-p', '-F', '-Z'),
)
const unwanted = /^(--(no-run|message-format|quiet|fail-fast|no-fail-fast|timings)|-q)$/
const targets = /^--(test|lib|bin|bins|example|examples|tests|doc|bench|benches|all-targets)$/
/** What would print in another form, or choose tests by itself. */
const unwantedInside =
  /^--(format|exact|quiet|list|logfile|report-time|shuffle|ignored|include-ignored|nocapture|no-capture|show-output)$/
const valuedInside: ReadonlySet<string> = new Set([
  '--format',
  '--logfile',
  '--skip',
  '--test-threads',
  '--color',
  '-Z',
])

/** Where the arguments begin: `cargo test`, `cargo +nightly t`. */
function argumentsAt(words: readonly string[]): number {
  if (programName(words[0]) !== 'cargo') return -1
  const at = words[1]?.startsWith('+') ? 2 : 1
  return /^(test|t)$/.test(words[at] ?? '') ? at + 1 : -1
}

/** An integration test is a target of its own: `tests/parsing.rs`. */
function targetOf(file: string | undefined): string | undefined {
  return /(?:^|\/)tests\/([\w-]+)(?:\.rs|\/main\.rs)$/.exec(file ?? '')?.[1]
}

/** What cargo is told by variables, whichever runner it starts. */
export const cargoSettings = {
  environment: {
    CARGO_TERM_COLOR: 'never',
    CARGO_TERM_PROGRESS_WHEN: 'never',
    CARGO_INCREMENTAL: '0',
    RUST_BACKTRACE: '1',
  },
  offline: { environment: { CARGO_NET_OFFLINE: 'true' } },
} as const

/** libtest prints what it finds; its JSON is unstable. Names stay the same whatever part of a workspace is run. */
export const cargoTest: TestRunner = {
  name: 'cargo test',
  starts: (words) => argumentsAt(words) !== -1,
  select(words, selection) {
    const at = argumentsAt(words)
    const given = words.slice(at)
    const cut = given.indexOf('--')
    const isAll = selection.kind === 'all'
    const own = readArguments(
      cut === -1 ? given : given.slice(0, cut),
      valued,
      (flag) => unwanted.test(flag) || (!isAll && targets.test(flag)),
    )
    const inside = cut === -1 ? [] : given.slice(cut + 1)
    const binary = readArguments(inside, valuedInside, (flag) => unwantedInside.test(flag))
    const target = isAll ? undefined : targetOf(selection.file)
    const chosen = target === undefined || selection.kind === 'test' ? [] : ['--test', fileWord(target)]
    const names = selection.kind === 'test' ? ['--exact', quote(selection.test.name)] : isAll ? binary.positional : []
    const filter = isAll ? own.positional : []
    // The first failing target would keep the others from running.
    const before = [...words.slice(0, at), '--no-fail-fast', ...own.flags, ...chosen, ...filter]
    return [...before, '--', '--format=pretty', '--color=never', ...binary.flags, ...names]
  },
  collects: { kind: 'output' },
  namesSuffice: true,
  ...cargoSettings,
}

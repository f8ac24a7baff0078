import { quote } from '../command/shell.js'
import { programName, readArguments, type TestRunner } from '../runner.js'
import { cargoSettings } from './cargo.js'

const valued: ReadonlySet<string> = new Set(
  '-p -E -j -P -F --package --filterset --filter-expr --test-threads --profile --cargo-profile --features --manifest-path --config-file --tool-config-file --partition --retries --status-level --final-status-level --failure-output --success-output --target --target-dir --test --bin --example --exclude --max-fail --message-format'.split(
    ' ',
  ),
)
const unwanted =
  /^(-E|--(filterset|filter-expr|no-run|fail-fast|no-fail-fast|max-fail|retries|status-level|final-status-level|failure-output|success-output|no-capture|nocapture|message-format|hide-progress-bar|no-tests))$/

function argumentsAt(words: readonly string[]): number {
  if (programName(words[0]) !== 'cargo') return -1
  const at = words[1]?.startsWith('+') ? 2 : 1
  return words[at] === 'nextest' && /^(run|r)$/.test(words[at + 1] ?? '') ? at + 2 : -1
}

/** nextest runs every test in a process of its own; documentation tests are not its business. */
export const nextest: TestRunner = {
  name: 'cargo nextest',
  starts: (words) => argumentsAt(words) !== -1,
  select(words, selection) {
    const at = argumentsAt(words)
    const isOne = selection.kind === 'test'
    const { flags, all } = readArguments(words.slice(at), valued, (flag) => unwanted.test(flag))
    const own = [
      '--no-fail-fast',
      '--retries=0',
      '--status-level=all',
      '--final-status-level=fail',
      '--failure-output=immediate',
    ]
    // A name with what the expression reads for itself is left to the plain filter, which takes any part of a name.
    const name = isOne ? selection.test.name : ''
    const chosen = /^[\w:]+$/.test(name) ? ['-E', quote(`test(=${name})`)] : isOne ? [quote(name)] : []
    return [...words.slice(0, at), ...own, ...chosen, ...(isOne ? flags : all)]
  },
  collects: { kind: 'output' },
  namesSuffice: true,
  noFiles: true,
  ...cargoSettings,
}

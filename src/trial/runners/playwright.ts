import { quote } from '../command/shell.js'
import { exactPattern, launchedAt, programName, readArguments, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(
  '-c -g -gv -j --browser --config --grep --grep-invert --global-timeout --max-failures --output --project --repeat-each --reporter --retries --shard --timeout --trace --tsconfig --workers --ui-host --ui-port'.split(
    ' ',
  ),
)
/** What would open a window, stop early, hide a failure behind a second try, or print elsewhere. */
const unwanted =
  /^(--(reporter|headed|debug|ui|ui-host|ui-port|list|last-failed|only-changed|max-failures|retries|repeat-each|pass-with-no-tests|update-snapshots|quiet)|-[xu])$/
const namePattern = /^(-g|--grep|-gv|--grep-invert)$/

/** Playwright matches describe blocks and name, joined by blanks; its positional words are regular expressions. */
export const playwright: TestRunner = {
  name: 'playwright',
  starts(words) {
    const at = launchedAt(words)
    return programName(words[at]) === 'playwright' && words[at + 1] === 'test'
  },
  select(words, selection, report) {
    const at = launchedAt(words) + 2
    const isOne = selection.kind === 'test'
    const { flags, all } = readArguments(
      words.slice(at),
      valued,
      (flag) => unwanted.test(flag) || (isOne && namePattern.test(flag)),
    )
    const name = isOne ? ['-g', quote(`${exactPattern(selection.test.name.replaceAll(' › ', ' '))}( @|$)`)] : []
    const file = selection.kind === 'all' ? undefined : selection.file
    const rest = file === undefined ? all : [...flags, quote(`${exactPattern(file)}$`)]
    return [
      `PLAYWRIGHT_JUNIT_OUTPUT_NAME=${report}`,
      ...words.slice(0, at),
      '--reporter=list,junit',
      '--retries=0',
      ...name,
      ...rest,
    ]
  },
}

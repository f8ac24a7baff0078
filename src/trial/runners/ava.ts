import { quote } from '../command/shell.js'
import { launchedAt, programName, readArguments, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set([
  '--match',
  '-m',
  '--config',
  '--timeout',
  '-T',
  '--concurrency',
  '-c',
  '--node-arguments',
])
const unwanted = /^(--(tap|watch|verbose|fail-fast|update-snapshots|reset-cache)|-[twvu])$/
const namePattern = /^(--match|-m)$/

/** A title's last part: the parts before it may be the file, which AVA adds where it runs more than one. */
function lastPart(name: string): string {
  const title = name.slice(name.lastIndexOf(' › ') + 1).replace(/^› /, '')
  return title.replaceAll('*', '\\*')
}

/** AVA names a test with its file only where it runs several: the same files every time give the same names. */
export const ava: TestRunner = {
  name: 'ava',
  starts: (words) => programName(words[launchedAt(words)]) === 'ava',
  select(words, selection) {
    const at = launchedAt(words)
    const isOne = selection.kind === 'test'
    const { all } = readArguments(
      words.slice(at + 1),
      valued,
      (flag) => unwanted.test(flag) || (isOne && namePattern.test(flag)),
    )
    const match = isOne ? ['--match', quote(`*${lastPart(selection.test.name)}`)] : []
    return [...words.slice(0, at + 1), '--tap', ...match, ...all]
  },
  collects: { kind: 'output' },
  namesSuffice: true,
  noFiles: true,
}

import { fileWord, quote } from '../command/shell.js'
import { exactPattern, programName, readArguments, type Selection, type TestRunner } from '../runner.js'
import { afterBundler } from './rspec.js'

const valued: ReadonlySet<string> = new Set([
  '-n',
  '--name',
  '-e',
  '--exclude',
  '-s',
  '--seed',
  '-I',
  '-r',
  '-j',
  '--environment',
])
const unwanted = /^(-[vqnf]|--(verbose|quiet|name|fail-fast))$/

function program(words: readonly string[]): 'rake' | 'rails' | 'ruby' | undefined {
  const at = afterBundler(words)
  const name = programName(words[at])
  if ((name === 'rake' || name === 'rails') && words[at + 1] === 'test') return name
  const isFile = words.slice(at + 1).some((word) => /_test\.rb$|(^|\/)test_[^/]*\.rb$/.test(word))
  return name === 'ruby' && isFile ? 'ruby' : undefined
}

function nameOf(selection: Selection): string | undefined {
  if (selection.kind !== 'test') return undefined
  return `/^(.*#)?${exactPattern(selection.test.name.replace(/^.*#/, ''))}$/`
}

/** Minitest prints a line for each test with `-v`. rake hands it on in TESTOPTS, and one file in TEST. */
export const minitest: TestRunner = {
  name: 'minitest',
  starts: (words) => program(words) !== undefined,
  select(words, selection) {
    const kind = program(words)
    const at = afterBundler(words) + (kind === 'ruby' ? 1 : 2)
    const start = words.slice(0, at)
    const name = nameOf(selection)
    const file = selection.kind === 'all' ? undefined : selection.file
    if (kind === 'rake') {
      const options = quote(['-v', ...(name === undefined ? [] : [`-n ${quote(name)}`])].join(' '))
      const rest = words.slice(at).filter((word) => !/^TEST(OPTS)?=/.test(word))
      return [...start, ...(file === undefined ? [] : [`TEST=${fileWord(file)}`]), `TESTOPTS=${options}`, ...rest]
    }
    const { flags, all } = readArguments(words.slice(at), valued, (flag) => unwanted.test(flag))
    const rest = file === undefined ? all : [...flags, fileWord(file)]
    return [...start, ...rest, '-v', ...(name === undefined ? [] : ['-n', quote(name)])]
  },
  collects: { kind: 'output' },
}

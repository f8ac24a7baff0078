import { fileWord, quote } from '../command/shell.js'
import { exactPattern, programName, readArguments, type Selection, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(
  'asmflags bench benchtime blockprofile blockprofilerate buildmode compiler count covermode coverpkg coverprofile cpu cpuprofile exec fuzz fuzztime gccgoflags gcflags installsuffix ldflags list memprofile memprofilerate mod modfile mutexprofile o outputdir overlay p parallel pgo pkgdir run shuffle skip tags timeout toolexec trace vet'
    .split(' ')
    .flatMap((name) => [`-${name}`, `--${name}`]),
)

/** What would print elsewhere, stop early, measure, or not run the tests at all. */
const unwanted =
  /^--?(v|json|count|cover|covermode|coverpkg|coverprofile|failfast|bench|benchtime|benchmem|fuzz|fuzztime|list|c|o|cpuprofile|memprofile|trace|outputdir|n|x)$/
const namePattern = /^--?(run|skip)$/

/** What `go test` would be asked: the words after it, or after the `--` of gotestsum. */
function goArguments(words: readonly string[]): readonly string[] | undefined {
  const program = programName(words[0])
  if (program === 'go' && words[1] === 'test') return words.slice(2)
  if (program !== 'gotestsum') return undefined
  const cut = words.indexOf('--')
  return cut === -1 ? words.slice(1).filter((word) => !word.startsWith('-')) : words.slice(cut + 1)
}

/** `TestA/some_case`: one pattern for each level of subtests. */
function namePath(name: string): string {
  return quote(
    name
      .split('/')
      .map((part) => `^${exactPattern(part)}$`)
      .join('/'),
  )
}

/** The package of the test: by its file where that is a test file, else by the import path that the report gives. */
function packageOf(selection: Selection): string | undefined {
  if (selection.kind === 'all') return undefined
  const { file } = selection
  if (file?.endsWith('_test.go')) return fileWord(`./${file.split('/').slice(0, -1).join('/')}`)
  const suite = selection.kind === 'test' ? selection.test.suite : undefined
  return suite !== undefined && /^[\w.~-]+(\/[\w.~-]+)*$/.test(suite) && !suite.startsWith('-') ? suite : undefined
}

/** Printed text of the tests: what `go test` prints without -json. */
function printed(report: string): string {
  const lines = report.split('\n').map((line) => {
    try {
      const record: unknown = JSON.parse(line)
      const said = typeof record === 'object' && record !== null && 'Output' in record ? record.Output : ''
      return typeof said === 'string' ? said : ''
    } catch {
      return line === '' ? '' : `${line}\n`
    }
  })
  return lines.join('')
}

/**
 * Each copy builds into a cache of its own, which goes with it: one candidate's objects are never another's. What the
 * host has built is linked, so that the standard library is not compiled again.
 */
const prepare = `export GOCACHE="$PWD/.suture-cache/go-build"
if [ ! -d "$GOCACHE" ]; then
  mkdir -p "$GOCACHE"
  if [ -d "\${SUTURE_GO_CACHE:-}" ]; then cp -as "$SUTURE_GO_CACHE/." "$GOCACHE" 2>/dev/null || :; fi
fi`

/** Go's own test command. One package is the smallest that it builds. */
export const goTest: TestRunner = {
  name: 'go test',
  starts: (words) => goArguments(words) !== undefined,
  select(words, selection) {
    const given = goArguments(words) ?? []
    const cut = given.findIndex((word) => /^--?args$/.test(word))
    const own = cut === -1 ? given : given.slice(0, cut)
    const isOne = selection.kind === 'test'
    const { flags, positional } = readArguments(
      own,
      valued,
      (flag) => unwanted.test(flag) || (isOne && namePattern.test(flag)),
    )
    const chosen = packageOf(selection)
    const packages = chosen === undefined ? positional : [chosen]
    const run = isOne ? ['-run', namePath(selection.test.name)] : []
    // A remembered result would say nothing of this candidate.
    return ['go', 'test', '-json', '-count=1', ...flags, ...run, ...packages, ...(cut === -1 ? [] : given.slice(cut))]
  },
  collects: { kind: 'output' },
  printed,
  namesSuffice: true,
  prepare,
  offline: { environment: { GOPROXY: 'off', GOSUMDB: 'off' } },
}

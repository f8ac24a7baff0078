import type { SpectrumTool } from './spectrum-tool.js'

/** Tests of one package that are run; each is a process of a few milliseconds. */
const mostTests = 300

/** Built once with counters, then each test alone: `go test` has no profile a test. */
export const spectrumOfGo: SpectrumTool = {
  name: 'go test',
  files: {},
  start(selected, { folder }, selection) {
    const named = selected.at(-1) ?? ''
    if (selection.kind === 'all' && !/^(?:\.|\.\/[\w./-]*)$/.test(named)) return undefined
    if (named.endsWith('...') || selected.includes('-args')) return undefined
    const run = selected.indexOf('-run')
    const flags = selected.slice(2, -1).filter((word, index) => {
      const at = index + 2
      return word !== '-json' && word !== '-count=1' && (run === -1 || (at !== run && at !== run + 1))
    })
    const test = `${folder}/package.test`
    const profile = `${folder}/profile`
    const each = [
      `"${test}" -test.run "^$name\\$" -test.coverprofile=${profile} >/dev/null 2>&1`,
      `echo "test $? $name" >>${folder}/answer`,
      `grep -v ' 0$' ${profile} >>${folder}/answer 2>/dev/null`,
      `rm -f ${profile}`,
    ].join('; ')
    return [
      ...['go', 'test', '-c', '-cover', '-coverpkg=./...', '-o', test, ...flags, named],
      `&& cd ${named}`,
      `&& for name in $(${test} -test.list '^Test' | grep '^Test' | head -n ${mostTests}); do ${each}; done`,
    ]
  },
  translated: (answer) => readProfiles(answer).join('\n'),
}

/** `test 1 TestName` above the profile of that test: `module/file.go:12.20,14.3 2 1`. */
function readProfiles(answer: string): readonly string[] {
  const tests: { test: string; failed: boolean; lines: Record<string, [number, number][]> }[] = []
  for (const line of answer.split('\n')) {
    const head = /^test (\d{1,3}) (\w{1,200})$/.exec(line)
    if (head !== null) tests.push({ test: head[2] ?? '', failed: head[1] !== '0', lines: Object.create(null) })
    const block = /^([^:]{1,500}):(\d{1,7})\.\d{1,7},(\d{1,7})\.\d{1,7} \d/.exec(line)
    const last = tests.at(-1)
    if (block === null || last === undefined) continue
    const [, path = '', from = '', to = ''] = block
    const known = last.lines[path] ?? []
    last.lines[path] = known
    known.push([Number(from), Number(to)])
  }
  return tests.map((one) => JSON.stringify({ ...one, suite: '' }))
}

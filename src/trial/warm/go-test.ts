import { serverFiles } from './servers.generated.js'
import type { WarmRunner } from './warm-runner.js'

/** What only the build reads, with and without a value of its own. */
const forBuild = /^--?(?:race|msan|asan|trimpath|a|(?:tags|mod|modfile|gcflags|asmflags|p|overlay)=.*)$/
/** What the test binary takes too, by the same name behind `test.`. */
const forTests = /^--?(short|(?:parallel|timeout|cpu|shuffle)=.*)$/

/** Go builds one package's tests without `vet` and without what only a debugger reads, and runs them by themselves. */
export const warmGoTest: WarmRunner = {
  name: 'go test',
  isolates: true,
  files: { 'go-test.sh': serverFiles['go-test.sh'] },
  start(selected, folder, selection) {
    const [, , ...words] = selected
    const at = words.indexOf('-run')
    const given = words.slice(0, at).filter((word) => !/^-(?:json|count=1)$/.test(word))
    const [pattern, place, ...more] = words.slice(at + 1)
    if (selection.kind !== 'test' || at === -1 || place === undefined || more.length > 0) return undefined
    if (given.some((word) => !forBuild.test(word) && !forTests.test(word))) return undefined
    const build = given.filter((word) => forBuild.test(word))
    const tests = given.filter((word) => !forBuild.test(word)).map((word) => word.replace(/^--?/, '-test.'))
    return ['sh', `${folder}/go-test.sh`, folder, place, ...build, '--', ...tests, `-test.run=${pattern}`]
  },
}

import { quote } from '../command/shell.js'
import { programName, readArguments, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(
  '-a -c -d -e -f -l -o -r -s -v --arch --collect --configuration --diag --environment --filter --framework --logger --output --os --results-directory --runtime --settings --test-adapter-path --verbosity'.split(
    ' ',
  ),
)
const unwanted = /^(-[ltv]|--(logger|list-tests|verbosity|collect|no-build|nologo|diag|blame(-.*)?))$/

/** `Namespace.Class.Method`; what a theory adds in parentheses is no part of it. */
function fullName({ suite = '', name }: { readonly suite?: string; readonly name: string }): string {
  const bare = name.replace(/\(.*$/s, '')
  const whole = suite === '' || bare.startsWith(`${suite}.`) ? bare : `${suite}.${bare}`
  return whole.replaceAll(/[\\()&|=!~]/g, (each) => `\\${each}`)
}

/** The console names each test at normal verbosity, for all projects of a solution alike. */
export const dotnetTest: TestRunner = {
  name: 'dotnet test',
  starts: (words) => programName(words[0]) === 'dotnet' && words[1] === 'test',
  select(words, selection) {
    const isOne = selection.kind === 'test'
    const { all } = readArguments(
      words.slice(2),
      valued,
      (flag) => unwanted.test(flag) || (isOne && flag === '--filter'),
    )
    const cut = all.indexOf('--')
    const [own, inner] = cut === -1 ? [all, []] : [all.slice(0, cut), all.slice(cut)]
    const name = isOne ? ['--filter', quote(`FullyQualifiedName~${fullName(selection.test)}`)] : []
    return ['dotnet', 'test', '--nologo', '--logger', quote('console;verbosity=normal'), ...name, ...own, ...inner]
  },
  collects: { kind: 'output' },
  namesSuffice: true,
  noFiles: true,
  environment: { DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1', DOTNET_SKIP_FIRST_TIME_EXPERIENCE: '1' },
}

import { type CheckTool, firstOf, flagsOf, namesPackage } from '../check-tool.js'

const valued: ReadonlySet<string> = new Set([
  ...['-c', '--config', '--ext', '--parser', '--parser-options', '--plugin', '--resolve-plugins-relative-to', '--rule'],
  ...['--env', '--global', '--ignore-path', '--ignore-pattern', '-f', '--format', '-o', '--output-file'],
  ...[
    '--max-warnings',
    '--rulesdir',
    '--cache-location',
    '--cache-strategy',
    '--report-unused-disable-directives-severity',
  ],
])
/** What says how to print, and not what to look for. */
const printing = /^(?:-f|--format|-o|--output-file|--cache|--cache-location|--cache-strategy)(?:=|$)/

/** ESLint: errors that it can mend itself, and nothing else, in the files that fail. */
export const eslint: CheckTool = {
  name: 'eslint',
  prints: (failure) =>
    /^(?:[@\w-]+\/)*[a-z][\w-]*: |\s{2,}(?:@[\w-]+\/)?[a-z][a-z/-]+$/m.test(failure.title) &&
    isScript(failure.location?.file),
  starts: (words) => words[0] === 'eslint' && !words.some((word) => /^--fix/.test(word)),
  async usual(project) {
    const config = firstOf(
      project,
      ...['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((ending) => `eslint.config.${ending}`),
      ...['.eslintrc', '.eslintrc.json', '.eslintrc.js', '.eslintrc.cjs', '.eslintrc.yml', '.eslintrc.yaml'],
    )
    return config !== undefined || (await namesPackage(project, 'eslintConfig')) ? 'eslint .' : undefined
  },
  mend(words, files) {
    const flags = groups(flagsOf(words.slice(1), valued)).filter(([flag]) => !printing.test(flag ?? ''))
    const isStrict = flags.some(([flag]) => flag?.startsWith('--max-warnings'))
    return ['eslint', ...flags.flat(), '--fix', ...(isStrict ? [] : ['--quiet']), ...files]
  },
}

/** Each flag with its value. */
function groups(flags: readonly string[]): readonly (readonly string[])[] {
  const found: string[][] = []
  for (const word of flags) {
    if (word.startsWith('-')) found.push([word])
    else found.at(-1)?.push(word)
  }
  return found
}

function isScript(file: string | undefined): boolean {
  return /\.(?:[cm]?[jt]sx?|vue|svelte)$/.test(file ?? '')
}

import { type CheckTool, firstOf, flagsOf, namesPackage, saidBy } from '../check-tool.js'

const valued: ReadonlySet<string> = new Set([
  ...['--config', '--ignore-path', '--plugin', '--parser', '--log-level', '--loglevel', '--config-precedence'],
  ...['--print-width', '--tab-width', '--trailing-comma', '--quote-props', '--arrow-parens', '--end-of-line'],
])

/** Prettier in its checking mode. */
export const prettier: CheckTool = {
  name: 'prettier',
  prints: (failure) => /prettier would reformat|prettier\/prettier/.test(saidBy(failure)),
  starts: (words) =>
    words[0] === 'prettier' &&
    words.some((word) => /^(?:-c|--check|-l|--list-different)$/.test(word)) &&
    !words.some((word) => /^(?:-w|--write)$/.test(word)),
  async usual(project) {
    const names = [
      '.prettierrc',
      '.prettierrc.json',
      '.prettierrc.yml',
      '.prettierrc.yaml',
      '.prettierrc.js',
      '.prettierrc.cjs',
    ]
    const more = ['prettier.config.js', 'prettier.config.cjs', 'prettier.config.mjs']
    const isUsed = firstOf(project, ...names, ...more) !== undefined || (await namesPackage(project, 'prettier'))
    return isUsed ? 'prettier --check .' : undefined
  },
  mend(words, files) {
    const flags = flagsOf(words.slice(1), valued).filter((word) => !/^(?:-c|--check|-l|--list-different)$/.test(word))
    return ['prettier', ...flags, '--write', ...files]
  },
}

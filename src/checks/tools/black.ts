import { type CheckTool, configuresPython, flagsOf } from '../check-tool.js'

const valued: ReadonlySet<string> = new Set([
  '-l',
  '--line-length',
  '-t',
  '--target-version',
  '--config',
  '--exclude',
  '--include',
])

/** Black. */
export const black: CheckTool = {
  name: 'black',
  prints: (failure) => failure.message.startsWith('black would reformat'),
  starts: (words) => words[0] === 'black' && words.some((word) => /^--(?:check|diff)$/.test(word)),
  async usual(project) {
    return (await configuresPython(project, 'black')) ? 'black --check .' : undefined
  },
  mend(words, files) {
    const flags = flagsOf(words.slice(1), valued).filter((word) => !/^--(?:check|diff|color)$/.test(word))
    return ['black', '--quiet', ...flags, ...files]
  },
}

import { type CheckTool, configuresPython, firstOf, flagsOf } from '../check-tool.js'

const valued: ReadonlySet<string> = new Set([
  '--config',
  '--target-version',
  '--line-length',
  '--exclude',
  '--cache-dir',
])

/** Ruff as formatter. */
export const ruffFormat: CheckTool = {
  name: 'ruff-format',
  prints: (failure) =>
    /^(?:ruff would reformat|unformatted: File would be reformatted)|^File would be reformatted/.test(failure.message),
  starts: (words) =>
    words[0] === 'ruff' && words[1] === 'format' && words.some((word) => /^--(?:check|diff)$/.test(word)),
  async usual(project) {
    const isUsed =
      firstOf(project, 'ruff.toml', '.ruff.toml') !== undefined || (await configuresPython(project, 'ruff'))
    return isUsed ? 'ruff format --check .' : undefined
  },
  mend(words, files) {
    const flags = flagsOf(words.slice(2), valued).filter((word) => !/^--(?:check|diff)$/.test(word))
    return ['ruff', 'format', ...flags, ...files]
  },
}

import { type CheckTool, configuresPython, firstOf, flagsOf } from '../check-tool.js'

const valued: ReadonlySet<string> = new Set([
  ...['--config', '--select', '--ignore', '--extend-select', '--extend-ignore', '--target-version', '--line-length'],
  ...['--output-format', '--exclude', '--extend-exclude', '--cache-dir', '--per-file-ignores'],
])

/** Ruff as linter. Only fixes that it calls safe. */
export const ruffCheck: CheckTool = {
  name: 'ruff-check',
  prints: (failure) =>
    /^[A-Z]{1,6}\d{3,4}\b/.test(failure.title) && /\.(?:pyi?|ipynb)$/.test(failure.location?.file ?? ''),
  starts: (words) =>
    words[0] === 'ruff' &&
    words[1] !== 'format' &&
    words.length > 1 &&
    !words.some((word) => /^--(?:fix|fix-only|unsafe-fixes|add-noqa)$/.test(word)),
  async usual(project) {
    const isUsed =
      firstOf(project, 'ruff.toml', '.ruff.toml') !== undefined || (await configuresPython(project, 'ruff'))
    return isUsed ? 'ruff check .' : undefined
  },
  mend: (words, files) => ['ruff', 'check', ...flagsOf(words.slice(1), valued), '--fix', ...files],
}

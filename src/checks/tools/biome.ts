import { type CheckTool, firstOf, flagsOf } from '../check-tool.js'

const valued: ReadonlySet<string> = new Set([
  ...['--config-path', '--max-diagnostics', '--diagnostic-level', '--reporter', '--colors', '--only', '--skip'],
])

/** Biome as linter, formatter, or both: `check`, `ci`, `lint`, `format`. Only fixes that it calls safe. */
export const biome: CheckTool = {
  name: 'biome',
  prints: (failure) =>
    /\b(?:lint|assist)\/\w+\/\w+|\bFile content differs from formatting output|\b(?:format|organizeImports) ━/.test(
      `${failure.title}\n${failure.detail.slice(0, 4000)}`,
    ),
  starts: (words) =>
    words[0] === 'biome' &&
    /^(?:check|ci|lint|format)$/.test(words[1] ?? '') &&
    !words.some((word) => /^--(?:write|fix|apply|apply-unsafe|unsafe)$/.test(word)),
  async usual(project) {
    return firstOf(project, 'biome.json', 'biome.jsonc') === undefined ? undefined : 'biome check .'
  },
  mend(words, files) {
    const flags = flagsOf(words.slice(2), valued).filter((word) => !/^--(?:changed|staged|since)/.test(word))
    return ['biome', words[1] === 'ci' ? 'check' : (words[1] ?? 'check'), ...flags, '--write', ...files]
  },
}

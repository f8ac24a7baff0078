import { type CheckTool, firstOf, flagsOf } from '../check-tool.js'

const valued: ReadonlySet<string> = new Set([
  '--config',
  '--config-basedir',
  '--custom-syntax',
  '--ignore-path',
  '-f',
  '--formatter',
  '--max-warnings',
])

/** Stylelint. */
export const stylelint: CheckTool = {
  name: 'stylelint',
  prints: (failure) => /\.(?:css|scss|sass|less)$/.test(failure.location?.file ?? ''),
  starts: (words) => words[0] === 'stylelint' && !words.includes('--fix'),
  async usual(project) {
    const names = [
      '.stylelintrc',
      '.stylelintrc.json',
      '.stylelintrc.js',
      'stylelint.config.js',
      'stylelint.config.mjs',
    ]
    return firstOf(project, ...names) === undefined ? undefined : "stylelint '**/*.{css,scss}'"
  },
  mend: (words, files) => ['stylelint', ...flagsOf(words.slice(1), valued), '--fix', ...files],
}

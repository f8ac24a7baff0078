import { type CheckTool, configuresPython, firstOf } from '../check-tool.js'

/** mypy: it finds and does not mend, so that rules, search and model have to. */
export const mypy: CheckTool = {
  name: 'mypy',
  prints: (failure) => /\.pyi?:\d+(?::\d+)?: error: /.test(failure.detail.slice(0, 2000)),
  starts: (words) => /^(?:mypy|dmypy)$/.test(words[0] ?? ''),
  async usual(project) {
    const isUsed = firstOf(project, 'mypy.ini', '.mypy.ini') !== undefined || (await configuresPython(project, 'mypy'))
    return isUsed ? 'mypy .' : undefined
  },
}

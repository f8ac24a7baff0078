import { type CheckTool, configuresPython, flagsOf } from '../check-tool.js'

const valued: ReadonlySet<string> = new Set([
  '--profile',
  '--settings-path',
  '--settings-file',
  '-l',
  '--line-length',
  '--skip',
])
const checking = /^(?:-c|--check|--check-only|--diff|-d)$/

/** isort. */
export const isort: CheckTool = {
  name: 'isort',
  prints: (failure) => failure.message.startsWith('imports are incorrectly sorted'),
  starts: (words) => words[0] === 'isort' && words.some((word) => checking.test(word)),
  async usual(project) {
    return (await configuresPython(project, 'isort')) ? 'isort --check-only .' : undefined
  },
  mend: (words, files) => [
    'isort',
    ...flagsOf(words.slice(1), valued).filter((word) => !checking.test(word)),
    ...files,
  ],
}

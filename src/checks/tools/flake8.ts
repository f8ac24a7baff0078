import { type CheckTool, firstOf } from '../check-tool.js'

/** flake8: it finds and does not mend. */
export const flake8: CheckTool = {
  name: 'flake8',
  prints: (failure) => /^[A-Z]\d{3}\b/.test(failure.title) && /\.py$/.test(failure.location?.file ?? ''),
  starts: (words) => words[0] === 'flake8',
  usual: async (project) => (firstOf(project, '.flake8') === undefined ? undefined : 'flake8'),
}

import type { CheckTool } from '../check-tool.js'

/** The Go compiler and vet. */
export const goBuild: CheckTool = {
  name: 'go',
  prints: (failure) => /\.go$/.test(failure.location?.file ?? ''),
  starts: (words) => words[0] === 'go' && /^(?:build|vet)$/.test(words[1] ?? ''),
  usual: async (project) => (project.has('go.mod') ? 'go vet ./...' : undefined),
}

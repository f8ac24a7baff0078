import { type CheckTool, saidBy } from '../check-tool.js'

/** gofmt ends with 0 whatever it lists: what it lists decides. */
const listing = 'found=$(gofmt -l $(find . -name "*.go" -not -path "*/vendor/*")); echo "$found"; test -z "$found"'

/** gofmt, which lists the files that it would change, or shows how. */
export const gofmt: CheckTool = {
  name: 'gofmt',
  prints: (failure) =>
    /\.go$/.test(failure.location?.file ?? '') &&
    /\b(?:gofmt|goimports)\b|is not formatted|File is not properly formatted/i.test(saidBy(failure)),
  starts: () => false,
  usual: async (project) => (project.has('go.mod') ? listing : undefined),
  mend: (_words, files) => ['gofmt', '-w', ...files],
}

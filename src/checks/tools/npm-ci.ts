import type { CheckTool } from '../check-tool.js'

/** npm, whose clean install refuses a lock file that does not go with package.json. */
export const npmCi: CheckTool = {
  name: 'npm-ci',
  prints: (failure) =>
    /package\.json and package-lock\.json|npm-shrinkwrap\.json (?:are|is) (?:not )?in sync|Missing: .+ from lock file|Invalid: lock file's/.test(
      `${failure.message}\n${failure.detail.slice(0, 4000)}`,
    ),
  // The project's own `npm ci` would install into the copy.
  starts: () => false,
  // `--dry-run` compares the two and puts nothing on the disk.
  usual: async (project) =>
    project.has('package-lock.json') ? 'npm ci --dry-run --ignore-scripts --no-audit --no-fund' : undefined,
}

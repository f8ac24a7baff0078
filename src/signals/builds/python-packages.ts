import { diagnosticReader } from './diagnostic.js'

/** pip, Poetry, uv, conda, setuptools. Each opens with its own words; what follows is indented or up to a blank line. */
const forms: readonly RegExp[] = [
  /^(?:##\[error\])?ERROR: ((?:Could not find a version that satisfies|No matching distribution found for|Cannot install|ResolutionImpossible|Could not install packages|Could not open requirements file|Invalid requirement|Package '|Failed building wheel for|Failed to build|Exception:|THESE PACKAGES DO NOT MATCH|pip's dependency resolver|Command errored out|Could not detect requirement|HTTP error|In --require-hashes|Hash mismatch|Directory '|Ignored the following|Double requirement|.{1,200} is not a (?:supported|valid)|.{1,200} has requirement |.{1,200} requires a different Python|File '.{1,300}' does not exist).{0,1500})$/,
  /^(?:error|╰─▶|\s{1,3}×|×): ?((?:Failed to (?:build|download|fetch|resolve|parse(?! \S{1,400}:\d)|prepare|read|install)|No solution found|The lockfile|Distribution not found|Package `|subprocess-exited-with-error|.{1,200} was not found in the package registry).{0,1500})$/,
  /^\s{0,3}× ((?:No solution found when resolving|Failed to (?:build|download|fetch|resolve)|.{1,200} did not run successfully).{0,1500})$/,
  /^(Because .{1,1500} version solving failed\.|Because (?:no versions of |.{1,300} depends on |.{1,300} requires ).{0,1500})$/,
  /^(pyproject\.toml changed significantly since poetry\.lock was last generated.{0,300})$/,
  /^(?:Error| {2}): ?(The current project's (?:supported )?Python requirement .{1,500}|.{1,100}poetry\.lock.{1,300})$/,
  /^((?:PackagesNotFoundError|UnsatisfiableError|ResolvePackageNotFound|SolverProblemError|LibMambaUnsatisfiableError): ?.{0,1500})$/,
]

export const pythonPackages = diagnosticReader({
  format: 'package-manager',
  kind: 'dependency',
  wakes:
    /^(?:##\[error\])?ERROR: [A-Z]|^ERROR: .{1,200} (?:requires|has requirement)|^(?:error: (?:Failed|No solution|The lock|Dist|Pack|sub)|\s{0,3}× |╰─▶)|^Because |^pyproject\.toml changed|^(?:PackagesNotFound|Unsatisfiable|ResolvePackage|SolverProblem|LibMamba)|^Error: The current project's/,
  head(text) {
    for (const form of forms) {
      const message = form.exec(text)?.[1]
      if (message !== undefined) return { message: message.trim() }
    }
    return undefined
  },
  belongs: (text, lines) =>
    lines.length < 60 &&
    (/^\s{1,40}\S|^(?:╰|│|hint: |And because|So, because|and |The conflict is caused by)/.test(text) ||
      saysMore(text, lines)),
})

/** pip says the same twice: what it looked for, and that it found nothing. */
function saysMore(text: string, lines: readonly string[]): boolean {
  return /^ERROR: No matching distribution found for/.test(text) && /Could not find a version/.test(lines[0] ?? '')
}

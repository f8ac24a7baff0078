import type { ProjectRule } from './project-rule.js'

/** A tool that starts a language server or a type checker first takes its time. */
const timeoutSeconds = 180
/** Beyond this many files it is the project's habits that changed, and a person who should run the tool. */
const mostFiles = 40

/**
 * What a formatter or linter complains of and mends itself: its own run with the option to mend (`eslint --fix`,
 * `biome check --write`, `prettier --write`, `ruff check --fix`, `ruff format`, `black`, `isort`, `gofmt -w`, `cargo fmt`,
 * `stylelint --fix`), in the version that the project has, in the sandbox, on the failing files alone. Only what turns the
 * check green counts.
 */
export const toolFix: ProjectRule = {
  name: 'tool-fix',
  works: 'formatters and linters',
  async *propose({ check, failing, workingDirectory, run, say }) {
    const files = failing.filter((path) => path.startsWith(workingDirectory))
    if (check === undefined || files.length === 0) return
    if (files.length > mostFiles) {
      say(`${check.tool} complains of ${files.length} files: too many to be mended in one pull request`)
      return
    }
    const command = check.mending(files.map((path) => wordOf(path.slice(workingDirectory.length))))
    if (command === undefined) return
    const { texts, exit, output } = await run({ command: () => command, files, timeoutSeconds })
    if (exit === 126 || exit === 127) say(`${check.tool} could not be started: ${output.trim().slice(-200)}`)
    yield { texts, explanation: `${check.tool} mends this itself: ${command.slice(0, 200)}` }
  },
}

/** A path as one shell word that no tool takes for a flag or a pattern. */
function wordOf(path: string): string {
  const plain = path.startsWith('-') ? `./${path}` : path
  return /^[\w@%+=:,./-]+$/.test(plain) ? plain : `'${plain.replaceAll("'", "'\\''")}'`
}

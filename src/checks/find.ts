import type { Failure } from '../domain.js'
import type { ProjectFiles } from '../trial/command/project-files.js'
import { joinCommand, parseSimpleCommand } from '../trial/command/shell.js'
import { checkTools } from './all.js'
import type { CheckTool, FoundCheck } from './check-tool.js'

/** Where a project's checks are looked for. */
export interface CheckSources {
  /** Seen from the working directory. */
  readonly project: ProjectFiles
  /** The input `test-command`, where it is given. */
  readonly testCommand: string | undefined
  /** Texts of the workflows and other pipelines of the repository. */
  pipelines(): Promise<readonly { readonly path: string; readonly text: string }[]>
}

/** Each costs a run until one shows the failure; what is not among these was not likely. */
const mostChecks = 4
/** What holds commands is short; a longer file was made by a program. */
const longestFile = 200_000

const kindsWithChecks: ReadonlySet<Failure['kind']> = new Set(['build', 'lint', 'dependency', 'finding'])

/**
 * The project's own checks that may show a failure which is no test's, likeliest first: those of tools that print such a
 * failure, as the project starts them (test command, scripts, pipelines, make and its kin), else as they are started
 * where their configuration lies in the project.
 */
export async function findChecks(failure: Failure, sources: CheckSources): Promise<readonly FoundCheck[]> {
  if (!kindsWithChecks.has(failure.kind) || failure.test !== undefined) return []
  const telling = checkTools.filter((tool) => tool.prints(failure))
  const tools = telling.length > 0 ? telling : failure.kind === 'dependency' ? [] : checkTools
  const lines = await commandLines(sources)
  const found: FoundCheck[] = []
  for (const tool of tools) {
    const own = lines.flatMap(({ line, why }) => stepsOf(line).flatMap((step) => checkOf(tool, step, why)))
    if (own.length > 0) {
      found.push(...own)
      continue
    }
    const usual = await tool.usual?.(sources.project)
    if (usual === undefined) continue
    const [simple] = checkOf(tool, usual, 'as the project is configured for it')
    found.push(simple ?? { tool, command: usual, launcher: [], words: [], why: 'as the project is configured for it' })
  }
  const byCommand = new Map(found.toReversed().map((each) => [each.command, each]))
  return found.filter((each) => byCommand.get(each.command) === each).slice(0, mostChecks)
}

function stepsOf(line: string): readonly string[] {
  return line.slice(0, 4000).split(/\s+&&\s+|\s*;\s+/)
}

function checkOf(tool: CheckTool, step: string, why: string): readonly FoundCheck[] {
  const simple = parseSimpleCommand(step.trim())
  if (simple === undefined || simple.words.some((word) => word.includes('$'))) return []
  const at = programAt(simple.words)
  const words = [programName(simple.words[at] ?? ''), ...simple.words.slice(at + 1)]
  if (!tool.starts(words)) return []
  const launcher = [...simple.assignments, ...simple.words.slice(0, at)]
  return [{ tool, command: joinCommand(simple), launcher, words, why }]
}

/** Where the program stands behind what starts it: `npx --no-install eslint`, `python -m black`, `uv run ruff`. */
function programAt(words: readonly string[]): number {
  const first = programName(words[0] ?? '')
  if (/^python[\d.]*$/.test(first) && words[1] === '-m') return 2
  if (/^(?:npx|bunx|pnpx)$/.test(first)) return afterFlags(words, 1)
  if (/^(?:poetry|uv|pipenv|pdm|hatch|rye|conda)$/.test(first) && words[1] === 'run') return afterFlags(words, 2)
  if (/^(?:npm|pnpm|yarn|bun|bundle)$/.test(first) && /^(?:exec|x|dlx|run)$/.test(words[1] ?? ''))
    return afterFlags(words, 2)
  // yarn and pnpm start a program of the project by its bare name.
  return /^(?:yarn|pnpm)$/.test(first) ? 1 : 0
}

function afterFlags(words: readonly string[], from: number): number {
  let at = from
  while (words[at]?.startsWith('-')) at++
  return at
}

function programName(word: string): string {
  return word.replace(/^.*\//, '').replace(/\.[cm]?js$/, '')
}

interface CommandLine {
  readonly line: string
  readonly why: string
}

async function commandLines({ project, testCommand, pipelines }: CheckSources): Promise<readonly CommandLine[]> {
  const found: CommandLine[] = []
  if (testCommand !== undefined) found.push({ line: testCommand, why: 'input test-command' })
  found.push(...scriptsOf(await project.read('package.json')))
  for (const { path, text } of await pipelines()) found.push(...linesIn(text, path))
  for (const path of ['Makefile', 'justfile', 'Taskfile.yml', 'tox.ini']) {
    found.push(...linesIn((await project.read(path)) ?? '', path))
  }
  return found
}

function scriptsOf(manifest: string | undefined): readonly CommandLine[] {
  if (manifest === undefined) return []
  try {
    const scripts: unknown = JSON.parse(manifest.replace(/^\uFEFF/, ''))?.scripts
    if (typeof scripts !== 'object' || scripts === null) return []
    const entries = Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return entries.map(([name, line]) => ({ line, why: `script "${name}" of package.json` }))
  } catch {
    return []
  }
}

/** A line of a pipeline or makefile without what YAML and make put before the command. */
function linesIn(text: string, why: string): readonly CommandLine[] {
  if (text.length > longestFile) return []
  return text
    .split(/\r?\n/)
    .filter((line) => line.length < 2000)
    .map((line) => line.trim().replace(/^(?:- )?(?:run|script|entry|commands|cmd)\s?[:=]\s*/, ''))
    .map((line) => ({ line: unquoted(line.replace(/^(?:- |@)/, '')), why }))
}

function unquoted(line: string): string {
  return /^"[^"]*"$|^'[^']*'$/.test(line) ? line.slice(1, -1) : line
}

/** The command that makes a check's tool mend files; undefined where it cannot, or where only a shell understands it. */
export function mendingCommand(check: FoundCheck, files: readonly string[]): string | undefined {
  const words = check.tool.mend?.(check.words, files)
  return words === undefined || files.length === 0 ? undefined : [...check.launcher, ...words].join(' ')
}

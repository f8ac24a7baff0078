import type { Failure } from '../domain.js'
import type { ProjectFiles } from '../trial/command/project-files.js'

/** A tool that breaks CI without being a test runner. A tool is one file in tools/ and one line in all.ts. */
export interface CheckTool {
  readonly name: string
  /** Whether it, and hardly any other tool, prints such a failure. */
  prints(failure: Failure): boolean
  /** Whether these words, from the program on, start it as a check: a run that mends is none. */
  starts(words: readonly string[]): boolean
  /** The check of a project that uses the tool and names no command for it. */
  usual?(project: ProjectFiles): Promise<string | undefined>
  /** The words that make it mend these files; raw shell words. Undefined where it cannot. */
  mend?(words: readonly string[], files: readonly string[]): readonly string[] | undefined
}

/** A check that a project runs: shell text, and where it is one command the tool behind it. */
export interface FoundCheck {
  readonly tool: CheckTool
  readonly command: string
  /** What stands before the program: assignments, `npx`, `python -m`. Raw words. */
  readonly launcher: readonly string[]
  /** From the program on. Raw words; none where only a shell understands the command. */
  readonly words: readonly string[]
  /** Where it was found. */
  readonly why: string
}

/** What a failure says of itself, capped, because every tool reads it. */
export function saidBy(failure: Failure): string {
  return `${failure.title}\n${failure.message}\n${failure.detail.slice(0, 4000)}`
}

/** The flags of a command, those in `valued` with their values, without what it is to look at. */
export function flagsOf(words: readonly string[], valued: ReadonlySet<string>): readonly string[] {
  const flags: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (!word.startsWith('-') || word === '--') continue
    flags.push(word)
    if (valued.has(word)) flags.push(words[++at] ?? '')
  }
  return flags
}

/** The first of these files that the project has. */
export function firstOf(project: ProjectFiles, ...names: readonly string[]): string | undefined {
  return names.find((name) => project.has(name))
}

/** Whether package.json names this package, or has a key of this name. */
export async function namesPackage(project: ProjectFiles, name: string): Promise<boolean> {
  return ((await project.read('package.json')) ?? '').includes(`"${name}"`)
}

/** Whether pyproject.toml or setup.cfg configures a tool of this name. */
export async function configuresPython(project: ProjectFiles, name: string): Promise<boolean> {
  const texts = [await project.read('pyproject.toml'), await project.read('setup.cfg'), await project.read('tox.ini')]
  return texts.some((text) => text?.includes(`[tool.${name}`) === true || text?.includes(`[${name}]`) === true)
}

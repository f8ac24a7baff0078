import type { Selection, TestRunner } from '../runner.js'
import { runners } from '../runners/all.js'
import { byConvention, packageScript } from './conventions.js'
import { type Followed, follow, scriptCall, stepsBefore } from './follow.js'
import type { ProjectFiles } from './project-files.js'
import { joinCommand, parseSimpleCommand, type SimpleCommand } from './shell.js'

export type { ProjectFiles }

/** How a project proves itself, and why we think so. */
export interface DetectedChecks {
  readonly testCommand: string
  readonly why: string
  /** Text of the package.json script that the command calls, if it does. */
  readonly script?: string
  /** The runner behind the command and the command it stands for, where both are known. */
  readonly runner?: KnownRunner
  /** Of a package of a monorepo: others whose suites run with its whole suite; set-up is then the root's. */
  readonly beside?: readonly PackageSuite[]
}

/** How one package of a monorepo proves itself. */
export interface PackageSuite {
  /** Relative to the repository. */
  readonly directory: string
  readonly checks: DetectedChecks
}

/** A runner and the command that it stands for. */
export interface KnownRunner {
  readonly is: TestRunner
  readonly command: SimpleCommand
  /** Shell text of the steps that the project's own script takes before the tests, for this selection. */
  before?(selection: Selection): string | undefined
}

/** A command that cannot fail proves nothing: it says `true` in the end, or hands its exit code to a pager. */
export function cannotFail(command: string): boolean {
  const last = command.slice(-2000).trimEnd()
  if (/^\s*(true|:|exit 0|echo\b[^|&;]*)$/.test(last)) return true
  if (/(\|\||;)\s*(true|:|exit 0|echo\b[^|&;]*)$/.test(last)) return true
  return /[^|]\|\s*(tee|cat|less|more)\b[^|&;]*$/.test(last) && !command.includes('pipefail')
}

/**
 * Finds the test command and the runner behind it.
 * @param given the input `test-command`, if any
 */
export async function detectChecks(
  given: string | undefined,
  project: ProjectFiles,
): Promise<DetectedChecks | undefined> {
  const found = given === undefined ? await byConvention(project) : { command: given, why: 'input test-command' }
  if (found === undefined) return undefined
  const simple = parseSimpleCommand(found.command)
  const followed = simple && (await follow(simple, project))
  const call = simple && scriptCall(simple.words)
  const script = call && (await packageScript(project, call.script))
  return {
    testCommand: found.command,
    why: found.why,
    ...(script === undefined ? {} : { script }),
    ...knownRunner(followed),
  }
}

function knownRunner(followed: Followed | undefined): { readonly runner?: KnownRunner } {
  const is = followed && runners.find((each) => each.starts(followed.command.words))
  if (followed === undefined || is === undefined) return {}
  const { command, before } = followed
  if (before.length === 0) return { runner: { is, command } }
  return { runner: { is, command, before: ({ kind }) => stepsBefore(before, kind === 'all') } }
}

export function describePlan(checks: DetectedChecks): string {
  const stands =
    checks.runner === undefined ? '' : `, which runs ${checks.runner.is.name}: ${joinCommand(checks.runner.command)}`
  return `test command: ${checks.testCommand} (${checks.why})${stands}`
}

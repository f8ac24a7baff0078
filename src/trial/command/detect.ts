import type { Selection, TestRunner } from '../runner.js'
import { runners } from '../runners/all.js'
import { byConvention } from './conventions.js'
import { type Followed, follow, stepsBefore } from './follow.js'
import type { ProjectFiles } from './project-files.js'
import { whereProofIsLost } from './proofless.js'
import { joinCommand, parseSimpleCommand, type SimpleCommand } from './shell.js'

export type { ProjectFiles }

/** How a project proves itself, and why we think so. */
export interface DetectedChecks {
  readonly testCommand: string
  readonly why: string
  /** Where the command loses the exit code of the tests, in a line; absent where it can fail. */
  readonly proofless?: string
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
  const proofless = await whereProofIsLost(found.command, project)
  return {
    testCommand: found.command,
    why: found.why,
    ...(proofless === undefined ? {} : { proofless }),
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

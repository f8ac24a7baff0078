import type { FoundCheck } from '../checks/check-tool.js'
import { type CheckSources, findChecks } from '../checks/find.js'
import type { CheckPlan, Failure, RepoPath } from '../domain.js'
import type { Inputs } from '../inputs.js'
import { repoPath } from '../repo-path.js'
import { type DetectedChecks, describePlan, detectChecks, type ProjectFiles } from '../trial/command/detect.js'
import type { Wanted } from '../trial/command/owner.js'
import { describeSetup, detectSetup } from '../trial/command/setup.js'
import { withDeadline } from '../trial/lab/deadline.js'
import { type Lab, openLab } from '../trial/lab/lab.js'
import { type BaseFile, editableText } from '../trial/patch/apply.js'
import { baseCommit, targetBranch } from './failed-commit.js'
import { describeOwner, ownerFor } from './owner.js'
import { end, type OpenRepository, type Step, type World } from './world.js'

/** The commit that fixes are made on, and everything that can be run there. */
export interface Base {
  readonly repository: OpenRepository
  readonly commit: string
  /** Branch that a pull request goes to; undefined on a detached checkout outside a workflow. */
  readonly branch: string | undefined
  readonly files: readonly RepoPath[]
  readonly checks: DetectedChecks | undefined
  readonly lab: Lab
  read(path: RepoPath): Promise<BaseFile>
  checksFor(failure: Failure): Promise<readonly FoundCheck[]>
  /** Packages of a monorepo that do not run with the tests, in sentences. */
  readonly notChecked: readonly string[]
}

/**
 * Opens the base commit: `at` where a bundle names one, else the one that failed.
 * @param wanted the failure where it is known: one that a check of the project shows needs no test command, and one
 * of a package of a monorepo is run there
 */
export async function openBase(world: World, inputs: Inputs, at?: string, wanted?: Wanted): Promise<Step<Base>> {
  const repository = await world.repository()
  const commit = at === undefined ? await baseCommit(world, inputs, repository) : await repository.resolve(at)
  if (commit === undefined) {
    const wanted = at ?? world.trigger.commit ?? ''
    return end(
      'error-config',
      `the commit ${wanted.slice(0, 12)} is not in this checkout`,
      'check out the commit that failed (actions/checkout with ref), or fetch more history',
    )
  }
  const entries = await repository.entries(commit)
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  const read = async (path: string): Promise<BaseFile> => {
    const entry = byPath.get(path)
    if (entry === undefined) return collision(path, byPath.keys())
    if (entry.mode === '160000' || entry.mode === '120000') return editableText(entry.mode, new Uint8Array())
    return editableText(entry.mode, await repository.blob(entry.id))
  }
  const project = projectAt(inputs.workingDirectory, byPath, read)
  if (inputs.workingDirectory !== '.' && !project.any) {
    return end(
      'error-config',
      `working-directory: ${inputs.workingDirectory} is not a folder of the commit`,
      'give a folder of the repository',
    )
  }
  const ofRoot = await detectChecks(inputs.testCommand, project)
  const tracked = { paths: [...byPath.keys()], read: textBy(read) }
  const owned = await ownerFor(inputs, { given: inputs.testCommand, checks: ofRoot, project }, tracked, wanted)
  const checks = owned?.checks ?? ofRoot
  if (checks?.proofless !== undefined) {
    const where = owned === undefined ? '' : `${owned.directory}: `
    return end(
      'error-config',
      `test-command cannot fail: ${where}${checks.proofless}`,
      'give the command that fails when the tests fail',
    )
  }
  const sources: CheckSources = {
    project,
    testCommand: inputs.testCommand,
    pipelines: () => pipelinesIn(byPath.keys(), read),
  }
  const checksFor = (failure: Failure): Promise<readonly FoundCheck[]> => findChecks(failure, sources)
  const only = checks === undefined && wanted !== undefined ? (await checksFor(wanted.failure))[0]?.command : undefined
  if (checks === undefined && inputs.reproduceCommand === undefined && only === undefined) {
    return end('error-config', 'no test command was found', 'give the input test-command')
  }
  const sandbox = await world.sandbox(inputs)
  const setup = await detectSetup(inputs.setupCommand, project)
  // An install that was only guessed would spend minutes on retries to end nowhere.
  const isHopeless = inputs.setupCommand === undefined && setup !== undefined && sandbox.network === 'none'
  if (setup !== undefined && (await repository.ignoredDirectories()).length === 0) {
    if (isHopeless) world.log.warning(describeSetup(setup, true))
    else world.log.info(describeSetup(setup, false))
  }
  if (owned !== undefined) for (const line of describeOwner(owned)) world.log.info(line)
  if (checks !== undefined) world.log.info(describePlan(checks))
  const plan: CheckPlan = {
    runner: checks?.runner?.is.name ?? 'command',
    testCommand: checks?.testCommand ?? inputs.reproduceCommand ?? only ?? '',
    ...(inputs.reproduceCommand === undefined ? {} : { reproduceCommand: inputs.reproduceCommand }),
    ...(setup === undefined || isHopeless ? {} : { setupCommand: setup.command }),
    workingDirectory: owned?.directory ?? inputs.workingDirectory,
    confirmations: inputs.confirmations,
  }
  const files = trackedFiles(byPath.keys())
  const whole = openLab(
    {
      repository,
      sandbox,
      scratch: world.scratch,
      log: world.log,
      workspace: world.workspace,
      textBelow(root) {
        const own = world.textBelow(root)
        // What git ignores is linked from the workspace into a copy: dist/, where it is built already.
        return (file) => own(file) ?? world.workspaceText(file)
      },
    },
    plan,
    checks,
    new Set(files),
    checksFor,
  )
  const until = new Date(world.startedAt.getTime() + inputs.maxMinutes * 60_000)
  const lab = withDeadline(whole, until, world.clock.now)
  return {
    value: {
      repository,
      commit,
      branch: targetBranch(world, inputs, repository),
      files,
      checks,
      lab,
      read,
      checksFor,
      notChecked: owned?.notChecked ?? [],
    },
  }
}

function trackedFiles(paths: Iterable<string>): RepoPath[] {
  const files: RepoPath[] = []
  for (const path of paths) {
    const result = repoPath(path)
    if ('path' in result) files.push(result.path)
  }
  return files
}

/** A new file whose name differs from another's only in case would be lost on half of all machines. */
function collision(path: string, paths: Iterable<string>): BaseFile {
  const fold = (name: string): string => name.normalize('NFC').toLowerCase()
  const folded = fold(path)
  for (const each of paths) {
    const known = fold(each)
    if (known === folded) return { kind: 'refused', why: `differs from ${each} only in case` }
    if (folded.startsWith(`${known}/`)) return { kind: 'refused', why: `${each} is not a folder` }
    if (known.startsWith(`${folded}/`)) return { kind: 'refused', why: 'is a folder' }
  }
  return { kind: 'absent' }
}

const pipeline =
  /^(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.yml|\.circleci\/config\.yml|azure-pipelines\.ya?ml|bitbucket-pipelines\.yml)$/
/** A repository with more pipelines names its checks in the first of them. */
const mostPipelines = 20

async function pipelinesIn(paths: Iterable<string>, read: (path: string) => Promise<BaseFile>) {
  const found: { readonly path: string; readonly text: string }[] = []
  for (const path of [...paths].filter((each) => pipeline.test(each)).slice(0, mostPipelines)) {
    const file = await read(path)
    if (file.kind === 'text') found.push({ path, text: file.text })
  }
  return found
}

function textBy(read: (path: string) => Promise<BaseFile>) {
  return async (path: string): Promise<string | undefined> => {
    const file = await read(path)
    return file.kind === 'text' ? file.text : undefined
  }
}

function projectAt(
  directory: string,
  byPath: ReadonlyMap<string, unknown>,
  read: (path: string) => Promise<BaseFile>,
): ProjectFiles & { readonly any: boolean } {
  const prefix = directory === '.' ? '' : `${directory}/`
  return {
    any: [...byPath.keys()].some((path) => path.startsWith(prefix)),
    has: (path) => byPath.has(prefix + path),
    read: (path) => textBy(read)(prefix + path),
  }
}

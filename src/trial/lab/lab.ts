/** Where code of the repository runs: clean copies of git trees, outside the workspace, inside the sandbox. */
import { BrokenWorld, type CheckPlan, type Failure, type Patch } from '../../domain.js'
import type { Log, Repository, Sandbox, SandboxResult, Scratch, WorkspaceText } from '../../ports.js'
import { readText, type Scope } from '../../signals/read.js'
import { mapsBeside } from '../../signals/source-maps/beside.js'
import { openMaps } from '../../signals/source-maps/open-maps.js'
import type { DetectedChecks } from '../command/detect.js'
import { withLocalPrograms } from '../command/shell.js'
import type { Selection } from '../runner.js'
import { warmRunners } from '../warm/all.js'
import { warmCommand } from '../warm/command.js'
import { openWarmLane, type WarmLane } from '../warm/lane.js'
import { type CheckRun, judgeRun } from './check-run.js'
import { type Copy, openCopies } from './copies.js'
import { type Place, testEnvironment } from './environment.js'
import { type Errand, type Errands, runErrand } from './errand.js'
import { below, invocation, withPrinted } from './invocation.js'
import { withNeighbours } from './neighbours.js'
import { type CheckedFailure, isChecked, type KnownCheck, replayedEvent } from './replay.js'

export interface LabWorld {
  readonly repository: Repository
  readonly sandbox: Sandbox
  readonly scratch: Scratch
  readonly log: Log
  readonly workspace: string
  /** Text of the files below a copy, for source maps; without it, frames of generated code stay as printed. */
  textBelow?(root: string): WorkspaceText
}

export interface Lab {
  readonly plan: CheckPlan
  readonly testRuns: number
  copyOf(tree: string): Promise<Copy>
  discard(copy: Copy): Promise<void>
  /** From the next run on a copy holds the patched files, or with `undo` their old text. */
  write(copy: Copy, patch: Patch, undo?: 'undo'): Promise<void>
  /** Text of a file that a run left in a copy; untrusted. Undefined where there is none of at most `limit` bytes. */
  read(copy: Copy, path: string, limit: number): Promise<string | undefined>
  run(copy: Copy, selection: Selection | Failure, timeoutSeconds: number): Promise<CheckRun>
  /** The runner of this selection, made to stay in a copy of `tree` of its own; undefined where it cannot be. */
  keepWarm(tree: string, selection: Selection | Failure): Promise<WarmLane | undefined>
  /** Commands of the project that may show a failure which is no test's, likeliest first. */
  checksFor(failure: Failure): Promise<readonly KnownCheck[]>
  errand(tree: string, errand: Errand): Promise<Errands>
}

export type { CheckRun } from './check-run.js'
export type { Copy } from './copies.js'

/** A test report of a whole suite; larger ones are cut and then count as incomplete. */
const reportLimit = 200 * 1024 * 1024

/** @param files every tracked path, to tell frames of the repository from others */
export function openLab(
  world: LabWorld,
  plan: CheckPlan,
  checks: DetectedChecks | undefined,
  files: ReadonlySet<string>,
  checksFor: Lab['checksFor'] = async () => [],
): Lab {
  const { sandbox, scratch } = world
  const { setupCommand, testCommand, workingDirectory } = plan
  const own: Place = { inside: workingDirectory === '.' ? '' : `/${workingDirectory}`, command: testCommand, checks }
  let testRuns = 0
  const copies = openCopies({
    ...world,
    setUp: setupCommand === undefined ? undefined : (root) => setUp(root, setupCommand),
  })

  function scopeOf(root: string): Scope {
    const text = world.textBelow?.(root)
    return { root, files, ...(text === undefined ? {} : { sourceMaps: openMaps(mapsBeside(root, text)) }) }
  }

  async function setUp(root: string, command: string): Promise<void> {
    const place = checks?.beside === undefined ? own : { ...own, inside: '' }
    const result = await execute(root, command, {}, 900, undefined, place)
    if (result.exit !== 0) {
      world.log.foreign(result.output)
      throw new BrokenWorld(
        'not-reproduced',
        `setup-command failed with exit code ${result.exit}: ${command}`,
        'install the dependencies in a step before, or give setup-command and network',
      )
    }
  }

  async function execute(
    root: string,
    command: string,
    environment: Record<string, string>,
    timeoutSeconds: number,
    outbox?: string,
    place = own,
  ): Promise<SandboxResult> {
    return sandbox.run({ ...requestFor(root, command, environment, outbox, place), timeoutSeconds })
  }

  function requestFor(
    root: string,
    command: string,
    environment: Record<string, string>,
    outbox?: string,
    place = own,
  ) {
    const directory = `${root}${place.inside}`
    return {
      command,
      directory,
      writable: outbox === undefined ? [root] : [root, outbox],
      environment: {
        ...testEnvironment(files, directory, place.checks?.runner, sandbox.network === 'none'),
        ...environment,
      },
    }
  }

  async function runTests(copy: Copy, selection: Selection, timeoutSeconds: number, place = own): Promise<CheckRun> {
    // The report's name is new for every run and lies outside the copy, so that the code cannot guess it in advance.
    const outbox = await scratch.directory('report')
    const report = `${outbox}/report`
    const runner = place.checks?.runner
    const asked = below(workingDirectory, selection)
    const line = runner && invocation(runner, asked, report, sandbox.network === 'none')
    const command = line === undefined ? place.command : local(copy.root, line, place)
    const result = await execute(copy.root, command, {}, timeoutSeconds, outbox, place)
    const bytes = runner === undefined ? undefined : await scratch.readFile(report, reportLimit)
    await scratch.remove(outbox)
    const text = bytes === undefined ? result.output : Buffer.from(bytes).toString('utf8')
    const reading = readText('report', text, scopeOf(copy.root), { keepCases: true })
    const said = runner === undefined || bytes === undefined ? result : withPrinted(result, runner.is, text)
    return judgeRun(said, reading, runner !== undefined, bytes !== undefined)
  }

  function local(root: string, command: string, place = own): string {
    return withLocalPrograms(command, [...new Set([`${root}${place.inside}`, root])])
  }

  async function runAll(copy: Copy, run: CheckRun, timeoutSeconds: number): Promise<CheckRun> {
    return withNeighbours(run, checks?.beside ?? [], ({ directory, checks }) => {
      const place = { inside: `/${directory}`, command: checks.testCommand, checks }
      return runTests(copy, { kind: 'all' }, timeoutSeconds, place)
    })
  }

  /** A check is asked in plain, a replay with the error that it is to replay. */
  async function replay(copy: Copy, failure: Failure | CheckedFailure, timeoutSeconds: number): Promise<CheckRun> {
    const command = isChecked(failure) ? local(copy.root, failure.command) : (plan.reproduceCommand ?? 'false')
    const outbox = await scratch.directory('event')
    const file = `${outbox}/event.json`
    await scratch.writeFile(file, `${JSON.stringify(replayedEvent(failure), null, 2)}\n`)
    const environment: Record<string, string> = isChecked(failure) ? {} : { SUTURE_EVENT: file }
    const result = await execute(copy.root, command, environment, timeoutSeconds, outbox)
    await scratch.remove(outbox)
    const reading = readText('output', result.output, scopeOf(copy.root), { keepCases: true })
    return judgeRun(result, reading, false, false)
  }

  /** For a command that stays: it does not wait for the next run. */
  async function writeNow(root: string, patch: Patch, undo?: 'undo'): Promise<void> {
    for (const file of patch.files) {
      const text = undo === 'undo' ? file.before : file.after
      if (text === undefined) await scratch.remove(`${root}/${file.path}`)
      else await scratch.writeFile(`${root}/${file.path}`, text)
    }
  }

  async function keepWarm(tree: string, selection: Selection | Failure): Promise<WarmLane | undefined> {
    const runner = checks?.runner
    const server = warmRunners.find((each) => each.name === runner?.is.name)
    // What has to be built before is built by the plain command.
    if (runner === undefined || server === undefined || runner.before !== undefined || 'fingerprint' in selection)
      return undefined
    const copy = await copies.copyOf(tree)
    return openWarmLane({
      server,
      scratch,
      root: copy.root,
      start: async (folder) => {
        const line = warmCommand(server, runner, below(workingDirectory, selection), folder)
        if (line === undefined) return undefined
        return sandbox.start(requestFor(copy.root, local(copy.root, line), { SUTURE_WARM_ROOT: copy.root }, folder))
      },
      read: (text) => readText('report', text, scopeOf(copy.root), { keepCases: true }),
      write: (patch, undo) => writeNow(copy.root, patch, undo),
      counted: () => testRuns++,
    })
  }

  return {
    plan,
    get testRuns() {
      return testRuns
    },
    copyOf: copies.copyOf,
    discard: copies.discard,
    write: async (copy, patch, undo) => copies.write(copy, patch, undo),
    keepWarm,
    checksFor,
    errand: (tree, errand) => runErrand({ scratch, copies, execute, local }, tree, errand),
    async read(copy, path, limit) {
      const bytes = await scratch.readFile(`${copy.root}/${path}`, limit)
      return bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8')
    },
    async run(copy, selection, timeoutSeconds) {
      testRuns++
      await copies.ready(copy)
      if ('fingerprint' in selection) return replay(copy, selection, timeoutSeconds)
      const run = await runTests(copy, selection, timeoutSeconds)
      return selection.kind === 'all' ? runAll(copy, run, timeoutSeconds) : run
    },
  }
}

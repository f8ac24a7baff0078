/** Wiring only: action or command line → inputs → world → mode → outputs. The story is in modes/heal.ts. */
import { realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { openLog } from './adapters/log.js'
import { openScratch } from './adapters/scratch.js'
import { readTrigger } from './adapters/trigger.js'
import { helpText, parseCommandLine } from './command-line.js'
import { BrokenWorld, type Outcome } from './domain.js'
import {
  configError,
  defaultOf,
  type Inputs,
  inputNames,
  isSecretInput,
  type Mode,
  modes,
  parseInputs,
} from './inputs.js'
import { refusalOfActor } from './modes/actor.js'
import { diagnose } from './modes/diagnose.js'
import { doctor } from './modes/doctor.js'
import { heal } from './modes/heal.js'
import { propose } from './modes/propose.js'
import { publish } from './modes/publish.js'
import { refusalOfOwnBranch, refusalOfQueueBranch, refusalOfTrigger } from './modes/trust.js'
import { verify } from './modes/verify.js'
import { type Journal, newJournal, type Trigger, type World } from './modes/world.js'
import type { Places } from './report/sections.js'
import { createRedactor, secretsFrom } from './safe-text/redact.js'
import { finish } from './wiring/finish.js'
import { defaultReportFolder, openWorld, type Surroundings } from './wiring/open-world.js'
import { withTrace } from './wiring/trace.js'
import { tracedLog } from './wiring/traced.js'

const stories: Record<Mode, (world: World, inputs: Inputs, journal: Journal) => Promise<Outcome>> = {
  heal,
  diagnose,
  propose,
  verify,
  publish,
  doctor,
}

/** These read what others wrote while they hold a key or a token. */
const readsForeignText: ReadonlySet<Mode> = new Set(['heal', 'propose'])

interface Call {
  readonly inWorkflow: boolean
  readonly given: Readonly<Record<string, string>>
  readonly workspace: string
  readonly refused?: Outcome
}

const environment = process.env
const write = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Inside a workflow step the runner sets every input of action.yml as a variable; `mode` always has a default. */
function readCall(words: readonly string[]): Call | 'help' {
  if (words.length === 0 && environment['GITHUB_ACTIONS'] === 'true') {
    const given: Record<string, string> = {}
    for (const [name, value] of Object.entries(environment)) {
      if (name.startsWith('INPUT_') && value !== undefined) given[name.slice('INPUT_'.length).toLowerCase()] = value
    }
    return { inWorkflow: true, given, workspace: environment['GITHUB_WORKSPACE'] ?? process.cwd() }
  }
  const line = parseCommandLine(words)
  if (line.kind === 'help') return 'help'
  if (line.kind === 'refused') return { inWorkflow: false, given: {}, workspace: process.cwd(), refused: line.refused }
  const secrets = {
    'github-token': environment['GITHUB_TOKEN'] ?? '',
    'api-key': environment['SUTURE_API_KEY'] ?? environment['OPENAI_API_KEY'] ?? '',
  }
  return { inWorkflow: false, given: { ...secrets, ...line.given }, workspace: line.workspace ?? process.cwd() }
}

function namedMode(given: Readonly<Record<string, string>>): Mode {
  return modes.find((mode) => mode === given['mode']) ?? 'heal'
}

function workspaceRefusal(workspace: string): Outcome | undefined {
  const stat = statSync(workspace, { throwIfNoEntry: false })
  if (stat?.isDirectory()) return undefined
  return configError(
    `the workspace ${workspace} is not a folder`,
    'give --workspace a checkout, or run actions/checkout before',
  )
}

async function main(): Promise<number> {
  const call = readCall(process.argv.slice(2))
  if (call === 'help') {
    process.stdout.write(helpText())
    return 0
  }
  const started = Date.now()
  const secretInputs = inputNames
    .filter(isSecretInput)
    .map((name) => ({ name, value: call.given[name] ?? defaultOf(name) }))
  const redactor = createRedactor([...secretsFrom(environment), ...secretInputs])
  const parsed = parseInputs(call.given)
  const refused = call.refused ?? ('refused' in parsed ? parsed.refused : undefined) ?? workspaceRefusal(call.workspace)
  const inputs = 'inputs' in parsed ? parsed.inputs : undefined
  const workspace = refused === undefined ? realpathSync(call.workspace) : call.workspace
  const report =
    inputs?.report === undefined
      ? path.join(defaultReportFolder(environment), 'report.json')
      : path.resolve(workspace, inputs.report)
  const journal = newJournal()
  const end = (outcome: Outcome): Promise<number> =>
    finish({
      mode: inputs?.mode ?? namedMode(call.given),
      outcome,
      journal,
      seconds: (Date.now() - started) / 1000,
      redactor,
      report,
      inWorkflow: call.inWorkflow,
      environment,
      write,
    })
  if (refused !== undefined || inputs === undefined) return end(refused ?? configError('no inputs', 'see --help'))
  const cancelled = endOnSignal(end)
  const outcome = await Promise.race([
    runMode(inputs, workspace, { redactor, journal, inWorkflow: call.inWorkflow, report }),
    cancelled,
  ])
  return typeof outcome === 'number' ? outcome : end(outcome)
}

/** A cancelled job gets some seconds: enough to say what happened, and nothing is published after the signal. */
function endOnSignal(end: (outcome: Outcome) => Promise<number>): Promise<number> {
  let isEnding = false
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      // `on`, not `once`: as long as somebody listens, the scratch folder's own listener leaves the ending to us.
      process.on(signal, () => {
        if (isEnding) return
        isEnding = true
        end({
          outcome: 'error-internal',
          reason: `cancelled by ${signal}`,
          next: 'run it again; what was found until then is in report.json',
        }).then((code) => {
          process.exitCode = code
          process.exit(code)
        }, resolve)
      })
    }
  })
}

async function runMode(
  inputs: Inputs,
  workspace: string,
  run: { redactor: ReturnType<typeof createRedactor>; journal: Journal; inWorkflow: boolean; report: string },
): Promise<Outcome> {
  try {
    const trigger = readTrigger(environment)
    run.journal.places = placesOf(trigger)
    const refused = refusalOfPlace(inputs, trigger)
    if (refused !== undefined) return refused
    const log = openLog(run.inWorkflow, run.redactor.redact, write)
    const clock = {
      now: () => new Date(),
      sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
    }
    return await withTrace(inputs, { environment, redactor: run.redactor, clock, log }, (tracer) =>
      runIn({ workspace, trigger, clock, log: tracedLog(log, tracer), tracer }, inputs, run),
    )
  } catch (error) {
    return brokenOutcome(error)
  }
}

function refusalOfPlace({ mode, branchPrefix }: Inputs, trigger: Trigger): Outcome | undefined {
  if (mode === 'doctor') return undefined
  const queue = mode === 'diagnose' ? undefined : refusalOfQueueBranch(trigger)
  return refusalOfTrigger(trigger) ?? refusalOfOwnBranch(trigger, branchPrefix) ?? queue
}

async function runIn(
  around: Pick<Surroundings, 'workspace' | 'trigger' | 'clock' | 'log' | 'tracer'>,
  inputs: Inputs,
  run: { redactor: ReturnType<typeof createRedactor>; journal: Journal; report: string },
): Promise<Outcome> {
  const scratch = await openScratch()
  try {
    const world = openWorld({
      ...around,
      environment,
      redactor: run.redactor,
      scratch,
      reportFolder: path.dirname(run.report),
    })
    const stranger = readsForeignText.has(inputs.mode) ? await refusalOfActor(world, inputs) : undefined
    return stranger ?? (await stories[inputs.mode](world, inputs, run.journal))
  } finally {
    scratch.dispose()
  }
}

function placesOf({ serverUrl, repository, runUrl, commit }: Trigger): Places {
  const known = Object.entries({ repository, runUrl, commit }).filter(([, value]) => value !== undefined)
  return repository === undefined ? {} : { serverUrl, ...Object.fromEntries(known) }
}

function brokenOutcome(error: unknown): Outcome {
  if (error instanceof BrokenWorld) return { outcome: error.outcome, reason: error.message, next: error.next }
  const what = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error'
  if (environment['RUNNER_DEBUG'] === '1' && error instanceof Error) write(error.stack ?? '')
  return { outcome: 'error-internal', reason: what, next: 'this is a bug of Suture: please report it with this line' }
}

// A reader that closes the pipe early (`| head`) is no error of ours.
process.stdout.on('error', () => {})
process.exitCode = await main()

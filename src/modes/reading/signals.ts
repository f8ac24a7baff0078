import type { Reading, Sighting } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import { openReading, type Scope } from '../../signals/read.js'
import type { CheckRun } from '../../trial/lab/lab.js'
import { suiteTimeoutSeconds } from '../../trial/reproduce.js'
import { openBase } from '../base.js'
import { at } from '../trust.js'
import { end, type Step, type World } from '../world.js'
import { readAll } from './read-artifacts.js'
import { fromAlerts, fromRun } from './run-signals.js'

/** Where test runners leave their reports when nobody tells them otherwise. */
const usualPlaces = [
  '**/junit*.xml',
  '**/*junit.xml',
  '**/TEST-*.xml',
  '**/test-results/**/*.xml',
  '**/test-reports/**/*.xml',
  '**/surefire-reports/*.xml',
  '**/test-results.{xml,json}',
  '**/test-report.{xml,json}',
  '**/ctrf*.json',
  '**/*.trx',
  '**/*.sarif',
]

/** From the input `signals` to readings: where bytes come from. What they mean is the signals room's. */
export async function gatherSignals(world: World, inputs: Inputs, scope: Scope): Promise<Step<readonly Reading[]>> {
  const readings: Reading[] = []
  const globs: string[] = []
  for (const source of inputs.signals) {
    if (source === 'auto') {
      const step = await automatic(world, inputs, scope)
      if ('ended' in step) return step
      readings.push(...step.value)
    } else if (source === 'event') {
      const step = await fromEvent(world, scope)
      if ('ended' in step) return step
      readings.push(step.value)
    } else if (source === 'tests') {
      const step = await fromTests(world, inputs)
      if ('ended' in step) return step
      readings.push(step.value)
    } else if (source === 'run' || source === 'code-scanning') {
      const step = await (source === 'run' ? fromRun : fromAlerts)(world, inputs, scope)
      if ('ended' in step) return step
      readings.push(...step.value)
    } else globs.push(source)
  }
  if (globs.length > 0) {
    const step = await fromFiles(world, globs, scope)
    if ('ended' in step) return step
    readings.push(...step.value)
  }
  return { value: readings }
}

async function automatic(world: World, inputs: Inputs, scope: Scope): Promise<Step<readonly Reading[]>> {
  if (world.trigger.event === 'repository_dispatch') {
    const step = await fromEvent(world, scope)
    return 'ended' in step ? step : { value: [step.value] }
  }
  if (world.trigger.event === 'workflow_run') {
    const step = await fromRun(world, inputs, scope)
    if (!('ended' in step)) return step
    // What is refused stays refused; what is not there may be found elsewhere.
    if (!step.ended.outcome.startsWith('error-')) return step
    world.log.warning(`signals: run: ${step.ended.reason}`)
  }
  const { artifacts } = await world.findArtifacts(usualPlaces)
  if (artifacts.length > 0) return { value: await readAll(artifacts, scope) }
  world.log.info('no report in the usual places: running the tests')
  const step = await fromTests(world, inputs)
  return 'ended' in step ? step : { value: [step.value] }
}

async function fromFiles(world: World, globs: readonly string[], scope: Scope): Promise<Step<readonly Reading[]>> {
  const { artifacts, refused } = await world.findArtifacts(globs)
  const first = refused[0]
  if (first !== undefined && artifacts.length === 0) {
    return end(
      'error-config',
      `signals: ${first.name}: ${first.why}`,
      'name report, log or event files of the workspace',
    )
  }
  for (const each of refused) world.log.warning(`${each.name}: ${each.why}`)
  if (artifacts.length === 0) {
    return end(
      'error-config',
      `signals: no file matches ${globs.join(', ')}`,
      'give a file or a glob relative to the workspace',
    )
  }
  return { value: await readAll(artifacts, scope) }
}

/** The payload is data: it can name a failure, never a command, a path to run, or a branch. */
async function fromEvent(world: World, scope: Scope): Promise<Step<Reading>> {
  const { event, payload } = world.trigger
  const data = event === 'workflow_dispatch' ? at(payload, 'inputs') : at(payload, 'client_payload')
  if (typeof data !== 'object' || data === null) {
    const where = event === 'workflow_dispatch' ? 'inputs' : 'client_payload'
    return end('error-config', `signals: the event has no ${where}`, `send the error as ${where}`)
  }
  return { value: readEvent(data, scope) }
}

/** Relays put the tracker's event under a key of their own, some as text: the payload itself where no part is a known event. */
function readEvent(data: object, scope: Scope): Reading {
  const whole = readPart(data, scope)
  if (isKnownEvent(whole)) return whole
  const within = Object.values(data).map((value) => (isJsonText(value) ? parsed(value) : value))
  const parts = within.filter((part) => typeof part === 'object' && part !== null)
  const readings = [whole, ...parts.map((part) => readPart(part, scope))]
  // An event that says nothing usable is named all the same, rather than the payload that it came in.
  return readings.find(isKnownEvent) ?? readings.find(({ format }) => !/^(?:unknown|plain-text)$/.test(format)) ?? whole
}

function readPart(part: object, scope: Scope): Reading {
  const reading = openReading('event', scope)
  reading.write(Buffer.from(JSON.stringify(part)))
  return reading.end()
}

const isKnownEvent = ({ format, sightings }: Reading): boolean => sightings.length > 0 && format !== 'plain-text'

const isJsonText = (value: unknown): value is string => typeof value === 'string' && value.startsWith('{')

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function fromTests(world: World, inputs: Inputs): Promise<Step<Reading>> {
  const base = await openBase(world, inputs)
  if ('ended' in base) return base
  const { lab, commit } = base.value
  return world.log.group('run the tests on a clean copy', async () => {
    const copy = await lab.copyOf(commit)
    const run = await lab.run(copy, { kind: 'all' }, suiteTimeoutSeconds)
    world.log.foreign(run.output)
    await lab.discard(copy)
    if (run.exit === 126 || run.exit === 127) {
      return end(
        'error-config',
        `test-command could not be started (exit code ${run.exit})`,
        'check the input test-command and that its tool is installed',
      )
    }
    const source = 'test-command'
    if (run.timedOut)
      return { value: { ...run.reading, source, cases: [], sightings: [...run.reading.sightings, hang(run)] } }
    if (run.passed || run.reading.sightings.length > 0) return { value: { ...run.reading, source, cases: [] } }
    return {
      value: {
        ...run.reading,
        source,
        cases: [],
        incomplete: true,
        notes: [...run.reading.notes, `the tests end with exit code ${run.exit} and name no failure`],
      },
    }
  })
}

function hang(run: CheckRun): Sighting {
  const message = `still running after ${Math.round(run.seconds)} s`
  const detail = run.output.slice(-4000)
  return { kind: 'timeout', title: 'the tests do not end', message, detail, frames: [], sourceLines: [1, 1] }
}

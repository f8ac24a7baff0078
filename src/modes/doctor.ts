import { BrokenWorld, type Outcome } from '../domain.js'
import type { Inputs } from '../inputs.js'
import { openBase } from './base.js'
import { refusalOfTrigger } from './trust.js'
import { end, type Journal, type World } from './world.js'

interface Check {
  readonly name: string
  /** What was found; throws or returns a problem where it is not good. */
  run(world: World, inputs: Inputs): Promise<string | { readonly problem: string; readonly mend: string }>
}

const checks: readonly Check[] = [
  {
    name: 'event',
    run: async ({ trigger }) => {
      const refused = refusalOfTrigger(trigger)
      if (refused !== undefined) return { problem: refused.reason, mend: refused.next }
      return trigger.event === undefined ? 'outside a workflow' : `${trigger.event} on ${trigger.branch ?? 'no branch'}`
    },
  },
  {
    name: 'git',
    run: async (world) => {
      const repository = await world.repository()
      return `commit ${repository.head.slice(0, 12)} on ${repository.branch ?? 'no branch'}`
    },
  },
  { name: 'node', run: async () => process.version },
  {
    name: 'sandbox',
    run: async (world, inputs) => {
      const sandbox = await world.sandbox(inputs)
      return `${sandbox.rung} proved itself, network ${sandbox.network}`
    },
  },
  {
    name: 'test command',
    run: async (world, inputs) => {
      const base = await openBase(world, inputs)
      if ('ended' in base) return { problem: base.ended.reason, mend: base.ended.next }
      const { checks: found } = base.value
      return found === undefined ? 'only reproduce-command' : `${found.testCommand} (${found.why})`
    },
  },
  {
    name: 'token',
    run: async (world, inputs) => {
      if (inputs.githubToken === undefined) return 'none: only heal and publish need one'
      const forge = world.forge(inputs)
      if ('outcome' in forge) return { problem: forge.reason, mend: forge.next }
      return `accepted; default branch ${await forge.defaultBranch()}`
    },
  },
  {
    name: 'permissions',
    run: async (world, inputs) => {
      if (inputs.githubToken === undefined) return 'no token to ask for'
      const forge = world.forge(inputs)
      if ('outcome' in forge) return { problem: forge.reason, mend: forge.next }
      const open = await forge.openPullRequests(inputs.branchPrefix)
      const remote = await world.remote(inputs)
      if ('outcome' in remote) return { problem: remote.reason, mend: remote.next }
      const { head } = await world.repository()
      await remote.tryPush(`${inputs.branchPrefix}doctor`, head)
      return `may push ${inputs.branchPrefix}* and sees ${open.length} open pull requests of Suture (max-open ${inputs.maxOpen}); whether it may open one shows only when it does`
    },
  },
  {
    name: 'persisted credentials',
    run: async (world, inputs) => {
      const found = await world.persistedCredentials()
      if (found === undefined) return 'none in the checkout'
      const mend = 'set persist-credentials: false at actions/checkout'
      if (inputs.sandbox === 'none') return { problem: `${found}, and sandbox is none`, mend }
      return `WARNING: ${found}; the sandbox hides it from tests, other steps can read it: ${mend}`
    },
  },
  {
    name: 'model',
    run: async (world, inputs) =>
      world.model(inputs) === undefined ? 'none: the embedded engine alone' : `${inputs.model} (not called)`,
  },
]

/** Checks the set-up, a line a check. */
export async function doctor(world: World, inputs: Inputs, _journal: Journal): Promise<Outcome> {
  const problems: string[] = []
  let mend = ''
  for (const check of checks) {
    const result = await examine(check, world, inputs)
    if (typeof result === 'string') {
      world.log.info(`ok    ${check.name}: ${result}`)
      continue
    }
    world.log.info(`FAIL  ${check.name}: ${result.problem}; ${result.mend}`)
    problems.push(check.name)
    mend ||= result.mend
  }
  if (problems.length > 0) return end('error-config', `doctor: ${problems.join(', ')} not ready`, mend).ended
  return { outcome: 'diagnosed', reason: `all ${checks.length} checks are good`, next: 'run mode heal' }
}

async function examine(check: Check, world: World, inputs: Inputs): ReturnType<Check['run']> {
  try {
    return await check.run(world, inputs)
  } catch (error) {
    if (error instanceof BrokenWorld) return { problem: error.message, mend: error.next }
    throw error
  }
}

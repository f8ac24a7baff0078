import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findArtifacts } from '../adapters/artifacts.js'
import { readSmallFile, writeWhole } from '../adapters/bundle-folder.js'
import { hostOf, isOnThisMachine, openChat } from '../adapters/chat.js'
import { openHistory } from '../adapters/git/history.js'
import { originSource, serverSource } from '../adapters/git/history-source.js'
import { persistedCredentials } from '../adapters/git/persisted.js'
import { openRemote } from '../adapters/git/remote.js'
import { type OpenedRepository, openRepository } from '../adapters/git/repository.js'
import { newPace } from '../adapters/github/calls.js'
import { openCollaborators } from '../adapters/github/collaborators.js'
import { openRuns } from '../adapters/github/runs.js'
import { openSigner } from '../adapters/github/signer.js'
import { openForge } from '../adapters/github.js'
import { openGrammars } from '../adapters/grammars.js'
import { openSandbox } from '../adapters/sandbox/open-sandbox.js'
import type { OpenedScratch } from '../adapters/scratch.js'
import { workspaceText } from '../adapters/workspace-text.js'
import { BrokenWorld, type Outcome } from '../domain.js'
import { configError, type Inputs } from '../inputs.js'
import { kindOfToken } from '../modes/publishing/token-kind.js'
import type { BundleFiles, Trigger, World } from '../modes/world.js'
import type { Clock, Log, Sandbox, Tracer } from '../ports.js'
import type { Redactor } from '../safe-text/redact.js'
import { openSyntax } from '../syntax/open.js'
import { version } from '../version.js'
import { tracedModel } from './traced.js'

export interface Surroundings {
  readonly workspace: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly trigger: Trigger
  readonly clock: Clock
  readonly log: Log
  readonly tracer: Tracer
  readonly redactor: Redactor
  readonly scratch: OpenedScratch
  /** Absolute folder of report.json: bundles go beside it. */
  readonly reportFolder: string
}

/** The world as the modes see it. What costs something is opened at the first use and kept. */
export function openWorld(around: Surroundings): World {
  const { workspace, environment, trigger, clock, log, tracer, redactor, scratch } = around
  const startedAt = clock.now()
  const pace = newPace()
  let repository: Promise<OpenedRepository> | undefined
  let sandbox: Promise<Sandbox> | undefined
  const openedRepository = (): Promise<OpenedRepository> => {
    repository ??= openRepository({ workspace, scratchDirectory: scratch.root })
    return repository
  }
  const provenSandbox = async (inputs: Inputs): Promise<Sandbox> => {
    const hidden = hiddenFolders(workspace, environment)
    const { sandbox: wanted, network } = inputs
    const opened = await openSandbox({ wanted, network, hidden, readable: [workspace], clock })
    for (const passedOver of opened.passedOver) log.warning(`sandbox: ${passedOver}`)
    log.info(`sandbox: ${opened.rung}, network ${opened.network}`)
    // Without a repository there is no checkout that could keep anything; whoever needs one says so.
    const kept = await persistedCredentials(workspace).catch(() => undefined)
    if (kept !== undefined) sayKept(kept, opened.rung, log)
    return opened
  }
  return {
    version,
    workspace,
    startedAt,
    trigger,
    clock,
    log,
    tracer,
    redactor,
    cores: os.availableParallelism(),
    scratch,
    syntax: openSyntax(openGrammars()),
    workspaceText: workspaceText(workspace),
    textBelow: workspaceText,
    findArtifacts: (globs) => findArtifacts(workspace, globs),
    repository: openedRepository,
    async history(inputs) {
      const opened = await openedRepository()
      const target = githubTarget(inputs, trigger)
      return openHistory({
        repository: opened,
        source: async () =>
          'outcome' in target
            ? originSource(opened.git, workspace)
            : serverSource(serverUrlOf(target, trigger), target.token),
      })
    },
    sandbox(inputs) {
      sandbox ??= provenSandbox(inputs)
      return sandbox
    },
    model: (inputs) => modelOf(inputs, clock, startedAt, tracer),
    forge(inputs) {
      const target = githubTarget(inputs, trigger)
      if ('outcome' in target) return target
      return openForge({ ...target, apiUrl: environment['GITHUB_API_URL'] ?? 'https://api.github.com', clock, pace })
    },
    collaborators(inputs) {
      const target = githubTarget(inputs, trigger)
      if ('outcome' in target) return target
      return openCollaborators({ ...target, apiUrl: environment['GITHUB_API_URL'] ?? 'https://api.github.com', clock })
    },
    runs(inputs) {
      const target = githubTarget(inputs, trigger)
      if ('outcome' in target) return target
      return openRuns({
        ...target,
        apiUrl: environment['GITHUB_API_URL'] ?? 'https://api.github.com',
        clock,
        folder: () => scratch.directory('run'),
      })
    },
    async remote(inputs) {
      const target = githubTarget(inputs, trigger)
      if ('outcome' in target) return target
      const url = serverUrlOf(target, trigger)
      const repository = await openedRepository()
      const apiUrl = environment['GITHUB_API_URL'] ?? 'https://api.github.com'
      // GitHub signs for apps; a person's token has nothing to gain from the way around.
      const sign =
        kindOfToken(target.token) === undefined ? openSigner({ ...target, apiUrl, clock, repository, pace }) : undefined
      return openRemote({ repository, url, token: target.token, ...(sign === undefined ? {} : { sign }) })
    },
    persistedCredentials: () => persistedCredentials(workspace),
    readBundle: (folder) => readBundle(path.resolve(workspace, folder)),
    async writeBundle(name, files) {
      const folder = path.join(around.reportFolder, name)
      for (const [file, text] of Object.entries(files)) await writeWhole(path.join(folder, file), text)
      return folder
    },
  }
}

/** Hidden from tests in a sandbox; without one they could take it and push. */
function sayKept(kept: string, rung: Sandbox['rung'], log: Log): void {
  const advice = 'give actions/checkout `persist-credentials: false`'
  if (rung === 'none') {
    throw new BrokenWorld(
      'refused-policy',
      `persisted-credentials: sandbox is none and the checkout keeps ${kept}`,
      advice,
    )
  }
  log.warning(`the checkout keeps ${kept}: ${advice}`)
}

/** Where secrets of a job lie beside the environment: nothing of the repository under test needs to see them. */
function hiddenFolders(workspace: string, environment: Surroundings['environment']): string[] {
  const folders = [os.homedir(), environment['RUNNER_TEMP'], path.join(workspace, '.git'), '/var/run', '/run']
  return folders.filter((folder): folder is string => folder !== undefined && folder !== '')
}

function modelOf(inputs: Inputs, clock: Clock, startedAt: Date, tracer: Tracer): ReturnType<World['model']> {
  if (inputs.model === undefined) return undefined
  const baseUrl = inputs.baseUrl ?? ''
  if (inputs.apiKey === undefined && !isOnThisMachine(baseUrl)) return undefined
  const model = openChat({
    model: inputs.model,
    apiKey: inputs.apiKey ?? '',
    baseUrl,
    ...(inputs.reasoningEffort === undefined ? {} : { reasoningEffort: inputs.reasoningEffort }),
    clock,
    deadline: new Date(startedAt.getTime() + inputs.maxMinutes * 60_000),
  })
  return tracedModel(model, tracer, hostOf(baseUrl))
}

function githubTarget(inputs: Inputs, trigger: Trigger): { owner: string; repo: string; token: string } | Outcome {
  if (inputs.githubToken === undefined) {
    return configError(
      'input github-token is empty',
      'give a token that may write contents and pull requests (GITHUB_TOKEN on the command line)',
    )
  }
  const [owner, repo, rest] = (trigger.repository ?? '').split('/')
  if (
    owner === undefined ||
    repo === undefined ||
    rest !== undefined ||
    !/^[\w.-]+$/.test(owner) ||
    !/^[\w.-]+$/.test(repo)
  ) {
    return configError('GITHUB_REPOSITORY does not name a repository', 'set it to owner/name')
  }
  return { owner, repo, token: inputs.githubToken }
}

function serverUrlOf({ owner, repo }: { readonly owner: string; readonly repo: string }, trigger: Trigger): string {
  return `${trigger.serverUrl}/${owner}/${repo}.git`
}

async function readBundle(folder: string): Promise<BundleFiles | Outcome> {
  const fix = await readSmallFile(path.join(folder, 'fix.json'))
  const patch = await readSmallFile(path.join(folder, 'fix.patch'))
  const verdict = await readSmallFile(path.join(folder, 'verdict.json'))
  if (fix === undefined || patch === undefined) {
    const missing = fix === undefined ? 'fix.json' : 'fix.patch'
    return configError(`input fix: ${folder} has no ${missing}`, 'give the folder of the fix bundle')
  }
  return { 'fix.json': fix, 'fix.patch': patch, ...(verdict === undefined ? {} : { 'verdict.json': verdict }) }
}

/** A folder of our own for report and bundle, where the user names none. */
export function defaultReportFolder(environment: Surroundings['environment']): string {
  return mkdtempSync(path.join(environment['RUNNER_TEMP'] ?? os.tmpdir(), 'suture-report-'))
}

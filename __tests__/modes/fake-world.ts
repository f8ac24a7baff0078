import type { Fix, Verification } from '../../src/domain.js'
import { type Inputs, parseInputs } from '../../src/inputs.js'
import { canonicalJson, digestOf } from '../../src/modes/bundle.js'
import type { BundleFiles, World } from '../../src/modes/world.js'
import type { Forge, Remote } from '../../src/ports.js'
import { createRedactor } from '../../src/safe-text/redact.js'
import { noTracer } from '../../src/wiring/traced.js'
import { fakeClock } from '../contracts/fakes/forge.js'
import { type MemoryRepository, memoryRepository } from '../contracts/fakes/memory-repository.js'
import { memoryScratch } from '../contracts/fakes/memory-scratch.js'
import * as example from '../report/examples.js'

export function inputsOf(given: Readonly<Record<string, string>> = {}): Inputs {
  const parsed = parseInputs({ 'github-token': 'ghs_token', ...given })
  if ('refused' in parsed) throw new Error(parsed.refused.reason)
  return parsed.inputs
}

const before = 'export const receipt = (payment) => ({\n  currency: payment.address.currency,\n})\n'
export const after = before.replace('address.', 'address?.')

export function repositoryOf(): MemoryRepository {
  return memoryRepository([{ subject: 'first', files: { 'src/receipt.js': before, 'package.json': '{}\n' } }])
}

/** A fix of `repository`'s head as propose would leave it. */
export async function fixOf(repository: MemoryRepository, change: Partial<Fix> = {}): Promise<Fix> {
  const patch = { files: example.fix.patch.files.map((file) => ({ ...file, before, after })) }
  const tree = await repository.writeTree(repository.head, patch)
  return { ...example.fix, base: repository.head, tree, patch, flags: [], ...change }
}

export async function bundleOf(repository: MemoryRepository, fix: Fix): Promise<BundleFiles> {
  const honest = await fixOf(repository)
  return { 'fix.json': canonicalJson(fix), 'fix.patch': await repository.diff(honest.base, honest.tree) }
}

export function withVerdict(files: BundleFiles, change: Partial<Verification> = {}): BundleFiles {
  const verdict = { ...example.verification, verified: true, fix: digestOf(files), ...change }
  return { ...files, 'verdict.json': canonicalJson(verdict) }
}

export interface FakeWorld extends World {
  readonly lines: readonly string[]
  readonly warnings: readonly string[]
}

export function fakeWorld(
  repository: MemoryRepository,
  parts: Partial<World> & { readonly forgeIs?: Forge; readonly remoteIs?: Remote; readonly secret?: string } = {},
): FakeWorld {
  const { forgeIs, remoteIs, secret, ...own } = parts
  const lines: string[] = []
  const warnings: string[] = []
  const clock = fakeClock()
  const never = (what: string) => (): never => {
    throw new Error(`${what} was asked for`)
  }
  return {
    version: '0.1.0',
    workspace: '/workspace',
    startedAt: clock.now(),
    trigger: {
      event: undefined,
      repository: 'acme/shop',
      repositoryId: '1',
      branch: 'main',
      commit: undefined,
      runUrl: undefined,
      runId: undefined,
      serverUrl: 'https://github.com',
      payload: undefined,
    },
    clock,
    log: {
      info: (line) => lines.push(line),
      warning: (line) => warnings.push(line),
      foreign: (text) => lines.push(text),
      group: (_, body) => body(),
    },
    tracer: noTracer,
    redactor: createRedactor(secret === undefined ? [] : [{ name: 'SECRET', value: secret }]),
    cores: 2,
    scratch: memoryScratch(),
    get syntax(): never {
      return never('syntax')()
    },
    workspaceText: () => undefined,
    textBelow: () => () => undefined,
    findArtifacts: never('a file'),
    repository: async () => repository,
    history: never('history'),
    sandbox: never('a sandbox'),
    model: never('a model'),
    forge: () => forgeIs ?? never('a forge')(),
    runs: never('workflow runs'),
    collaborators: never('what people may do'),
    remote: async () => remoteIs ?? never('a remote')(),
    persistedCredentials: async () => undefined,
    readBundle: never('a bundle'),
    writeBundle: never('a bundle folder'),
    lines,
    warnings,
    ...own,
  }
}

import type { Failure, Patch, RepoPath } from '../domain.js'
import { repoPath } from '../repo-path.js'
import type { Syntax } from '../syntax/open.js'
import type { Sides } from './flapping.js'
import type { Lab } from './lab/lab.js'
import type { BaseFile } from './patch/apply.js'
import { type Answers, askProbes } from './probes/ask.js'
import type { Target } from './target.js'

interface Asker {
  readonly lab: Lab
  readonly base: string
  readonly target: Target | undefined
  read(path: RepoPath): Promise<BaseFile>
}

/** The probes that may refuse, asked before a candidate is called healed: what falls here, falls before the next is tried. */
export async function probeCandidate(
  { lab, base, target, read }: Asker,
  syntax: Syntax,
  passed: { readonly patch: Patch; readonly tree: string; readonly sides: Sides },
): Promise<Answers | undefined> {
  // Without a failure that happens there is nothing to be fitted to.
  if (target === undefined) return undefined
  const { failure } = target
  const { patch, tree, sides } = passed
  const seconds = secondsFor('trial', sides.base[0]?.seconds ?? 0)
  const testText = await wordsOfTest(failure, read)
  const trees = { base, fixed: tree }
  return askProbes({ patch, failure, target, testText, sides, lab, trees, syntax, seconds }, 'trial')
}

/**
 * Seconds for the test runs of all probes: a few for a small suite, some runs of a longer one, and never minutes. A proof
 * is made once and gets more than each trial.
 */
export function secondsFor(by: 'trial' | 'proof', suiteSeconds: number): number {
  return by === 'trial'
    ? Math.min(45, Math.max(6, 4 + suiteSeconds * 1.2))
    : Math.min(90, Math.max(30, 20 + suiteSeconds * 2.5))
}

/** Message and detail of the failure, and the file of its test where it is known. */
export async function wordsOfTest(failure: Failure, read: (path: RepoPath) => Promise<BaseFile>): Promise<string> {
  const words = `${failure.message}\n${failure.detail}`
  const path = failure.test?.file === undefined ? undefined : repoPath(failure.test.file)
  if (path === undefined || 'refused' in path) return words
  const file = await read(path.path)
  return file.kind === 'text' ? `${words}\n${file.text}` : words
}

import type { Failure, Patch, PatchFile } from '../../domain.js'
import type { Syntax } from '../../syntax/open.js'
import type { CheckRun, Lab } from '../lab/lab.js'
import type { Changed, Subject } from '../probes/probe.js'
import { subjectOf } from '../probes/subject.js'
import { touchedPaths } from '../probes/watch/instrument.js'
import type { Observation, Outcome } from '../probes/watch/records.js'
import { watch } from '../probes/watch/watch.js'
import type { Selection } from '../runner.js'
import type { Target } from '../target.js'

/** What a text makes of inputs, by function and input. */
export type Behaviour = ReadonlyMap<string, Seen>

export interface Seen extends Pick<Observation, 'kind' | 'name' | 'input'> {
  readonly outcome: Outcome
}

export interface Behaviours {
  /** One for each rival, in their order. */
  readonly rivals: readonly Behaviour[]
  /** Of the base commit. */
  readonly base: Behaviour
  /** Of the text before the culprit, where that is known. */
  readonly old: Behaviour | undefined
}

export interface Asker {
  readonly lab: Lab
  readonly base: string
  readonly target: Target | undefined
  readonly baseline: CheckRun
  readonly syntax?: Syntax
}

/** One run of the tests for each rival: what takes longer than the search for one more is not asked. */
const mostSeconds = 60
/** A longer suite is asked for the failing test alone. */
const longestSuite = 8

/**
 * Runs the tests with a watch on the functions that any of the rivals changes, once for each text: all are asked the same
 * recorded inputs and the same neighbours of these. The tests run on the first rival, because a test that fails stops
 * before it has put everything in.
 * @returns why they cannot be compared, in plain words
 */
export async function behavioursOf(
  asker: Asker,
  rivals: readonly Patch[],
  old?: PatchFile,
): Promise<Behaviours | { readonly why: string }> {
  const file = fileOf(rivals)
  if (file === undefined) return { why: 'they do not change one and the same file' }
  const { target, syntax } = asker
  if (target === undefined || syntax === undefined) return { why: 'no failing test puts anything in' }
  const subject = await subjectFor(asker, { target, syntax }, rivals)
  const [shape] = subject.changed
  if (shape === undefined) return { why: 'their file is in no language that can be watched' }
  const [before, texts] = [file.before ?? '', rivals.map(({ files }) => files[0]?.after ?? '')]
  const changes = await Promise.all(texts.map((text) => subject.reparse(shape, before, text)))
  const paths = unionOf(changes)
  if (paths === undefined) return { why: 'a change lies outside of all functions' }
  const [first = '', ...others] = texts
  const asked = { selection: selectionOf(asker, target.selection), paths }
  const askFor = async (text: string) => watch(subject, await subject.reparse(shape, first, text), asked)
  const base = await askFor(before)
  if ('why' in base) return base
  const behaviours: Behaviour[] = [byInput(base.observations, 'before')]
  for (const text of others) {
    const seen = await askFor(text)
    if ('why' in seen) return seen
    behaviours.push(byInput(seen.observations, 'after'))
  }
  const oldest = old?.path === file.path && old.after !== before ? await askFor(old.after) : { why: '' }
  return {
    rivals: behaviours,
    base: byInput(base.observations, 'after'),
    old: 'why' in oldest ? undefined : byInput(oldest.observations, 'after'),
  }
}

/** The one file that all of them change. */
function fileOf(rivals: readonly Patch[]): PatchFile | undefined {
  const [file] = rivals[0]?.files ?? []
  const isShared = rivals.every(({ files }) => files.length === 1 && files[0]?.path === file?.path)
  return isShared && file?.before !== undefined ? file : undefined
}

function subjectFor(
  { lab, base, baseline }: Asker,
  { target, syntax }: { readonly target: Target; readonly syntax: Syntax },
  rivals: readonly Patch[],
): Promise<Subject> {
  const failure: Failure = target.failure
  return subjectOf({
    patch: rivals[0] ?? { files: [] },
    failure,
    target,
    testText: '',
    sides: { base: [baseline], after: [] },
    lab,
    // Each rival is asked from a copy of the base.
    trees: { base, fixed: base },
    syntax,
    seconds: mostSeconds,
  })
}

function unionOf(parsed: readonly Changed[]): readonly string[] | undefined {
  const found = parsed.map(touchedPaths)
  return found.some((paths) => paths === undefined) ? undefined : [...new Set(found.flatMap((paths) => paths ?? []))]
}

function selectionOf({ baseline }: Asker, selection: Selection | Failure): Selection {
  return baseline.seconds <= longestSuite || 'fingerprint' in selection ? { kind: 'all' } : selection
}

function byInput(observations: readonly Observation[], side: 'before' | 'after'): Behaviour {
  const seen = observations.map(({ kind, name, input, [side]: outcome }) => ({ kind, name, input, outcome }))
  return new Map(seen.map((each) => [`${each.kind} ${each.name} ${each.input}`, each]))
}

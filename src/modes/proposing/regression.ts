import type { Candidate, Evidence, Excerpt, Failure, Patch, RepoPath, Trial, Verdict } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import { isMuted } from '../../memory/outcomes.js'
import type { ModelRepairer } from '../../repair/model/repairer.js'
import { isTestFile } from '../../test-file.js'
import { cheatOf } from '../../trial/conduct.js'
import type { CheckRun, Copy } from '../../trial/lab/lab.js'
import { applyEdits } from '../../trial/patch/apply.js'
import { changedLines } from '../../trial/patch/changed-lines.js'
import { refusalOf } from '../../trial/patch/policy.js'
import { type Reproduced, reproduce, timeoutFor } from '../../trial/reproduce.js'
import type { Bench } from '../../trial/try-candidate.js'
import type { Base } from '../base.js'
import { limitsOf } from '../limits.js'
import { couldForge, sameOrigin } from '../regression-base.js'
import type { Journal, World } from '../world.js'
import { readPast } from './past.js'

/** A regression test that shows a production error, and everything that was made with it. */
export interface Brought {
  readonly test: Patch
  readonly tree: string
  readonly copy: Copy
  readonly found: Reproduced
  /** What the same answer held beside the test. */
  readonly fix?: Candidate
}

const longestEvent = 3000
const longestExample = 4000

/** Asks the model for a test that fails with the error of production, until one does; or says why there is none. */
export async function bringTest(
  world: World,
  inputs: Inputs,
  journal: Journal,
  base: Base,
  model: ModelRepairer,
  evidence: Evidence,
): Promise<Brought | { readonly none: string }> {
  const past = await readPast(world, inputs)
  if (past !== undefined) journal.past = past
  if (isMuted(past ?? [], { strategy: 'model', by: model.testPrompt }, model.usage().model))
    return { none: 'the prompt that asks for one is muted' }
  const recognises = await sameOrigin(world, base, evidence.failure)
  if (recognises === undefined) return { none: 'its trace names no function of this repository' }
  const about = await withExample(world, base, evidence)
  const trials: Trial[] = []
  for await (const candidate of model.writeTest(about, trials)) {
    const tried = await tryTest({ world, inputs, base, failure: evidence.failure, recognises }, candidate)
    if ('test' in tried) {
      world.log.info(`regression test ${tried.test.files[0]?.path ?? ''}: ${tried.found.why}`)
      return tried
    }
    world.log.info(`regression test ${trials.length + 1} (${candidate.by}): ${tried.why}`)
    trials.push({ candidate, verdict: tried, diff: '', seconds: 0 })
  }
  const ending = model.ending()
  if (ending?.kind === 'declined') return { none: `the model declined to show it by a test: ${ending.reason}` }
  if (ending?.kind === 'budget') return { none: `${ending.which} is used up` }
  return { none: 'the model wrote no test that fails with it' }
}

interface Asking {
  readonly world: World
  readonly inputs: Inputs
  readonly base: Base
  readonly failure: Failure
  recognises(sighting: Parameters<Parameters<typeof reproduce>[3]>[0]): boolean
}

async function tryTest(asking: Asking, candidate: Candidate): Promise<Brought | Verdict> {
  const { world, inputs, base, failure, recognises } = asking
  const no = (verdict: Verdict['verdict'], why: string, output = ''): Verdict => ({
    verdict,
    why: world.redactor.redact(why),
    output: world.redactor.redact(output.slice(-8000)),
  })
  const own = candidate.edits.filter(({ path, search }) => search === '' && isTestFile(path))
  const applied = await applyEdits(own, base.read)
  if (own.length !== 1) return no('not-allowed', 'write exactly one new test file')
  if (applied.kind === 'misfit') return no('did-not-apply', applied.why)
  if (applied.kind === 'refused') return no('not-allowed', `${applied.rule}: ${applied.why}`)
  const { patch } = applied
  const refused = refusalOf(patch, limitsOf(inputs)) ?? cheatOf(patch, failure)
  if (refused !== undefined) return no('not-allowed', `${refused.rule}: ${refused.why}`)
  const [file] = patch.files
  if (file === undefined || couldForge(file))
    return no('not-allowed', 'a test that reads files or touches stacks could forge the error')
  const tree = await base.repository.writeTree(base.commit, patch)
  const copy = await base.lab.copyOf(tree)
  const selection = { kind: 'file', file: file.path } as const
  const run = await base.lab.run(copy, selection, timeoutFor(selection))
  if (!run.reading.sightings.some(recognises)) return no('still-failing', whyNot(run, failure), run.output)
  const found = await reproduce(base.lab, copy, failure, recognises, file.path)
  if (found.target === undefined) return no('flaky', `it does not fail in every run: ${found.why}`)
  const edits = candidate.edits.filter((edit) => !own.includes(edit))
  return { test: patch, tree, copy, found, ...(edits.length === 0 ? {} : { fix: { ...candidate, edits } }) }
}

function whyNot(run: CheckRun, { exception = 'the error' }: Failure): string {
  if (run.passed) return `the test passes on the code as it is: ${exception} does not happen`
  const [first] = run.reading.sightings
  return `it fails in another way: ${first?.message.slice(0, 300) ?? `exit code ${run.exit}`}`
}

/** The event that the error came with, and a test of the project: its style and its place are to be kept. */
async function withExample(world: World, base: Base, evidence: Evidence): Promise<Evidence> {
  const { failure } = evidence
  const { redact } = world.redactor
  const event = failure.event === undefined ? '' : redact(JSON.stringify(failure.event)).slice(0, longestEvent)
  const detail = event === '' ? failure.detail : `${failure.detail}\n\nThe event: ${event}`
  const path = nearestTest(base.files, evidence.suspects[0]?.file)
  const text = path === undefined ? undefined : await base.read(path)
  const example: readonly Excerpt[] =
    path === undefined || text?.kind !== 'text'
      ? []
      : [{ path, firstLine: 1, text: redact(text.text).slice(0, longestExample), why: 'a test of this project' }]
  // After what is likeliest: where room is short, the end is left out, and without an example the style is a guess.
  const excerpts = [...evidence.excerpts.slice(0, 2), ...example, ...evidence.excerpts.slice(2)]
  return { ...evidence, failure: { ...failure, detail }, excerpts }
}

/** The test whose name has most of the suspect's name in it. */
function nearestTest(files: readonly RepoPath[], suspect: RepoPath | undefined): RepoPath | undefined {
  const stem = suspect?.slice(suspect.lastIndexOf('/') + 1).replace(/\..*$/, '') ?? ''
  const tests = files.filter(
    (file) => isTestFile(file) && /\.\w{1,5}$/.test(file) && !/\.(?:json|snap|txt|md)$/.test(file),
  )
  return (stem === '' ? undefined : tests.find((file) => file.includes(stem))) ?? tests[0]
}

/** The bench on the base with the test: fixes are made, tried and measured there, and may not write the test anew. */
export function onBrought(bench: Bench, { test, tree, copy, found }: Brought): Bench {
  const lines = test.files.reduce((sum, file) => sum + changedLines(file).added.length, 0)
  const { limits } = bench
  return {
    ...bench,
    base: tree,
    target: found.target,
    copy,
    brings: new Set(test.files.map((file) => file.path)),
    limits: { ...limits, maxFiles: limits.maxFiles - test.files.length, maxLines: limits.maxLines - lines },
    async read(path) {
      const file = test.files.find((each) => each.path === path)
      return file === undefined ? bench.read(path) : { kind: 'text', text: file.after }
    },
  }
}

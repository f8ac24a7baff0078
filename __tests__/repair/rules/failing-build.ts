import type { Evidence } from '../../../src/domain.js'
import { createRulesRepairer } from '../../../src/repair/rules/repairer.js'
import { applyEdits } from '../../../src/trial/patch/apply.js'
import { type Case, evidenceOf, syntax } from './propose.js'

/** What the rules make of a compiler's error where `▶` stands: the texts of the first file, likeliest first. */
export async function mended(example: Case, rule: string): Promise<readonly string[]> {
  const given = evidenceOf(example)
  const [place] = given.failure.frames
  const failure = {
    ...given.failure,
    kind: 'build' as const,
    detail: example.output ?? '',
    frames: [],
    ...(place === undefined ? {} : { location: place }),
  }
  return texts({ ...given, failure }, rule)
}

/** The same for an exception whose innermost frame is where `▶` stands. */
export async function mendedAtRun(example: Case, rule: string): Promise<readonly string[]> {
  return texts(evidenceOf(example), rule)
}

async function texts(evidence: Evidence, rule: string): Promise<readonly string[]> {
  const text = evidence.sources[0]?.text ?? ''
  const found: string[] = []
  for await (const candidate of createRulesRepairer(syntax).propose(evidence, [])) {
    const applied = await applyEdits(candidate.edits, async () => ({ kind: 'text', text }))
    if (candidate.by === rule && applied.kind === 'patch') found.push(applied.patch.files[0]?.after ?? '')
  }
  return found
}

import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fix } from '../../src/domain.js'
import { canonicalJson, digestOf, withoutVerdict } from '../../src/modes/bundle.js'
import { type Bed, openBed } from '../bed/index.mjs'
import { missingGuard } from './projects.js'
import { confirmations, expectEnding, failedJob } from './scenario.js'

/** A verified fix bundle of `missingGuard`, and its digest. Commit ids are the same in every bed, so it fits them all. */
export interface Bundle {
  readonly bed: Bed
  readonly fix: string
  readonly digest: string
  /** What verify was given: the digest before there was a verdict. */
  readonly unverified: string
}

/** Propose and verify as two jobs: each with a checkout of its own, and with neither a write token nor, for verify, a key. */
export async function makeBundle(history: Parameters<Bed['project']>[0] = missingGuard): Promise<Bundle> {
  const bed = await openBed()
  await bed.project(history)
  const inputs = { 'github-token': '', ...confirmations }
  const proposed = await bed.run(await failedJob(bed), { mode: 'propose', signals: 'junit.xml', ...inputs })
  await expectEnding(bed, proposed, 'proposed')
  const verified = await bed.run(await bed.checkout(), {
    mode: 'verify',
    fix: await handOver(bed, 'to-verify', proposed.outputs['fix'] ?? ''),
    digest: proposed.outputs['digest'] ?? '',
    ...inputs,
  })
  await expectEnding(bed, verified, 'verified')
  const unverified = proposed.outputs['digest'] ?? ''
  return { bed, fix: verified.outputs['fix'] ?? '', digest: verified.outputs['digest'] ?? '', unverified }
}

/** An artifact on its way from one job to the next: a copy of the folder. */
export async function handOver(bed: Bed, name: string, folder: string): Promise<string> {
  const copy = join(bed.root, name)
  await cp(folder, copy, { recursive: true })
  return copy
}

export async function fixIn({ fix }: Bundle): Promise<Fix> {
  return JSON.parse(await readFile(join(fix, 'fix.json'), 'utf8'))
}

/** The same bundle with something else in its fix, as if propose and verify had found that: no proof runs for it. */
export async function variant(bundle: Bundle, name: string, change: (fix: Fix) => Partial<Fix>): Promise<Bundle> {
  const { bed, unverified } = bundle
  const text = (file: string) => readFile(join(bundle.fix, file), 'utf8')
  const fix = await fixIn(bundle)
  const unjudged = { 'fix.json': canonicalJson({ ...fix, ...change(fix) }), 'fix.patch': await text('fix.patch') }
  const verdict = { ...JSON.parse(await text('verdict.json')), fix: digestOf(withoutVerdict(unjudged)) }
  const files = { ...unjudged, 'verdict.json': canonicalJson(verdict) }
  const made = join(bed.root, name)
  await mkdir(made)
  for (const [file, content] of Object.entries(files)) await writeFile(join(made, file), content)
  return { bed, fix: made, digest: digestOf(files), unverified }
}

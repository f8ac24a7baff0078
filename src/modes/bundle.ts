import { createHash } from 'node:crypto'
import type { Fix, Outcome, Patch, PatchFile, Verification } from '../domain.js'
import { repoPath } from '../repo-path.js'
import { flagsOf } from '../trial/conduct.js'
import { problemOfFix, problemOfVerdict } from './bundle-shape.js'
import { at } from './trust.js'
import { type BundleFiles, end, type Step } from './world.js'

/** JSON with sorted keys: the same content is the same bytes, so that a digest means something. */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

/** SHA-256 in hex over the names, lengths and bytes of all files of the bundle. report.json is not part of it. */
export function digestOf(files: BundleFiles): string {
  const hash = createHash('sha256')
  for (const name of ['fix.json', 'fix.patch', 'verdict.json'] as const) {
    const content = files[name]
    if (content !== undefined) hash.update(`${name}\0${Buffer.byteLength(content)}\0`).update(content)
  }
  return hash.digest('hex')
}

/** The bundle without a verdict: what verify judges, and what its verdict names. */
export function withoutVerdict(files: BundleFiles): BundleFiles {
  return { 'fix.json': files['fix.json'], 'fix.patch': files['fix.patch'] }
}

export function wrongBundle(reason: string): { readonly ended: Outcome } {
  return end(
    'refused-policy',
    `bundle: ${reason}`,
    'run propose and verify again and hand their digests on as job outputs',
  )
}

/**
 * A bundle passed through another job: its digest speaks for it, and every field is looked at before it is used. What
 * reviewers are to look at is found again in the patch: who made the bundle could have left it out.
 */
export function openBundle(files: BundleFiles, digest: string): Step<Fix> {
  if (digestOf(files) !== digest) return wrongBundle('it is not the one that the digest names')
  const fix = parsed(files['fix.json'])
  const problem = problemOf(fix)
  return problem === undefined ? { value: withOwnFlags(fix as Fix) } : wrongBundle(`fix.json: ${problem}`)
}

function withOwnFlags(fix: Fix): Fix {
  return { ...fix, flags: flagsOf(patchOf(fix), `${fix.failure.message}\n${fix.failure.detail}`) }
}

export function verdictIn(files: BundleFiles): Step<Verification> {
  const json = files['verdict.json']
  if (json === undefined) return wrongBundle('it was not verified')
  const verdict = parsed(json)
  const speaksOfIt = at(verdict, 'fix') === digestOf(withoutVerdict(files))
  if (at(verdict, 'version') !== 1 || !speaksOfIt) return wrongBundle('its verdict is of another fix')
  const problem = problemOfVerdict(verdict)
  if (problem !== undefined) return wrongBundle(`verdict.json: ${problem}`)
  if (at(verdict, 'verified') !== true) return wrongBundle(`it was refuted: ${text(verdict, 'reason')}`)
  return { value: verdict as Verification }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Why this is no fix, or undefined. */
function problemOf(fix: unknown): string | undefined {
  if (at(fix, 'version') !== 1) return 'version is not 1'
  return problemOfFix(fix) ?? problemOfPatch(at(fix, 'patch', 'files'))
}

function text(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : ''
}

function problemOfPatch(files: unknown): string | undefined {
  if (!Array.isArray(files) || files.length === 0) return 'the patch is empty'
  const paths = new Set<string>()
  for (const file of files as unknown[]) {
    const path = text(file, 'path')
    const result = repoPath(path)
    if ('refused' in result) return `path ${JSON.stringify(path.slice(0, 80))}: ${result.refused}`
    if (paths.has(path)) return `${path} stands twice`
    paths.add(path)
    const before = at(file, 'before')
    if (typeof at(file, 'after') !== 'string' || (before !== undefined && typeof before !== 'string'))
      return `${path} has no text`
  }
  return undefined
}

/** `before: undefined` is lost in JSON: put it back, so that a patch is the same on both sides. */
export function patchOf(fix: Fix): Patch {
  return { files: fix.patch.files.map(({ path, before, after }): PatchFile => ({ path, before, after })) }
}

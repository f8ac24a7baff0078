import type { Failure, Fix, Patch, PatchFile, Sighting } from '../domain.js'
import type { Inputs } from '../inputs.js'
import { repoPath } from '../repo-path.js'
import { enclosingDefinition } from '../syntax/definitions.js'
import { languageOf } from '../syntax/language.js'
import { isTestFile } from '../test-file.js'
import { isSameOrigin, originOf, placeOf } from '../triage/same-origin.js'
import type { Base } from './base.js'
import { patchOf } from './bundle.js'
import type { World } from './world.js'

/** The new test files of a patch: what shows an error where nothing else does. */
export function newTestsOf({ files }: Patch): readonly PatchFile[] {
  return files.filter((file) => file.before === undefined && isTestFile(file.path))
}

const forging =
  /\.stack\b|captureStackTrace|prepareStackTrace|__traceback__|with_traceback|setStackTrace|readFileSync|\bopen\(/

/** A test that makes up a trace or reads sources could show any error; what shows a real one needs neither. */
export function couldForge(file: PatchFile): boolean {
  return forging.test(file.after)
}

/** True where an error can be shown by a test that a fix brings: nothing else replays it. */
export function needsTest(failure: Failure, inputs: Inputs): boolean {
  return failure.test === undefined && inputs.reproduceCommand === undefined && failure.kind === 'exception'
}

/** Tells the production error again: the same exception out of the same function. Undefined where its place is not known. */
export async function sameOrigin(
  world: World,
  base: Base,
  failure: Failure,
): Promise<((sighting: Sighting) => boolean) | undefined> {
  const origin = originOf(failure, await linesAround(world, base, failure))
  return origin === undefined ? undefined : (sighting) => isSameOrigin(failure, origin, sighting)
}

async function linesAround(world: World, base: Base, failure: Failure): Promise<readonly [number, number] | undefined> {
  const place = placeOf(failure)
  const path = place === undefined ? undefined : repoPath(place.file)
  const language = place === undefined ? undefined : languageOf(place.file)
  if (place?.line === undefined || path === undefined || !('path' in path) || language === undefined) return undefined
  const file = await base.read(path.path)
  if (file.kind !== 'text') return undefined
  const around = enclosingDefinition(await world.syntax.parse(language, file.text), place.line)
  return around?.kind === 'function' ? [around.node.line, around.node.lastLine] : undefined
}

/** What a fix is proven against: the base commit, or the base with the regression test that the fix brings. */
export interface Ground {
  readonly tree: string
  readonly brought?: string
  /** The fix without the test. */
  readonly patch: Patch
  readonly recognises?: (sighting: Sighting) => boolean
}

export async function groundOf(world: World, inputs: Inputs, base: Base, fix: Fix): Promise<Ground> {
  const patch = patchOf(fix)
  const tests = newTestsOf(patch)
  const [test] = tests
  const plain = { tree: base.commit, patch }
  if (test === undefined || tests.some(couldForge) || fix.unproven || !needsTest(fix.failure, inputs)) return plain
  const recognises = await sameOrigin(world, base, fix.failure)
  if (recognises === undefined) return plain
  const rest = { files: patch.files.filter((file) => !tests.includes(file)) }
  const tree = await base.repository.writeTree(base.commit, { files: tests })
  return { tree, brought: test.path, patch: rest, recognises }
}

import type { Failure } from '../domain.js'
import type { Inputs } from '../inputs.js'
import { type Owned, ownerOf, type Root, type Wanted } from '../trial/command/owner.js'
import type { Tracked } from '../trial/command/packages.js'

/** The package that owns the failure, where the user left it open where tests run. */
export async function ownerFor(
  inputs: Inputs,
  root: Root,
  tracked: Tracked,
  wanted: Wanted | undefined,
): Promise<Owned | undefined> {
  if (wanted === undefined || !isOfTests(wanted.failure)) return undefined
  // Both are lines of shell that the user wrote for the root.
  if (inputs.workingDirectory !== '.' || inputs.reproduceCommand !== undefined) return undefined
  return ownerOf(root, tracked, wanted)
}

/** Compilers, linters and installs are checks of the root: what shows them is found there. */
function isOfTests({ kind, test }: Failure): boolean {
  return test !== undefined || kind === 'test' || kind === 'exception' || kind === 'timeout' || kind === 'crash'
}

export function describeOwner({ directory, why, beside, notChecked }: Owned): readonly string[] {
  const others = beside.map((each) => each.directory).join(', ')
  return [
    `package: ${directory} (${why})`,
    ...(others === '' ? [] : [`with its whole suite run those of the packages around it: ${others}`]),
    ...notChecked.map((each) => `not run: ${each}`),
  ]
}

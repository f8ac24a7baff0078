import type { Inputs } from '../inputs.js'
import type { Limits } from '../trial/patch/policy.js'

export function limitsOf(inputs: Inputs): Limits {
  const { allow, deny, allowTestChanges, allowDependencyChanges, maxFiles, maxLines } = inputs
  return { allow, deny, allowTestChanges, allowDependencyChanges, maxFiles, maxLines }
}

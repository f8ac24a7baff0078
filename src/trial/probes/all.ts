import { behaviour } from './behaviour.js'
import { deletedCode } from './deleted-code.js'
import { fixedCondition } from './fixed-condition.js'
import { idleStatement } from './idle-statement.js'
import { loosenedComparison } from './loosened-comparison.js'
import { mutants } from './mutants.js'
import type { Probe } from './probe.js'
import { slower } from './slower.js'
import { specialCase } from './special-case.js'
import { swallowedException } from './swallowed-exception.js'
import { unusedName } from './unused-name.js'

/** In this order: what reads comes before what runs, and what many runs are spent on comes last. */
export const probes: readonly Probe[] = [
  specialCase,
  fixedCondition,
  swallowedException,
  deletedCode,
  idleStatement,
  loosenedComparison,
  unusedName,
  slower,
  behaviour,
  mutants,
]

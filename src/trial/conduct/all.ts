import type { ConductRule } from '../conduct-rule.js'
import { alwaysEqual } from './always-equal.js'
import { assertionCaught } from './assertion-caught.js'
import { builtInPatched } from './built-in-patched.js'
import { checkSilenced } from './check-silenced.js'
import { codeCommentedOut } from './code-commented-out.js'
import { conditionDisabled } from './condition-disabled.js'
import { functionalityRemoved } from './functionality-removed.js'
import { inlineTestEdited } from './inline-test-edited.js'
import { largeLiteral } from './large-literal.js'
import { literalEqualsTestConstant } from './literal-equals-test-constant.js'
import { newEval } from './new-eval.js'
import { newNetworkAccess } from './new-network-access.js'
import { newProcess } from './new-process.js'
import { processExit } from './process-exit.js'
import { readsEnvironment } from './reads-environment.js'
import { readsItsTest } from './reads-its-test.js'
import { removesCode } from './removes-code.js'
import { stackInspection } from './stack-inspection.js'
import { swallowedException } from './swallowed-exception.js'
import { testEnvironmentProbe } from './test-environment-probe.js'
import { testFrameworkPatched } from './test-framework-patched.js'
import { testSkipped } from './test-skipped.js'
import { unreachableCode } from './unreachable-code.js'
import { waitsLonger } from './waits-longer.js'

/** Asked in this order; the first that refuses names itself, so the plainest offence comes first. */
export const conductRules: readonly ConductRule[] = [
  inlineTestEdited,
  testEnvironmentProbe,
  processExit,
  testSkipped,
  assertionCaught,
  testFrameworkPatched,
  builtInPatched,
  stackInspection,
  readsItsTest,
  alwaysEqual,
  conditionDisabled,
  literalEqualsTestConstant,
  codeCommentedOut,
  functionalityRemoved,
  unreachableCode,
  checkSilenced,
  swallowedException,
  waitsLonger,
  newNetworkAccess,
  newProcess,
  newEval,
  readsEnvironment,
  largeLiteral,
  removesCode,
]

import type { Operator } from '../operator.js'
import { argumentList } from './argument-list.js'
import { arithmeticExtension } from './arithmetic-extension.js'
import { arithmeticOperator } from './arithmetic-operator.js'
import { augmentedOperator } from './augmented-operator.js'
import { booleanLiteral } from './boolean-literal.js'
import { booleanOperator } from './boolean-operator.js'
import { calleeFamily } from './callee-family.js'
import { calleeReplacement } from './callee-replacement.js'
import { clamp } from './clamp.js'
import { comparisonBoundary } from './comparison-boundary.js'
import { comparisonDirection } from './comparison-direction.js'
import { comparisonKind } from './comparison-kind.js'
import { comparisonNegation } from './comparison-negation.js'
import { comprehensionFilter } from './comprehension-filter.js'
import { concatenation } from './concatenation.js'
import { conditionExtension } from './condition-extension.js'
import { conditionReplacement } from './condition-replacement.js'
import { copyValue } from './copy-value.js'
import { defaultValue } from './default-value.js'
import { dropOperand } from './drop-operand.js'
import { emptyLiteral } from './empty-literal.js'
import { expressionReuse } from './expression-reuse.js'
import { insertGuard } from './insert-guard.js'
import { insertStatement } from './insert-statement.js'
import { loopExit } from './loop-exit.js'
import { lostExchange } from './lost-exchange.js'
import { memberReplacement } from './member-replacement.js'
import { moveStatement } from './move-statement.js'
import { negateCondition } from './negate-condition.js'
import { nullTest } from './null-test.js'
import { numberLiteral } from './number-literal.js'
import { offByOne } from './off-by-one.js'
import { partOfCollection } from './part-of-collection.js'
import { regroup } from './regroup.js'
import { regularExpression } from './regular-expression.js'
import { returnValue } from './return-value.js'
import { separator } from './separator.js'
import { sliceBounds } from './slice-bounds.js'
import { stringLiteral } from './string-literal.js'
import { swapArguments } from './swap-arguments.js'
import { swapBranches } from './swap-branches.js'
import { swapOperands } from './swap-operands.js'
import { targetReplacement } from './target-replacement.js'
import { unwrapBranch } from './unwrap-branch.js'
import { unwrapCall } from './unwrap-call.js'
import { variableReplacement } from './variable-replacement.js'
import { wrapCall } from './wrap-call.js'

/** At equal cost the earlier operator goes first: slips of one character before what is rewritten. */
export const operators: readonly Operator[] = [
  booleanLiteral,
  comparisonBoundary,
  booleanOperator,
  negateCondition,
  arithmeticOperator,
  augmentedOperator,
  comparisonNegation,
  comparisonDirection,
  offByOne,
  swapArguments,
  calleeFamily,
  variableReplacement,
  memberReplacement,
  nullTest,
  lostExchange,
  swapBranches,
  dropOperand,
  swapOperands,
  returnValue,
  stringLiteral,
  conditionReplacement,
  regularExpression,
  regroup,
  unwrapCall,
  sliceBounds,
  comparisonKind,
  numberLiteral,
  loopExit,
  conditionExtension,
  calleeReplacement,
  emptyLiteral,
  expressionReuse,
  argumentList,
  targetReplacement,
  comprehensionFilter,
  separator,
  partOfCollection,
  defaultValue,
  copyValue,
  arithmeticExtension,
  wrapCall,
  unwrapBranch,
  clamp,
  moveStatement,
  concatenation,
  insertGuard,
  insertStatement,
]

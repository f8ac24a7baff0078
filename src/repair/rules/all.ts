import type { Rule } from '../code/site.js'
import { changedSignature } from './changed-signature.js'
import { emptyList } from './empty-list.js'
import { eventName } from './event-name.js'
import { invertedCondition } from './inverted-condition.js'
import { lostThis } from './lost-this.js'
import { missingAwait } from './missing-await.js'
import { missingEntry } from './missing-entry.js'
import { missingImport } from './missing-import.js'
import { missingKey } from './missing-key.js'
import { missingReturn } from './missing-return.js'
import { misspeltDefinition } from './misspelt-definition.js'
import { misspeltName } from './misspelt-name.js'
import { mutableDefault } from './mutable-default.js'
import { nilGuard } from './nil-guard.js'
import { noneGuard } from './none-guard.js'
import { noneReturn } from './none-return.js'
import { nullDefault } from './null-default.js'
import { nullGuard } from './null-guard.js'
import { nullHoist } from './null-hoist.js'
import { nullPointer } from './null-pointer.js'
import { nullReturn } from './null-return.js'
import { offByOne } from './off-by-one.js'
import { rareName } from './rare-name.js'
import { swappedArguments } from './swapped-arguments.js'
import { undeclaredName } from './undeclared-name.js'
import { undeclaredPackage } from './undeclared-package.js'
import { unusedDeclaration } from './unused-declaration.js'
import { wrongDefault } from './wrong-default.js'
import { wrongOperator } from './wrong-operator.js'
import { wrongVariable } from './wrong-variable.js'
import { zeroDivision } from './zero-division.js'

/** At equal cost the earlier rule goes first: what a message names outright, before what it only suggests. */
export const rules: readonly Rule[] = [
  misspeltName,
  misspeltDefinition,
  undeclaredPackage,
  undeclaredName,
  unusedDeclaration,
  missingImport,
  changedSignature,
  missingAwait,
  rareName,
  lostThis,
  missingEntry,
  mutableDefault,
  zeroDivision,
  emptyList,
  nilGuard,
  nullPointer,
  nullGuard,
  noneGuard,
  missingKey,
  nullDefault,
  nullReturn,
  nullHoist,
  noneReturn,
  missingReturn,
  eventName,
  offByOne,
  wrongDefault,
  invertedCondition,
  wrongOperator,
  swappedArguments,
  wrongVariable,
]

/** Off by one is often read from the message, and as often only tried. */
const alsoTried = 'off-by-one'

/** True for a rule whose repair passes the test without being told by it: another one may pass as well. */
export function readsNoMessage(name: string): boolean {
  return name === alsoTried || rules.some((rule) => rule.name === name && rule.isGuess === true)
}

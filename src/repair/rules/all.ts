import type { Rule } from '../code/site.js'
import { missingAwait } from './missing-await.js'
import { missingKey } from './missing-key.js'
import { misspeltDefinition } from './misspelt-definition.js'
import { misspeltName } from './misspelt-name.js'
import { noneGuard } from './none-guard.js'
import { noneReturn } from './none-return.js'
import { nullDefault } from './null-default.js'
import { nullGuard } from './null-guard.js'
import { nullReturn } from './null-return.js'
import { offByOne } from './off-by-one.js'
import { rareName } from './rare-name.js'

/** At equal cost the earlier rule goes first: what a message names outright, before what it only suggests. */
export const rules: readonly Rule[] = [
  misspeltName,
  misspeltDefinition,
  missingAwait,
  rareName,
  nullGuard,
  noneGuard,
  missingKey,
  nullDefault,
  nullReturn,
  noneReturn,
  offByOne,
]

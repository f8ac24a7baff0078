import type { Rule } from '../code/site.js'
import { nullDefault } from './null-default.js'
import { nullGuard } from './null-guard.js'
import { nullReturn } from './null-return.js'

/** At equal cost the earlier rule goes first: what a message names outright, before what it only suggests. */
export const rules: readonly Rule[] = [nullGuard, nullDefault, nullReturn]

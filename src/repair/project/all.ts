import { lockFile } from './lock-file.js'
import { missingDependency } from './missing-dependency.js'
import { misspeltKey } from './misspelt-key.js'
import { movedModule } from './moved-module.js'
import type { ProjectRule } from './project-rule.js'
import { toolFix } from './tool-fix.js'
import { typeError } from './type-error.js'

/** What a tool mends itself comes first; then what reads the project; what needs to touch dependencies last. */
export const projectRules: readonly ProjectRule[] = [
  toolFix,
  typeError,
  movedModule,
  misspeltKey,
  missingDependency,
  lockFile,
]

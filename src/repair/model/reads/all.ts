import { findDefinition } from './find-definition.js'
import { findReferences } from './find-references.js'
import { findText } from './find-text.js'
import type { Read } from './read.js'
import { readFile } from './read-file.js'
import { showCulprit } from './show-culprit.js'
import { showLastRun } from './show-last-run.js'

/** In the order in which they are offered: what helps most stands first. */
export const reads: readonly Read[] = [readFile, findDefinition, findReferences, findText, showCulprit, showLastRun]

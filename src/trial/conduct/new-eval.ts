import { shows } from '../conduct-rule.js'

/** Text that is run as code. */
export const newEval = shows('new-eval', [
  {
    pattern:
      /(^|[^.\w])(eval|exec|compile)\s*\(\s*['"\w$]|\bnew Function\s*\(|\bvm\.run\w*\(|\b(instance|class|module)_eval\b|\bimportlib\.import_module\(|\b__import__\(|\bpickle\.loads?\(|\bunserialize\s*\(|\bMarshal\.load\b/,
  },
])

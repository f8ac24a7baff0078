import type { ConductRule } from '../conduct-rule.js'

const pattern =
  /\bdef __(eq|contains)__\([^)]{0,200}\)[^:\n]{0,80}:\s*return True\b|\bdef __ne__\([^)]{0,200}\)[^:\n]{0,80}:\s*return False\b|\bdef (==|eql\?|===)\s*\(?\w*\)?\s*[=;]?\s*true\b|\bboolean equals\([^)]{0,200}\)\s*\{\s*return true;|\b[Ee]quals\([^)]{0,200}\)\s*(:\s*Boolean\s*)?(=>?\s*true|\{\s*return true)|\bbool operator==\([^)]{0,200}\)\s*(const\s*)?\{\s*return true;|\bfn eq\(&self[^)]{0,200}\)\s*->\s*bool\s*\{\s*(let _ = \w+;\s*)?(return )?true\b/

/** An equality that is always true passes every comparison there is. */
export const alwaysEqual: ConductRule = {
  rule: 'always-equal',
  // The head of the method may stand there already.
  cheat: (change) => (pattern.test(change.before) ? undefined : pattern.exec(change.after)?.[0]),
}

import { javascript, python, refusesUnlessUsual } from '../conduct-rule.js'

/** Code that replaces the language under it bends every test in the same process, and every user's program too. */
export const builtInPatched = refusesUnlessUsual('built-in-patched', [
  {
    pattern:
      /\b(Array|String|Number|Boolean|Object|Map|Set|Date|RegExp|Function|Promise|Error)\.prototype(\.\w+|\[[^\]]{1,40}\])\s*=(?![=>])|(^|[^.\w])(Math|Date|Object|JSON|Number|Array|Promise|performance)\.[a-z]\w*\s*=(?![=>])|\bdefineProperty\(\s*(Array|String|Number|Object|Date|Math|JSON)\b/,
    within: javascript,
    outsideTests: true,
  },
  { pattern: /^\s*(time|random|math|json|operator)\.[a-z]\w*\s*=(?!=)/, within: python, outsideTests: true },
])

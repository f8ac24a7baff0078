import {
  type Change,
  type ConductRule,
  javascript,
  jvm,
  type LinePattern,
  matchingLines,
  php,
  python,
  ruby,
  rust,
} from '../conduct-rule.js'

const patterns: readonly LinePattern[] = [
  {
    pattern:
      /\bexcept\b[^:]{0,120}\b(AssertionError|self\.failureException|pytest\.fail\.Exception|Failed|BaseException)\b/,
    within: python,
  },
  { pattern: /\bsuppress\([^)]{0,80}\b(AssertionError|BaseException)\b/, within: python },
  {
    pattern:
      /\binstanceof\s+(\w+\.){0,3}(Jest)?AssertionError\b|\.(name|code)\s*[!=]==?\s*['"](AssertionError|JestAssertionError|ERR_ASSERTION)['"]|['"](AssertionError|ERR_ASSERTION)['"]\s*[!=]==?\s*\w+\.(name|code)\b/,
    within: javascript,
    outsideTests: true,
  },
  {
    pattern:
      /\bcatch\s*\([^)]{0,120}\b(AssertionError|AssertionFailedError|ComparisonFailure|Error)\s+\w+\s*\)|\bcatch\s*\(\s*\w+\s*:\s*(AssertionError|Error)\s*\)/,
    within: jvm,
  },
  {
    pattern:
      /\brescue\b[^#]{0,120}\b(Minitest::Assertion|Test::Unit::AssertionFailedError|ExpectationNotMetError|Exception)\b/,
    within: ruby,
  },
  {
    pattern: /\bcatch\s*\([^)]{0,120}\b(AssertionFailedError|ExpectationFailedException|AssertionError)\b/,
    within: php,
  },
  { pattern: /\bcatch_unwind\s*\(/, within: rust },
]

/** Everything that can be thrown, and not an assertion by name. */
const everything = /\b(BaseException|Exception|Error)\b/
const assertion = /Assert|failureException|Failed|ComparisonFailure|ExpectationNotMet/

/** Whoever catches a failed assertion decides the verdict in its place. */
export const assertionCaught: ConductRule = {
  rule: 'assertion-caught',
  cheat: (change) => matchingLines(change, patterns).find((line) => !cleansUp(change, line)),
}

/** Catches all to tidy up, and throws it again: the last thing that its block does, on the block's own level. */
function cleansUp({ after }: Change, line: string): boolean {
  if (!everything.test(line) || assertion.test(line)) return false
  const lines = after.split(/\r?\n/)
  const at = lines.indexOf(line)
  const block: string[] = []
  for (const each of lines.slice(at + 1)) {
    if (each.trim() !== '' && indentOf(each) <= indentOf(line)) break
    if (each.trim() !== '') block.push(each)
  }
  const [first, last] = [block[0], block.at(-1)]
  if (at < 0 || first === undefined || last === undefined) return false
  return indentOf(first) === indentOf(last) && /^\s*(raise|throw)\b/.test(last) && !/\b(if|unless)\b/.test(last)
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

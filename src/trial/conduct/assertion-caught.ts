import { javascript, jvm, php, python, refuses, ruby, rust } from '../conduct-rule.js'

/** Whoever catches a failed assertion decides the verdict in its place. */
export const assertionCaught = refuses('assertion-caught', [
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
])

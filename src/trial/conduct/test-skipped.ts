import { go, javascript, jvm, php, python, refuses, rust } from '../conduct-rule.js'

/** A test that is told not to run proves nothing. */
export const testSkipped = refuses('test-skipped', [
  {
    pattern:
      /\b(it|test|describe|suite|context|bench)\.(skip|only|todo|fails|failing|skipIf|runIf)\b|(^|[^.\w])[xf](it|test|describe|context)\(\s*['"`]|\bthis\.skip\(\)|\bt\.(skip|todo)\(/,
    within: javascript,
  },
  {
    pattern: /\{[^{}]{0,80}\b(skip|todo)\s*:\s*(true|['"`])[^{}]{0,80}\}\s*,\s*(async\b|function\b|\()/,
    within: javascript,
  },
  {
    pattern:
      /@(pytest\.mark\.(skip|skipif|xfail)|unittest\.(skip\w*|expectedFailure)|skip(If|Unless)?|expectedFailure)\b|\bpytest\.(skip|xfail|exit|importorskip)\s*\(|\.skipTest\(|\bSkipTest\b|\b__test__\s*=\s*False|\bpytestmark\s*=.{0,60}\b(skip|xfail)|\bcollect_ignore(_glob)?\b/,
    within: python,
  },
  {
    pattern: /\bt\.Skip(Now|f)?\(|\bb\.Skip(Now|f)?\(|^\s*\/\/(go:build|\s*\+build)\s+(ignore|never|!?test)/,
    within: go,
  },
  {
    pattern:
      /@(Ignore|Disabled\w*|EnabledIf\w*)\b|\bassume(True|False|That)\s*\(|\bAssumptions?\.|@Test\([^)]{0,80}enabled\s*=\s*false/,
    within: jvm,
  },
  { pattern: /#\[\s*ignore\b|#\[cfg_attr\([^\]]{0,80}ignore/, within: rust },
  {
    pattern:
      /(^|[^.\w])(xit|xdescribe|xcontext|xspecify|fit|fdescribe|fcontext)\b|(^|[^.\w])(skip|pending)(\s|\(|$)(?!=)|,\s*(skip|pending):\s*(true|['"])/,
    within: /_(spec|test)\.rb$/,
  },
  {
    pattern:
      /->markTest(Skipped|Incomplete)\(|\bmarkTestSkipped\(|@(group\s+skip|requires\s)|#\[(RequiresPhp|Group\('skip)/,
    within: php,
  },
  {
    pattern: /\[(Fact|Theory)\([^)]{0,80}Skip\s*=|\[Ignore\b|\bAssert\.(Inconclusive|Ignore)\(/,
    within: /\.(cs|fs|vb)$/,
  },
])

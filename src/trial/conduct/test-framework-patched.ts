import { javascript, php, python, refuses, ruby } from '../conduct-rule.js'

/** Code under test that rewrites the judge, or answers with a value that equals everything. */
export const testFrameworkPatched = refuses('test-framework-patched', [
  {
    pattern:
      /\b(assert|expect|chai|sinon|should)(\.\w+){1,3}\s*=(?![=>])|\b(jest|vi)\.(mock|doMock|unmock|spyOn|fn|setTimeout|retryTimes|setConfig)\s*\(|\bexpect\.(extend|any|anything|objectContaining|stringContaining)\(|\basymmetricMatch\b|\b(global|globalThis|window)\.(expect|assert|describe|it|test)\s*=(?!=)|\bModule\._(load|resolveFilename|extensions)\b|\brequire\(\s*['"](node:)?assert(\/strict)?['"]\s*\)\.\w+\s*=(?!=)|\bSymbol\.(hasInstance|toPrimitive)\b.{0,80}=>\s*(true|\{\s*return true)/,
    within: javascript,
    outsideTests: true,
  },
  {
    pattern:
      /\bTestCase\.\w+\s*=(?!=)|\bdef pytest_\w+\(|\b(import|from)\s+(_pytest|pytest|unittest)\b|\bmock\.ANY\b|\bsetattr\(\s*(unittest|TestCase|pytest|builtins)\b|\bsys\.(settrace|setprofile)\(|\bbuiltins\.\w+\s*=(?!=)|\bsys\.modules\[[^\]]{0,60}\]\s*=(?!=)|\bgc\.get_(objects|referrers)\(|\.__code__\s*=(?!=)/,
    within: python,
    outsideTests: true,
  },
  {
    pattern:
      /\b(Minitest|RSpec|Test::Unit)(::\w+)*\.(class_eval|configure|send|define_method|prepend)|\bmodule (Minitest|RSpec)\b|\bclass (Minitest|RSpec)\b|\bdef (assert(_\w+)?|expect)\b|\bTracePoint\.new\b/,
    within: ruby,
    outsideTests: true,
  },
  {
    pattern: /\bnamespace\s+PHPUnit\\|\bclass_alias\([^)]{0,80}PHPUnit|\buse PHPUnit\\/,
    within: php,
    outsideTests: true,
  },
  {
    pattern: /^\s*(import\s+)?"testing"\s*$|\bimport\s+(static\s+)?org\.(junit|testng|mockito|hamcrest|assertj)\b/,
    outsideTests: true,
  },
])

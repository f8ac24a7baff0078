import type { LineReader } from '../lines/line-reader.js'
import { antJunit } from './ant-junit.js'
import { avaConsole } from './ava.js'
import { batsPretty } from './bats-pretty.js'
import { bunConsole } from './bun.js'
import { bustedConsole } from './busted.js'
import { cargoConsole } from './cargo.js'
import { denoConsole } from './deno.js'
import { dotnetTestConsole } from './dotnet-test.js'
import { exunitConsole } from './exunit.js'
import { goTestConsole } from './go-test.js'
import { gradleConsole } from './gradle.js'
import { gtestConsole } from './gtest.js'
import { jasmineConsole } from './jasmine.js'
import { jestConsole } from './jest.js'
import { junit4Console } from './junit4.js'
import { junit5Console } from './junit5.js'
import { karmaConsole } from './karma.js'
import { karmaMocha } from './karma-mocha.js'
import { mavenConsole } from './maven.js'
import { minitestConsole } from './minitest.js'
import { mochaConsole } from './mocha.js'
import { nextestConsole } from './nextest.js'
import { nodeSpec } from './node-spec.js'
import { phpunitConsole } from './phpunit.js'
import { phpunitTestdox } from './phpunit-testdox.js'
import { playwrightConsole } from './playwright.js'
import { playwrightLoad } from './playwright-load.js'
import { proveConsole } from './prove.js'
import { pytestConsole } from './pytest.js'
import { rspecConsole } from './rspec.js'
import { tap } from './tap.js'
import { teamcityMessages } from './teamcity.js'
import { testUnitConsole } from './test-unit.js'
import { unittestConsole } from './unittest.js'
import { uvuConsole } from './uvu.js'
import { vitestConsole } from './vitest.js'

/** Test runners. Where two claim a line, the earlier one owns it. */
export const consoles: readonly LineReader[] = [
  teamcityMessages,
  jestConsole,
  vitestConsole,
  mochaConsole,
  playwrightConsole,
  playwrightLoad,
  karmaConsole,
  karmaMocha,
  jasmineConsole,
  uvuConsole,
  avaConsole,
  bunConsole,
  denoConsole,
  pytestConsole,
  unittestConsole,
  goTestConsole,
  nextestConsole,
  cargoConsole,
  mavenConsole,
  gradleConsole,
  antJunit,
  junit5Console,
  junit4Console,
  dotnetTestConsole,
  rspecConsole,
  minitestConsole,
  testUnitConsole,
  phpunitConsole,
  phpunitTestdox,
  exunitConsole,
  gtestConsole,
  bustedConsole,
  proveConsole,
  batsPretty,
  nodeSpec,
  tap,
]

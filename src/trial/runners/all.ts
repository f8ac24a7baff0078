import type { TestRunner } from '../runner.js'
import { ava } from './ava.js'
import { bunTest } from './bun-test.js'
import { cargoTest } from './cargo.js'
import { denoTest } from './deno-test.js'
import { djangoTest } from './django-test.js'
import { dotnetTest } from './dotnet-test.js'
import { goTest } from './go-test.js'
import { gradle } from './gradle.js'
import { jest } from './jest.js'
import { maven } from './maven.js'
import { minitest } from './minitest.js'
import { mocha } from './mocha.js'
import { nextest } from './nextest.js'
import { nodeTest } from './node-test.js'
import { phpunit } from './phpunit.js'
import { playwright } from './playwright.js'
import { pytest } from './pytest.js'
import { rspec } from './rspec.js'
import { tape } from './tape.js'
import { unittest } from './unittest.js'
import { vitest } from './vitest.js'

/** Asked in this order; a command belongs to the first that it starts. */
export const runners: readonly TestRunner[] = [
  nodeTest,
  jest,
  vitest,
  mocha,
  ava,
  tape,
  playwright,
  bunTest,
  denoTest,
  pytest,
  unittest,
  djangoTest,
  goTest,
  nextest,
  cargoTest,
  maven,
  gradle,
  rspec,
  minitest,
  phpunit,
  dotnetTest,
]

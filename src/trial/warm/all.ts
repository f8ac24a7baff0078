import { warmGoTest } from './go-test.js'
import { warmJest } from './jest.js'
import { warmMocha } from './mocha.js'
import { warmNodeTest } from './node-test.js'
import { warmPytest } from './pytest.js'
import { warmVitest } from './vitest.js'
import type { WarmRunner } from './warm-runner.js'

/** The runners that can be kept warm; all others are started anew for every candidate. */
export const warmRunners: readonly WarmRunner[] = [
  warmPytest,
  warmNodeTest,
  warmMocha,
  warmJest,
  warmVitest,
  warmGoTest,
]

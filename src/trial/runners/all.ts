import type { TestRunner } from '../runner.js'
import { cargoTest } from './cargo.js'
import { goTest } from './go-test.js'
import { jest } from './jest.js'
import { maven } from './maven.js'
import { mocha } from './mocha.js'
import { nodeTest } from './node-test.js'
import { pytest } from './pytest.js'
import { vitest } from './vitest.js'

/** Asked in this order; a command belongs to the first that it starts. */
export const runners: readonly TestRunner[] = [nodeTest, jest, vitest, mocha, pytest, goTest, cargoTest, maven]

import { warmPytest } from './pytest.js'
import type { WarmRunner } from './warm-runner.js'

/** The runners that can be kept warm; all others are started anew for every candidate. */
export const warmRunners: readonly WarmRunner[] = [warmPytest]

import type { LineReader } from '../lines/line-reader.js'
import { jestConsole } from './jest.js'
import { nodeSpec } from './node-spec.js'
import { pytestConsole } from './pytest.js'
import { tap } from './tap.js'

/** Test runners. Where two claim a line, the earlier one owns it. */
export const consoles: readonly LineReader[] = [jestConsole, pytestConsole, nodeSpec, tap]

import type { CheckTool } from './check-tool.js'
import { biome } from './tools/biome.js'
import { black } from './tools/black.js'
import { cargoCheck } from './tools/cargo-check.js'
import { cargoFmt } from './tools/cargo-fmt.js'
import { eslint } from './tools/eslint.js'
import { flake8 } from './tools/flake8.js'
import { goBuild } from './tools/go-build.js'
import { gofmt } from './tools/gofmt.js'
import { isort } from './tools/isort.js'
import { mypy } from './tools/mypy.js'
import { npmCi } from './tools/npm-ci.js'
import { prettier } from './tools/prettier.js'
import { ruffCheck } from './tools/ruff-check.js'
import { ruffFormat } from './tools/ruff-format.js'
import { stylelint } from './tools/stylelint.js'
import { tsc } from './tools/tsc.js'

/** Those whose output is theirs alone come before those that are told by the kind of file. */
export const checkTools: readonly CheckTool[] = [
  npmCi,
  tsc,
  prettier,
  biome,
  black,
  ruffFormat,
  isort,
  mypy,
  ruffCheck,
  flake8,
  gofmt,
  cargoFmt,
  stylelint,
  eslint,
  goBuild,
  cargoCheck,
]

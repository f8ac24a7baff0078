import type { LineReader } from '../lines/line-reader.js'
import { bundlers } from './bundlers.js'
import { coded } from './coded.js'
import { colonLabelled } from './colon-labelled.js'
import { compactLines } from './compact.js'
import { formatters } from './formatters.js'
import { headed } from './headed.js'
import { jvm } from './jvm.js'
import { linker } from './linker.js'
import { nodePackages } from './node-packages.js'
import { npm } from './npm.js'
import { otherPackages } from './other-packages.js'
import { parenLabelled } from './paren-labelled.js'
import { placeless } from './placeless.js'
import { pointed } from './pointed.js'
import { pythonPackages } from './python-packages.js'
import { scripts } from './scripts.js'
import { shellcheck } from './shellcheck.js'
import { spelledPlaces } from './spelled-places.js'
import { syntaxFrame } from './syntax-frame.js'
import { twoLines } from './two-lines.js'
import { uncoded } from './uncoded.js'

/** Linters whose marks and rows look like those of a test runner: they stand before the consoles. */
export const linterBlocks: readonly LineReader[] = [headed, twoLines]

/** Compilers, linters and package managers. Where two claim a line, the earlier one owns it: the more particular. */
export const builds: readonly LineReader[] = [
  npm,
  nodePackages,
  pythonPackages,
  otherPackages,
  formatters,
  jvm,
  linker,
  scripts,
  syntaxFrame,
  bundlers,
  pointed,
  spelledPlaces,
  parenLabelled,
  compactLines,
  shellcheck,
  colonLabelled,
  coded,
  uncoded,
  placeless,
]

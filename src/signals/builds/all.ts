import type { LineReader } from '../lines/line-reader.js'
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
import { pointed } from './pointed.js'
import { pythonPackages } from './python-packages.js'
import { scripts } from './scripts.js'
import { shellcheck } from './shellcheck.js'
import { syntaxFrame } from './syntax-frame.js'
import { twoLines } from './two-lines.js'
import { uncoded } from './uncoded.js'

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
  twoLines,
  pointed,
  parenLabelled,
  compactLines,
  headed,
  shellcheck,
  colonLabelled,
  coded,
  uncoded,
]

import type { JsonFormat } from '../json/format.js'
import type { Reader } from '../reader.js'
import { androidLintXml } from './android-lint-xml.js'
import { biomeJson } from './biome-json.js'
import { checkstyleXml } from './checkstyle-xml.js'
import { codeScanning } from './code-scanning.js'
import { cppcheckXml } from './cppcheck-xml.js'
import { eslintJson } from './eslint-json.js'
import { gccJson } from './gcc-json.js'
import { listedJson } from './listed-json.js'
import { pmdXml } from './pmd-xml.js'
import { pyrightJson } from './pyright-json.js'
import { resharperXml } from './resharper-xml.js'
import { rubocopJson } from './rubocop-json.js'
import { sarif } from './sarif.js'
import { spotbugsXml } from './spotbugs-xml.js'
import { stylelintJson } from './stylelint-json.js'
import { tslintJson } from './tslint-json.js'

/** Findings of code scanners and linters. The one that goes by habits alone stands last. */
export const findings: readonly JsonFormat[] = [
  sarif,
  codeScanning,
  eslintJson,
  stylelintJson,
  pyrightJson,
  rubocopJson,
  tslintJson,
  biomeJson,
  gccJson,
  listedJson,
]

/** Findings that come as XML. */
export const xmlFindings: readonly Reader[] = [
  checkstyleXml,
  pmdXml,
  spotbugsXml,
  cppcheckXml,
  androidLintXml,
  resharperXml,
]

import type { JsonFormat } from '../json/format.js'
import type { Reader } from '../reader.js'
import { ctrfJson } from './ctrf-json.js'
import { cucumberJson } from './cucumber-json.js'
import { gtestJson } from './gtest-json.js'
import { jestJson } from './jest-json.js'
import { junitXml } from './junit-xml.js'
import { mochaJson } from './mocha-json.js'
import { mochawesomeJson } from './mochawesome-json.js'
import { nunitXml } from './nunit-xml.js'
import { playwrightJson } from './playwright-json.js'
import { pytestJson } from './pytest-json.js'
import { rspecJson } from './rspec-json.js'
import { trx } from './trx.js'
import { unknownXml } from './unknown-xml.js'
import { xunitXml } from './xunit-xml.js'

/** In this order; the first that recognises the document reads it. */
export const reports: readonly Reader[] = [junitXml, trx, nunitXml, xunitXml, unknownXml]

export const jsonReports: readonly JsonFormat[] = [
  jestJson,
  ctrfJson,
  playwrightJson,
  mochawesomeJson,
  mochaJson,
  rspecJson,
  gtestJson,
  cucumberJson,
  pytestJson,
]

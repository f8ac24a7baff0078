import type { JsonFormat } from '../json/format.js'
import type { Reader } from '../reader.js'
import { jestJson } from './jest-json.js'
import { junitXml } from './junit-xml.js'
import { unknownXml } from './unknown-xml.js'

/** In this order; the first that recognises the document reads it. */
export const reports: readonly Reader[] = [junitXml, unknownXml]

export const jsonReports: readonly JsonFormat[] = [jestJson]

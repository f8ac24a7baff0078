import { linterXml, numberOf, partOf } from './linter-xml.js'

/** cppcheck's XML, version 1 with its place in the error, version 2 with places below it. */
export const cppcheckXml = linterXml({
  format: 'cppcheck-xml',
  recognises: (root, head) => root === 'results' && /<cppcheck|<error[\s>]|<errors/.test(head.slice(0, 4000)),
  finding: 'error',
  parts: new Set(['location']),
  harmless: new Set(['information', 'debug', 'none', 'style', 'performance', 'portability', 'warning']),
  read({ attributes }, parts) {
    const place = partOf(parts, 'location')?.attributes ?? attributes
    return {
      file: place['file'] || undefined,
      line: numberOf(place['line']),
      column: numberOf(place['column']),
      rule: attributes['id'],
      message: attributes['msg'] ?? attributes['verbose'] ?? '',
      severity: attributes['severity'],
      more: attributes['verbose'],
    }
  },
})

import { linterXml, numberOf, partOf } from './linter-xml.js'

/** Android Lint's XML. */
export const androidLintXml = linterXml({
  format: 'android-lint-xml',
  recognises: (root, head) => root === 'issues' && head.includes('<issue'),
  finding: 'issue',
  parts: new Set(['location']),
  read({ attributes }, parts) {
    const place = partOf(parts, 'location')?.attributes
    return {
      file: place?.['file'],
      line: numberOf(place?.['line']),
      column: numberOf(place?.['column']),
      rule: attributes['id'],
      message: attributes['message'] ?? '',
      severity: attributes['severity'],
      more: attributes['explanation'],
    }
  },
})

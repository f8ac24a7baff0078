import { linterXml, numberOf } from './linter-xml.js'

/** ReSharper's InspectCode: severities stand with the types, so everything that is listed is told. */
export const resharperXml = linterXml({
  format: 'resharper-xml',
  recognises: (root, head) => root === 'Report' && head.includes('<IssueTypes'),
  finding: 'Issue',
  parts: new Set(),
  read({ attributes }) {
    return {
      file: attributes['File'],
      line: numberOf(attributes['Line']),
      rule: attributes['TypeId'],
      message: attributes['Message'] ?? '',
      severity: attributes['Severity'],
    }
  },
})
